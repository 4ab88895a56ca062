// Checks all claims anew where a new version of the service has other rules than the one that
// checked them last.
import { DETECTOR } from '../../conflicts/model/version.ts'
import { desc } from '../../db/orm.ts'
import type { Snapshot, Store } from '../../db/store.ts'

/**
 * Brings the checks of a database up to date; that is a revision of its own, for answers change.
 * Says whether anything was to do.
 */
export async function recheck(store: Store): Promise<boolean> {
  if (store.revision() === 0 || (await store.snapshot(isChecked))) return false
  const [{ completeImport, recordImport }, { renewChecks }] = await Promise.all([
    import('./record-import.ts'),
    import('../../conflicts/checking/renew-checks.ts')
  ])
  return store.transaction(async (snapshot) => {
    // Another process that starts may have done it meanwhile.
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
