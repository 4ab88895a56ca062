import t from 'tap'
import { showCopyProgress } from '../../../src/commands/copy/progress.ts'
import type { Output } from '../../../src/commands/shared/progress-bar.ts'

/** A place to write to, and a clock that stands still between steps. */
function watched(output: Omit<Output, 'write'>) {
  const written: string[] = []
  const clock = { ms: 0 }
  const { report, end } = showCopyProgress(
    { ...output, write: (text) => written.push(text) },
    () => clock.ms
  )
  const step = (ms: number, rows: number, phase: 'copying' | 'checking' = 'copying') => {
    clock.ms += ms
    report({ phase, table: 'observation', rows, total: 2_000_000 })
  }
  return { written, step, end }
}

t.test('a terminal gets a bar that is drawn over itself, at most ten times a second', async (t) => {
  const { written, step, end } = watched({ isTTY: true, columns: 200 })
  step(50, 1_000)
  t.same(written, [])
  step(9_950, 500_000)
  step(10, 500_500)
  t.same(written, [
    '\r\u001b[2Kcopying ██████░░░░░░░░░░░░░░░░░░ 25 %  500,000 of 2,000,000 rows, 50,000 ' +
      'rows/s, 30 s left  observation'
  ])
  end()
  t.equal(written.at(-1), '\r\u001b[2K', 'and taken away')
})

t.test('each phase has a pace of its own', async (t) => {
  const { written, step } = watched({ isTTY: true, columns: 200 })
  step(100_000, 2_000_000)
  step(1_000, 10_000, 'checking')
  t.match(
    written.at(-1),
    /checking ░+ 0 % {2}10,000 of 2,000,000 rows, 10,000 rows\/s, 3 min 19 s left/
  )
})

t.test(
  'a narrow terminal gets what fits into one line; more rows than were counted are all of them',
  async (t) => {
    const { written, step } = watched({ isTTY: true, columns: 60 })
    step(1_000, 2_000_500)
    t.equal(written[0]?.length, '\r\u001b[2K'.length + 59)
    t.match(written[0], '█ 100 %')
  }
)

t.test('a log gets a line of JSON every five seconds, and none at the end', async (t) => {
  const { written, step, end } = watched({})
  step(4_000, 100_000)
  step(1_000, 125_000)
  step(1_000, 150_000)
  end()
  t.equal(written.length, 1)
  t.match(JSON.parse(written[0] ?? ''), {
    time: /^\d{4}-\d\d-\d\dT/,
    phase: 'copying',
    table: 'observation',
    rows: 125_000,
    total: 2_000_000,
    rows_per_second: 25_000,
    seconds_left: 75
  })
})
