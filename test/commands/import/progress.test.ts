import t from 'tap'
import { showImportProgress } from '../../../src/commands/import/progress.ts'

/** A place to write to, and a clock that stands still between steps. */
function watched(output: { isTTY?: boolean; columns?: number }) {
  const written: string[] = []
  const clock = { ms: 0 }
  const { reading, checking, end } = showImportProgress(
    { ...output, write: (text) => written.push(text) },
    () => clock.ms
  )
  const step = (ms: number, rows: number, bytes: number, total: number | undefined = 1_000) => {
    clock.ms += ms
    reading({ file: 'claims.csv', rows, bytes, total })
  }
  const check = (ms: number, done: number, total: number) => {
    clock.ms += ms
    checking({ done, total })
  }
  return { written, step, check, end }
}

t.test(
  'a terminal gets a bar by the bytes read, with rows a second and the time left',
  async (t) => {
    const { written, step, end } = watched({ isTTY: true, columns: 200 })
    step(50, 1_000, 5)
    t.same(written, [])
    step(9_950, 500_000, 250)
    t.same(written, [
      '\r\u001b[2Kimporting ██████░░░░░░░░░░░░░░░░░░ 25 %  500,000 rows, 50,000 rows/s, 30 s ' +
        'left  claims.csv'
    ])
    end()
    t.equal(written.at(-1), '\r\u001b[2K', 'and taken away')
  }
)

t.test('without a size there is no share and no end in sight', async (t) => {
  const { written, step } = watched({ isTTY: true, columns: 200 })
  const clock = 2_000
  const { reading } = showImportProgress(
    { isTTY: true, write: (text) => written.push(text) },
    (() => {
      let now = -clock
      return () => (now += clock)
    })()
  )
  reading({ file: 'standard input', rows: 10_000, bytes: 5, total: undefined })
  t.match(written[0], /importing 10,000 rows, \d,\d+ rows\/s {2}standard input$/)
  step(1, 1, 1)
})

t.test('a log gets a line of JSON every five seconds, and none at the end', async (t) => {
  const { written, step, end } = watched({})
  step(4_000, 100_000, 400)
  step(1_000, 125_000, 500)
  step(1_000, 150_000, 600)
  end()
  t.equal(written.length, 1)
  t.match(JSON.parse(written[0] ?? ''), {
    time: /^\d{4}-\d\d-\d\dT/,
    phase: 'importing',
    file: 'claims.csv',
    rows: 125_000,
    rows_per_second: 25_000,
    bytes: 500,
    total_bytes: 1_000,
    seconds_left: 5
  })
})

t.test('then the checks are told, with a pace of their own', async (t) => {
  const { written, step, check } = watched({ isTTY: true, columns: 200 })
  step(60_000, 500_000, 1_000)
  check(0, 0, 4_000)
  check(10_000, 1_000, 4_000)
  t.equal(
    written.at(-1),
    '\r\u001b[2Kchecking ██████░░░░░░░░░░░░░░░░░░ 25 %  1,000 of 4,000 sets of claims, 30 s left'
  )
})

t.test('and a log gets a line of these too', async (t) => {
  const { written, step, check } = watched({})
  step(4_000, 500_000, 1_000)
  check(0, 0, 4_000)
  check(5_000, 2_000, 4_000)
  t.equal(written.length, 1)
  t.match(JSON.parse(written[0] ?? ''), {
    phase: 'checking',
    checked: 2_000,
    total: 4_000,
    seconds_left: 5
  })
})
