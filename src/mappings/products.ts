// Finds our products behind the codes of a file, and remembers them.
import type { Snapshot } from '../db/store.ts'
import { existingIds } from '../identifiers/queries.ts'
import type { Bound } from './bind-columns.ts'
import { plainCode } from './indicators.ts'
import { matchPattern } from './patterns.ts'
import type { Mapping } from './schema.ts'
import type { ProductField } from './schema-product.ts'
import { columnKey, type TableRow } from './table.ts'

const REMEMBERED_MAX = 20_000
const IDS_A_QUERY = 200

/** The product of a row: its id in our data if we have it, and its code in the file. */
export type ReadProduct = { id: string | undefined; code: string }
export type Products = {
  /** Looks up ids; afterwards `has` knows them. */
  learn: (ids: Iterable<string>) => Promise<void>
  has: (id: string) => boolean
}

export function findProducts(snapshot: Snapshot): Products {
  const known = new Map<string, boolean>()
  return {
    async learn(ids) {
      const all = [...new Set(ids)]
      if (known.size + all.length > REMEMBERED_MAX) known.clear()
      const unknown = all.filter((id) => !known.has(id))
      for (let at = 0; at < unknown.length; at += IDS_A_QUERY) {
        const some = unknown.slice(at, at + IDS_A_QUERY)
        const there = new Set(await existingIds(snapshot, 'product', some))
        for (const id of some) known.set(id, there.has(id))
      }
    },
    has: (id) => known.get(id) === true
  }
}

/** The product of a row; null for a total. An id is undefined if the code can be none of ours. */
export function readProduct(row: TableRow, bound: Bound, mapping: Mapping): ReadProduct | null {
  const field = mapping.product
  if (!field) return null
  if (field.constant !== undefined) return { id: field.constant, code: field.constant }
  const cellAt = (index: number | undefined) =>
    index === undefined ? '' : plainCode(row.cells[index] ?? '', mapping)
  const code = cellAt(bound.product)
  const isTotal = field.total.some((total) => columnKey(total) === columnKey(code))
  if (code === '' || isTotal) return null
  const named = findCode(field.codes, code)
  const list = cellAt(bound.productScheme)
  if (named !== undefined) return { id: named, code }
  const scheme = schemeOf(field, list)
  const isOurs = field.pattern === undefined || matchPattern(field.pattern, code) !== null
  // The code stays as it is: a code without its zero may be of another scheme.
  const id = isOurs && scheme !== undefined ? `${scheme}-${code}` : undefined
  return { id, code: list === '' ? code : `${list} ${code}` }
}

function schemeOf({ scheme, schemes }: ProductField, list: string): string | undefined {
  if (list === '') return scheme
  return findCode(schemes, list)
}

/** The value of a code in any case. */
function findCode<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  const key = columnKey(code)
  return Object.entries(table).find(([name]) => columnKey(name) === key)?.[1]
}
