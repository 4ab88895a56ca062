// `npm run db:copy -- --from URL --to URL`: copies a whole database, of either engine, into an
// empty one of either engine.
import { existsSync } from 'node:fs'
import { type CopiedTable, CopyError, copyDatabase, isAlike } from '../db/copy/copy-database.ts'
import { inspectDatabase } from '../db/copy/inspect-database.ts'
import { REFUSALS } from '../db/migrations.ts'
import { openSource, openWritable } from '../db/open.ts'
import { reasonOf } from '../db/postgres/errors.ts'
import { DatabaseUnavailable, type Store } from '../db/store.ts'
import { databaseFile, isPostgres, nameOf } from '../db/url.ts'
import { ArgumentError, readArguments, USAGE } from './copy-arguments.ts'
import { progressOn } from './copy-progress.ts'

try {
  const { help, from, to } = readArguments(process.argv.slice(2))
  console.log(help ? USAGE : await copy(from, to))
} catch (error) {
  console.error(messageOf(error))
  // Not by waiting for the last socket: see commands.ts.
  process.exit(error instanceof ArgumentError ? 78 : 1)
}

async function copy(from: string, to: string): Promise<string> {
  await refuseSource(from)
  await refuseTarget(to)
  const started = performance.now()
  const tables = await between(from, to, async (source, target) => {
    const { report, end } = progressOn(process.stderr)
    return copyDatabase(source, target, report).finally(end)
  })
  const rows = tables.reduce((sum, { source }) => sum + source.rows, 0).toLocaleString('en')
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  return (
    `${comparison(tables)}\nCopied ${rows} rows from ${nameOf(from)} to ${nameOf(to)} in ` +
    `${seconds} s. Both are alike.`
  )
}

async function between<T>(
  from: string,
  to: string,
  run: (source: Store, target: Store) => Promise<T>
): Promise<T> {
  const source = await openSource(from)
  try {
    const target = await openWritable(to)
    return await run(source, target).finally(() => target.close())
  } finally {
    await source.close()
  }
}

async function refuseSource(url: string): Promise<void> {
  const name = nameOf(url)
  if (!isPostgres(url) && !existsSync(databaseFile(url)))
    throw new Error(`The source ${name} is not there.`)
  const { version } = await inspected(url)
  if (version === 'none')
    throw new Error(
      `The source ${name} is no database of Corridor Metrics: it has never been migrated.`
    )
  if (version === 'newer')
    throw new Error(
      `The source ${name} was made by a newer version of Corridor Metrics. Copy it with that ` +
        'version.'
    )
  if (version === 'unreleased')
    throw new Error(`The source ${name} cannot be used: ${REFUSALS.unreleased}`)
  if (version === 'older')
    throw new Error(
      `The source ${name} was made by an older version of Corridor Metrics. Bring it to this ` +
        'one first: DATABASE_URL=… npm run db:migrate'
    )
}

/** Before it is migrated, so that a database with rows stays as it is. */
async function refuseTarget(url: string): Promise<void> {
  const { filled } = await inspected(url)
  if (filled)
    throw new Error(
      `The target ${nameOf(url)} is not empty: its table ${filled} holds rows. Nothing was ` +
        'changed; name a new database.'
    )
}

async function inspected(url: string) {
  return inspectDatabase(url).catch((error: unknown) => {
    throw new Error(`The database ${nameOf(url)} cannot be used: ${reasonOf(error)}`)
  })
}

/**
 * Counts and checksums of both sides as a table; the first half of a checksum tells as much as a
 * reader can compare.
 */
function comparison(tables: CopiedTable[]): string {
  const rows = tables.map((table) => [
    table.table,
    table.source.rows.toLocaleString('en'),
    table.target.rows.toLocaleString('en'),
    table.source.checksum.slice(0, 32),
    isAlike(table) ? 'alike' : `DIFFERENT: ${table.target.checksum.slice(0, 32)}`
  ])
  const shown = [['table', 'source', 'target', 'sha-256', ''], ...rows]
  const width = (column: number) => Math.max(...shown.map((row) => row[column]?.length ?? 0))
  const widths = [0, 1, 2, 3, 4].map(width)
  const cell = (text: string, column: number) =>
    column === 1 || column === 2
      ? text.padStart(widths[column] ?? 0)
      : text.padEnd(widths[column] ?? 0)
  return shown.map((row) => row.map(cell).join('  ').trimEnd()).join('\n')
}

function messageOf(error: unknown): string {
  if (error instanceof ArgumentError) return `${error.message}\n\n${USAGE}`
  if (error instanceof DatabaseUnavailable) return `Nothing was copied: ${reasonOf(error)}`
  if (!(error instanceof CopyError)) return error instanceof Error ? error.message : String(error)
  return [
    ...(error.tables.length > 0 ? [comparison(error.tables)] : []),
    `Nothing was copied: ${error.message}`
  ].join('\n')
}
