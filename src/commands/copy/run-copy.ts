import { CopyError, copyDatabase } from '../../db/copy/copy-database.ts'
import { openSource, openWritable } from '../../db/open.ts'
import { reasonOf } from '../../db/postgres/errors.ts'
import { DatabaseUnavailable, type Store } from '../../db/store.ts'
import { nameOf } from '../../db/url.ts'
import { formatCount } from '../shared/format.ts'
import type { CopyArguments } from './arguments.ts'
import { compareTables } from './comparison.ts'
import { showCopyProgress } from './progress.ts'
import { refuseSource, refuseTarget } from './refusals.ts'

/** Copies a database of either engine into an empty one of either engine. */
export async function runCopy({ from, to }: CopyArguments): Promise<string> {
  await refuseSource(from)
  await refuseTarget(to)
  const started = performance.now()
  const { report, end } = showCopyProgress(process.stderr)
  const tables = await withStores(from, to, (source, target) =>
    copyDatabase(source, target, report).finally(end)
  ).catch((error: unknown) => {
    throw new Error(explainFailure(error), { cause: error })
  })
  const rows = tables.reduce((sum, { source }) => sum + source.rows, 0)
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  return (
    `${compareTables(tables)}\nCopied ${formatCount(rows)} rows from ${nameOf(from)} to ` +
    `${nameOf(to)} in ${seconds} s. Both are alike.`
  )
}

async function withStores<T>(
  from: string,
  to: string,
  work: (source: Store, target: Store) => Promise<T>
): Promise<T> {
  const source = await openSource(from)
  try {
    const target = await openWritable(to)
    return await work(source, target).finally(() => target.close())
  } finally {
    await source.close()
  }
}

function explainFailure(error: unknown): string {
  if (error instanceof DatabaseUnavailable) return `Nothing was copied: ${reasonOf(error)}`
  if (!(error instanceof CopyError)) return error instanceof Error ? error.message : String(error)
  const comparison = error.tables.length > 0 ? `${compareTables(error.tables)}\n` : ''
  return `${comparison}Nothing was copied: ${error.message}`
}
