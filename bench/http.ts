// `npm run bench`: the budgets of the service, as ratios. Machines differ and are shared, so a
// ratio of two numbers measured side by side says more than each number. Needs wrk and sqlite3
// (Debian's packages of these names).
import { absentRow, type Budget, limitRow, ratioRow } from './budgets.ts'
import { compareEngines } from './engines.ts'
import { measureFirst } from './first.ts'
import { measureRepeated } from './hot.ts'
import { ROUNDS, SECONDS } from './load.ts'
import { compareServices } from './others.ts'
import { measurePostgres } from './postgres-budgets.ts'
import { readSection, table, tableOf, writeReadme, writeSection } from './report.ts'
import { inFolder } from './running.ts'
import { measureLarge, measureStarts } from './starts.ts'
import { measureStreams } from './streams.ts'
import { makeWorld } from './world.ts'

const ROWS = Number(process.env['ROWS'] ?? 0)
const SERVER = process.env['TEST_POSTGRES_URL']

await inFolder(async (folder) => {
  const world = await makeWorld(folder)
  const budgets = [
    ...(await attempt('repeated GETs', measureRepeated(world))),
    ...(await attempt('first GETs', measureFirst(world))),
    ...(await attempt('a large database', measureLarge(world, ROWS))),
    ...importBudgets(),
    ...(await attempt('starts', measureStarts(world))),
    ...(await attempt('PostgreSQL', measurePostgres(world, SERVER))),
    ...(await attempt('CSV', measureStreams(world)))
  ]
  writeSection('budgets', [
    `${ROUNDS} rounds of ${SECONDS} s each, the load generator and the service on a core each. ` +
      'Figures are medians of this one run, on a machine that others may use too. A ratio is ' +
      'what holds elsewhere: both sides are measured in turn.',
    tableOf(budgets)
  ])
  writeSection('engines', [
    'First GET of a 60-row page, nothing cached, a new address each time. The processes have all ' +
      'cores, with the load generator and the PostgreSQL server among them' +
      (SERVER ? '.' : '; PostgreSQL was not measured.'),
    tableOf(await compareEngines(world.plain, SERVER))
  ])
  const services = await compareServices(world)
  writeSection('beside', [
    'Requests a second of 60 of eleven thousand claims, newest first, every service on the same ' +
      'data and the same core. Only the service answers with sources, units and links.',
    tableOf(services)
  ])
  writeReadme('beside', turned(services))
})

/** The rows of a measurement; one that failed says why, and the others stay. */
async function attempt(work: string, rows: Promise<Budget[]>): Promise<Budget[]> {
  return rows.catch((error: Error) => [absentRow(work, '', `failed: ${error.message}`)])
}

/** A table with a column for each row, which takes fewer lines. */
function turned(rows: readonly Record<string, string>[]): string {
  const [first = '', ...others] = Object.keys(rows[0] ?? {})
  const lineOf = (name: string) => rows.map((row) => row[name] ?? '')
  return table(
    ['', ...lineOf(first)],
    others.map((name) => [name, ...lineOf(name)])
  )
}

/** The budgets of imports, from the last run of `npm run bench:import`. */
function importBudgets(): Budget[] {
  const section = readSection('import')
  const rates = [...section.matchAll(/\| (\d+) \|$/gm)].map(([, rate]) => Number(rate))
  const [raw = Number.NaN, ours = Number.NaN, earlier = Number.NaN] = rates
  const megabytes = Number(/peak memory ([\d.]+) MB/.exec(section)?.[1])
  const compared = { ours, beside: raw, ratio: ours / raw }
  const inserts = 'raw inserts, beside those with the indexes before'
  const before = { ours: raw, beside: earlier, ratio: raw / earlier }
  return [
    ratioRow(
      'import, beside raw inserts (the last `bench:import`)',
      compared,
      0.4,
      'rows a second'
    ),
    Number.isNaN(earlier)
      ? absentRow(inserts, '≥ 2', 'not measured: `npm run bench:import` does')
      : ratioRow(inserts, before, 2, 'rows a second'),
    limitRow('memory of an import', megabytes, 250, 'MB')
  ]
}
