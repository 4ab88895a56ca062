// Makes the tables of `npm run bench:progress`: the progress of the projections in the starter
// data. They depend only on the data and the code, so a test compares them with those in
// bench/README.md.

import { connectSqlite } from '../src/db/sqlite/connect.ts'
import { migrateSqlite } from '../src/db/sqlite/migrate.ts'
import { sqliteStore } from '../src/db/sqlite/store.ts'
import type { Snapshot } from '../src/db/store.ts'
import { findProgress } from '../src/projections/find-aspects.ts'
import { PROGRESS_METHODS, type ProgressMethod } from '../src/projections/model/progress.ts'
import type { ProjectionProgress } from '../src/projections/progress-schemas.ts'
import { listProjections } from '../src/projections/queries.ts'
import { loadStarter } from '../src/starter/load.ts'
import { table } from './report.ts'

const ARTICLE = ['P001', 'P002', 'P003']

/** The paragraphs of the section. */
export async function progressParagraphs(): Promise<string[]> {
  const answers = await withStarter(readProgress)
  return [
    'Progress of the three projections of the article, by series and method:',
    articleTable(answers.filter(({ projection }) => ARTICLE.includes(projection))),
    `Of ${answers.length} projections, how many can be assessed by at least one series, and why ` +
      'the others cannot (the reason of the first series; `figure_only`: a figure without a class):',
    verdictTable(answers)
  ]
}

/** Reads from the starter data alone. */
export async function withStarter<T>(read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const client = connectSqlite(':memory:')
  migrateSqlite(client)
  const store = sqliteStore(client)
  await loadStarter(store)
  const found = await store.snapshot(read)
  await store.close()
  return found
}

async function readProgress(snapshot: Snapshot): Promise<ProjectionProgress[]> {
  const projections = await listProjections(snapshot, {}, { after: undefined, limit: 1_000 })
  const found: ProjectionProgress[] = []
  for (const { id } of projections) {
    const progress = await findProgress(snapshot, id, {})
    if (progress) found.push(progress.row)
  }
  return found
}

function articleTable(answers: readonly ProjectionProgress[]): string {
  return table(
    ['projection', 'series', 'base', 'latest', 'growth a year', ...PROGRESS_METHODS],
    answers.flatMap(({ projection, rows, reason }) =>
      rows.length === 0 ? [[projection, reason ?? '']] : rows.map((row) => cellsOf(projection, row))
    )
  )
}

function cellsOf(
  projection: string,
  { series, base, latest, observed, methods }: ProjectionProgress['rows'][number]
): string[] {
  return [
    projection,
    `${series.subject}, ${series.partner}: ${series.attributed_to ?? 'unnamed'}`,
    base ? `${base.period}: ${base.value.toLocaleString('en')}` : '',
    `${latest.period}: ${latest.value.toLocaleString('en')}`,
    observed.annual_growth_percent === null ? '' : `${observed.annual_growth_percent} %`,
    ...methods.map(({ value, status, reason }) =>
      status ? `${status} (${value?.toFixed(3) ?? ''})` : (reason ?? '')
    )
  ]
}

function verdictTable(answers: readonly ProjectionProgress[]): string {
  const verdicts = PROGRESS_METHODS.map((method) => ({
    method,
    reasons: answers.map((answer) => verdictOf(answer, method))
  }))
  const words = [...new Set(verdicts.flatMap(({ reasons }) => reasons))].sort(
    (a, b) => Number(b === 'assessed') - Number(a === 'assessed') || a.localeCompare(b)
  )
  return table(
    ['method', ...words],
    verdicts.map(({ method, reasons }) => [
      method,
      ...words.map((word) => reasons.filter((reason) => reason === word).length)
    ])
  )
}

/**
 * `assessed` if a series gives a class, `figure_only` if a series gives only a figure; otherwise
 * the reason of the first series.
 */
function verdictOf({ rows, reason }: ProjectionProgress, method: ProgressMethod): string {
  const verdicts = rows.flatMap(({ methods }) => methods.filter((one) => one.method === method))
  if (verdicts.some(({ status }) => status !== null)) return 'assessed'
  if (verdicts.some(({ value }) => value !== null)) return 'figure_only'
  return verdicts[0]?.reason ?? reason ?? 'unknown'
}
