// What refers to what: by columns, and by lists that have a table of their own.
import { inArray } from '../../../db/orm.ts'
import { chunks, columnOf, type Row } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { Tables } from '../../../db/tables/define.ts'
import type { Noun } from '../../../files/columns.ts'
import type { Named } from '../change-error.ts'

/** Rows that refer to a withdrawn one, as many as an error shows. */
const SHOWN_MAX = 20

/**
 * `from` names `to` in `column`. In `table`, `held` is what is named and `holder` names it: of a
 * list, one row each.
 */
type Reference = {
  from: Noun
  column: string
  to: Noun
  table: keyof Tables
  holder: string
  held: string
}

const plain = (from: Noun, column: string, to: Noun): Reference => ({
  from,
  column,
  to,
  table: from,
  holder: 'id',
  held: column
})

const REFERENCES: readonly Reference[] = [
  ...(['observation', 'projection'] as const).flatMap((from) => [
    plain(from, 'metric', 'metric'),
    plain(from, 'subject', 'entity'),
    plain(from, 'partner', 'entity'),
    plain(from, 'source', 'source')
  ]),
  plain('projection', 'scenario', 'scenario'),
  plain('event', 'entity', 'entity'),
  plain('event', 'source', 'source'),
  plain('relation', 'observation', 'observation'),
  {
    from: 'relation',
    column: 'others',
    to: 'observation',
    table: 'relation_other',
    holder: 'relation',
    held: 'observation'
  },
  {
    from: 'observation',
    column: 'derived_from',
    to: 'observation',
    table: 'derivation',
    holder: 'observation',
    held: 'input'
  },
  {
    from: 'entity',
    column: 'members',
    to: 'entity',
    table: 'membership',
    holder: 'parent',
    held: 'member'
  }
]

/** What a row names. */
export function referencesOf(noun: string, row: Row): Named[] {
  return REFERENCES.filter(({ from }) => from === noun).flatMap(({ column, to }) =>
    [row[column] ?? []].flat().map((id) => ({ type: to, id: String(id) }))
  )
}

/** Which rows refer to these now: at most so many as an error shows. */
export async function referrers(
  { db, tables }: Snapshot,
  noun: Noun,
  ids: readonly string[]
): Promise<{ id: string; by: Named }[]> {
  const found: { id: string; by: Named }[] = []
  for (const { from, table, holder, held } of REFERENCES.filter(({ to }) => to === noun)) {
    for (const chunk of chunks(ids)) {
      if (found.length >= SHOWN_MAX) return found
      const named = columnOf(tables[table], held)
      const rows = await db
        .select({ id: named, by: columnOf(tables[table], holder) })
        .from(tables[table])
        .where(inArray(named, chunk))
        .limit(SHOWN_MAX - found.length)
      found.push(
        ...rows.map(({ id, by }) => ({ id: String(id), by: { type: from, id: String(by) } }))
      )
    }
  }
  return found
}
