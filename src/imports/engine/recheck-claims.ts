// Checks all claims again after an update of the service whose rules differ from those of the last
// check.
import { DETECTOR } from '../../conflicts/model/version.ts'
import { desc } from '../../db/orm.ts'
import type { Snapshot, Store } from '../../db/store.ts'

/**
 * Brings the stored checks up to date, as a revision of their own because answers change. Returns
 * whether anything had to be done.
 */
export async function recheckClaims(store: Store): Promise<boolean> {
  if (store.revision() === 0 || (await store.snapshot(isChecked))) return false
  const [{ completeImport, recordImport }, { renewChecks }] = await Promise.all([
    import('./record-import.ts'),
    import('../../conflicts/checking/renew-checks.ts')
  ])
  return store.transaction(async (snapshot) => {
    // Another process that started at the same time may have done it already.
    if (await isChecked(snapshot)) return false
    const revision = snapshot.revision + 1
    const origin = { kind: 'recheck', checksum: '' }
    await recordImport(snapshot, revision, origin)
    await renewChecks(snapshot, 'all', revision)
    await completeImport(snapshot, revision, origin, {})
    return true
  })
}

async function isChecked({ db, tables: { imports } }: Snapshot): Promise<boolean> {
  const [last] = await db
    .select({ detector: imports.detector })
    .from(imports)
    .orderBy(desc(imports.revision))
    .limit(1)
  return last?.detector === DETECTOR
}
