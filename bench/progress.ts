// `npm run bench:progress`: how the projections of the starter data fare, as the tables of
// ARCHITECTURE.md.

import { migrateSqlite } from '../src/db/sqlite/migrate.ts'
import { connectSqlite, sqliteStore } from '../src/db/sqlite/store.ts'
import { PROGRESS_METHODS, type ProgressMethod } from '../src/projections/model/progress.ts'
import type { ProjectionProgress } from '../src/projections/progress-schemas.ts'
import { listProjections } from '../src/projections/queries.ts'
import { findProgress } from '../src/projections/routes.ts'
import { loadStarter } from '../src/starter/load.ts'

const client = connectSqlite(':memory:')
migrateSqlite(client)
const store = sqliteStore(client)
await loadStarter(store)
const answers = await store.snapshot(async (snapshot) => {
  const projections = await listProjections(snapshot, {}, { after: undefined, limit: 1_000 })
  const found: ProjectionProgress[] = []
  for (const { id } of projections) {
    const progress = await findProgress(snapshot, id, {})
    if (progress) found.push(progress.row)
  }
  return found
})
await store.close()

console.log('Progress of the three projections, by series and method\n')
const ties = answers.filter(({ projection }) => ['P001', 'P002', 'P003'].includes(projection))
printTable(
  ['projection', 'series', 'base', 'latest', 'growth a year', ...PROGRESS_METHODS],
  ties.flatMap(({ projection, rows, reason }) => {
    if (rows.length === 0) return [[projection, reason ?? '']]
    return rows.map(({ series, base, latest, observed, methods }) => [
      projection,
      `${series.subject}, ${series.partner}: ${series.attributed_to ?? 'unnamed'}`,
      base ? `${base.period}: ${base.value.toLocaleString('en')}` : '',
      `${latest.period}: ${latest.value.toLocaleString('en')}`,
      observed.annual_growth_percent === null ? '' : `${observed.annual_growth_percent} %`,
      ...methods.map(({ value, status, reason }) =>
        status ? `${status} (${value?.toFixed(3) ?? ''})` : (reason ?? '')
      )
    ])
  })
)

console.log(
  `\nOf ${answers.length} projections, how many can be assessed by at least one series, and ` +
    'why the others cannot\n'
)
const verdicts = PROGRESS_METHODS.map((method) => ({
  method,
  reasons: answers.map((answer) => verdictOf(answer, method))
}))
const words = [...new Set(verdicts.flatMap(({ reasons }) => reasons))].sort(
  (a, b) => Number(b === 'assessed') - Number(a === 'assessed') || a.localeCompare(b)
)
printTable(
  ['method', ...words],
  verdicts.map(({ method, reasons }) => [
    method,
    ...words.map((word) => String(reasons.filter((reason) => reason === word).length))
  ])
)

/**
 * `assessed` where a series gives a class, `figure_only` where one gives a figure without; else the
 * reason, that of the first series.
 */
function verdictOf({ rows, reason }: ProjectionProgress, method: ProgressMethod): string {
  const verdicts = rows.flatMap(({ methods }) => methods.filter((one) => one.method === method))
  if (verdicts.some(({ status }) => status !== null)) return 'assessed'
  if (verdicts.some(({ value }) => value !== null)) return 'figure_only'
  return verdicts[0]?.reason ?? reason ?? 'unknown'
}

function printTable(head: string[], rows: string[][]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'))
}
