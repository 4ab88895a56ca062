// What is stored of checks, and what checking everything would store.
import type SQLite from 'better-sqlite3'
import { renewChecks } from '../../../src/conflicts/checking/renew-checks.ts'
import type { Store } from '../../../src/db/store.ts'

/** The checks and their figures, but not when they were made. */
export const storedChecks = (store: Store) =>
  store.snapshot(async ({ db, tables: { claim_check, claim_check_about } }) => {
    const { revision: _, ...columns } = claim_check
    const rows = (await db.select().from(claim_check).orderBy(columns.id)).map(
      ({ revision: _, ...row }) => row
    )
    const figures = await db.select().from(claim_check_about)
    const current = new Set(rows.map(({ about }) => about))
    return {
      rows,
      figures: figures
        .filter(({ about }) => current.has(about))
        .map(({ about, place, scope }) => `${about} ${place} ${scope}`)
        .sort()
    }
  })

/** Throws if the stored checks are not those of all claims. Returns how many there are. */
export async function compareWithAll(store: Store, client: SQLite.Database): Promise<number> {
  const kept = await storedChecks(store)
  client.exec('DELETE FROM claim_check_about; DELETE FROM claim_check')
  await store.transaction((snapshot) => renewChecks(snapshot, 'all', snapshot.revision))
  const all = await storedChecks(store)
  if (JSON.stringify(kept) !== JSON.stringify(all))
    throw new Error(`${JSON.stringify(kept)}\nis not\n${JSON.stringify(all)}`)
  return kept.rows.length
}
