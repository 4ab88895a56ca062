// Reads versions of things as they were at revisions.
import { and, gt, inArray, lte } from '../db/orm.ts'
import { chunks } from '../db/rows.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'

type VersionedNoun = 'observation' | 'projection' | 'claim_check' | 'assessment'
export type Version<Noun extends VersionedNoun> = Tables[Noun]['$inferSelect']
/** Gives the version that held at a revision; undefined if there was none. */
export type VersionAt<Noun extends VersionedNoun> = (
  id: string,
  revision: number
) => Version<Noun> | undefined
type Place = { id: string; revision: number }

/** Reads the versions that held at these revisions. */
export async function readVersionsAt<Noun extends VersionedNoun>(
  { db, tables }: Snapshot,
  noun: Noun,
  places: readonly Place[]
): Promise<VersionAt<Noun>> {
  // All four nouns have the columns that are named here.
  const table = tables[noun] as Tables['observation']
  const history = tables[`${noun}_history`] as Tables['observation_history']
  const revisions = places.map(({ revision }) => revision)
  const [first, last] = [Math.min(...revisions), Math.max(...revisions)]
  const found = new Map<string, { version: Version<Noun>; retired: number }[]>()
  const add = (version: { id: string }, retired: number) => {
    const known = found.get(version.id) ?? []
    // Both tables have the columns of the noun, which the type of the query does not know.
    known.push({ version: version as unknown as Version<Noun>, retired })
    found.set(version.id, known)
  }
  for (const ids of chunks(new Set(places.map(({ id }) => id)))) {
    const current = await db
      .select()
      .from(table)
      .where(and(inArray(table.id, ids), lte(table.revision, last)))
    const retired = await db
      .select()
      .from(history)
      .where(
        and(
          inArray(history.id, ids),
          lte(history.revision, last),
          gt(history.retired_revision, first)
        )
      )
    for (const row of current) add(row, Number.POSITIVE_INFINITY)
    for (const row of retired) add(row, row.retired_revision)
  }
  return (id, revision) =>
    found
      .get(id)
      ?.find(({ version, retired }) => version.revision <= revision && revision < retired)?.version
}
