import t from 'tap'
import { showFetchProgress } from '../../../src/commands/fetch/progress.ts'

/** What is written when each thing is shown long after the one before. */
function written(isTTY: boolean): string[] {
  const texts: string[] = []
  let time = 0
  const output = { isTTY, columns: 100, write: (text: string) => texts.push(text) }
  const progress = showFetchProgress(output, () => (time += 10_000))
  progress.reading('worldbank gdp', 0, { page: 2, bytes: 5_000 })
  const waiting = { seconds: 7, reason: 'status 429' }
  progress.reading('worldbank gdp', 0, { page: 2, bytes: 5_000, waiting })
  progress.importing('worldbank gdp', 0.5, {
    phase: 'reading',
    file: 'x',
    noun: 'observation',
    rows: 1_200
  })
  progress.importing('worldbank gdp', 0.5, { phase: 'checking', done: 3, total: 9 })
  return texts
}

t.test('a bar on a terminal', async (t) => {
  const half = `${'█'.repeat(12)}${'░'.repeat(12)} 50 %`
  t.same(
    written(true).map((text) => text.replace('\r\u001b[2K', '')),
    [
      `fetching ${'░'.repeat(24)} 0 %  worldbank gdp: 2 pages`,
      `fetching ${'░'.repeat(24)} 0 %  worldbank gdp: 2 pages, waits 7 s: status 429`,
      `importing ${half}  worldbank gdp: 1,200 rows`,
      `checking ${half}  worldbank gdp: 3 of 9 sets of claims`
    ]
  )
})

t.test('lines of JSON in a log', async (t) => {
  const fetch = 'worldbank gdp'
  t.same(
    written(false).map((text) => {
      const { time, ...shown } = JSON.parse(text)
      t.match(time, /^\d{4}-/)
      return shown
    }),
    [
      { phase: 'fetching', fetch, done_percent: 0, page: 2, bytes: 5_000 },
      {
        phase: 'fetching',
        fetch,
        done_percent: 0,
        page: 2,
        bytes: 5_000,
        waiting_seconds: 7,
        reason: 'status 429'
      },
      { phase: 'importing', fetch, done_percent: 50, rows: 1_200 },
      { phase: 'checking', fetch, done_percent: 50, done: 3, total: 9 }
    ]
  )
})
