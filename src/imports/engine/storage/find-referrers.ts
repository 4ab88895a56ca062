// Finds the rows that refer to a row, by a column or by an item of a list.
import { inArray } from '../../../db/orm.ts'
import { chunks, columnOf } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import { type Noun, PARENTS_FIRST, type Reference, referencesOf } from '../../../nouns.ts'
import type { NamedRow } from '../change-error.ts'

/** As many referring rows as an error shows. */
const SHOWN_MAX = 20

type Referrer = { from: Noun } & Reference

/** References by column come first: their indexes answer fastest. */
const REFERRERS: readonly Referrer[] = PARENTS_FIRST.flatMap((from) =>
  referencesOf(from).map((reference) => ({ from, ...reference }))
).toSorted((a, b) => Number(Boolean(a.list)) - Number(Boolean(b.list)))

/**
 * The rows that refer to these rows now, at most as many as an error shows. `isFree` says whether
 * to look at columns without a foreign key, or at all others. A row may name another one in such a
 * column before that one is there, and rows that name each other can be deleted together. So these
 * columns are looked at after the deletion.
 */
export async function findReferrers(
  { db, tables }: Snapshot,
  noun: Noun,
  ids: readonly string[],
  { isFree = false } = {}
): Promise<{ id: string; by: NamedRow }[]> {
  const found: { id: string; by: NamedRow }[] = []
  const isWanted = ({ to, list, ahead }: Referrer) =>
    to === noun && (ahead === true && !list) === isFree
  for (const { from, column, list } of REFERRERS.filter(isWanted)) {
    const table = tables[list?.table ?? from]
    const [held, holder] = [
      columnOf(table, list?.held ?? column),
      columnOf(table, list?.holder ?? 'id')
    ]
    for (const chunk of chunks(ids)) {
      if (found.length >= SHOWN_MAX) return found
      const rows = await db
        .select({ id: held, by: holder })
        .from(table)
        .where(inArray(held, chunk))
        .limit(SHOWN_MAX - found.length)
      found.push(...rows.map((row) => ({ id: String(row.id), by: named(from, row.by) })))
    }
  }
  return found
}

function named(type: Noun, id: unknown): NamedRow {
  return { type, id: String(id) }
}
