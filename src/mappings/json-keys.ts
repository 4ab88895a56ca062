// Finds keys of JSON rows that the first rows do not have, so that nothing they say is lost.
import { usedNames, wideColumns } from './needed-columns.ts'
import type { Mapping } from './schema.ts'
import { COLUMNS_MAX, columnKey } from './table.ts'

/** A function that gives the first key of a row which the mapping reads and the columns lack. */
export function lateKeyFinder(
  mapping: Mapping,
  columns: readonly string[]
): (cells: ReadonlyMap<string, string>) => string | undefined {
  const known = new Set(columns)
  const used = new Set(usedNames(mapping).map(columnKey))
  const except = new Set(mapping.metric.others?.except.map(columnKey))
  const isRead = (key: string) =>
    used.has(columnKey(key)) ||
    wideColumns(mapping, [key]).length > 0 ||
    (mapping.metric.others !== undefined && !except.has(columnKey(key)))
  return (cells) => {
    for (const [key, text] of cells) {
      if (known.has(key) || text.trim() === '') continue
      if (isRead(key)) return key
      if (known.size < COLUMNS_MAX) known.add(key)
    }
    return undefined
  }
}
