// Looks at a file and proposes a mapping: a built-in one that fits, or a draft of an own one.
import type { Snapshot } from '../db/store.ts'
import { DataError } from '../files/data-error.ts'
import type { FileDialect } from '../files/dialect.ts'
import { builtIn } from './built-in.ts'
import { draftMapping } from './draft-mapping.ts'
import { guessTable } from './guess-table.ts'
import { BUILT_IN_NAMES, type BuiltInName } from './names.ts'
import { wideColumns } from './needed-columns.ts'
import { openTable } from './open-mapped.ts'
import type { Mapping } from './schema.ts'
import { columnKey } from './table.ts'

/** The name of a built-in mapping, or the JSON value of a draft. */
export type Suggestion = { name: BuiltInName } | { draft: Record<string, unknown> }

/** Proposes a mapping for a file that begins so. Throws a DataError if it is no table. */
export async function suggestMapping(
  snapshot: Snapshot,
  file: string,
  head: Buffer,
  dialect: FileDialect
): Promise<Suggestion> {
  for (const name of BUILT_IN_NAMES)
    if (await fits(file, head, builtIn(name), dialect)) return { name }
  return { draft: await draftMapping(snapshot, file, await guessTable(file, head, dialect)) }
}

/** Whether the file has the columns of a mapping, and an indicator that it names if they say it. */
async function fits(
  file: string,
  head: Buffer,
  mapping: Mapping,
  dialect: FileDialect
): Promise<boolean> {
  try {
    const table = await openTable(file, [head], { mapping, dialect })
    await table.close()
    if (table.columns.length === 0) return false
    if (mapping.wide?.field !== 'metric') return true
    const known = new Set(Object.keys(mapping.metric.codes).map(columnKey))
    const names = new Set(table.columns.map(columnKey))
    const isOfEntities = mapping.name === 'owid' && names.has('entity') && names.has('code')
    return (
      isOfEntities ||
      wideColumns(mapping, table.columns).some(({ says }) => known.has(columnKey(says)))
    )
  } catch (error) {
    if (error instanceof DataError) return false
    throw error
  }
}
