// Renews what is computed from the data after an update of the service that computes it in another
// way: checks, assessments and tests of forecasts by other rules, and texts in another form.
import { ASSESSOR } from '../../assessments/version.ts'
import type { TouchedClaims } from '../../conflicts/checking/find-touched-scopes.ts'
import { DETECTOR } from '../../conflicts/model/version.ts'
import { desc } from '../../db/orm.ts'
import { LOAD_PATIENCE_MS, type Snapshot, type Store } from '../../db/store.ts'
import { EVALUATOR } from '../../evaluations/version.ts'
import { TEXT_FORM } from '../../search-text.ts'

type Stale = { checks: boolean; texts: boolean; assessments: boolean; evaluations: boolean }

const PATIENCE = { patienceMs: LOAD_PATIENCE_MS }
const NOTHING: TouchedClaims = {
  places: [],
  metrics: [],
  lists: [],
  products: false,
  corridors: [],
  preferred: [],
  sources: []
}

/**
 * Brings stored checks and texts up to date, as a revision of their own because answers change.
 * Returns whether anything had to be done.
 */
export async function recheckClaims(store: Store): Promise<boolean> {
  if (store.revision() === 0 || !isStale(await store.snapshot(findStale))) return false
  const [
    { completeImport, nowText, recordImport },
    { renewChecks },
    { renewTexts },
    { touchAll },
    { renewAssessments },
    { renewEvaluations }
  ] = await Promise.all([
    import('./record-import.ts'),
    import('../../conflicts/checking/renew-checks.ts'),
    import('./storage/renew-texts.ts'),
    import('./storage/touch-parts.ts'),
    import('../../assessments/renewing/renew-assessments.ts'),
    import('../../evaluations/renewing/renew-evaluations.ts')
  ])
  return store.transaction(async (snapshot) => {
    // Another process that started at the same time may have done it already.
    const stale = await findStale(snapshot)
    if (!isStale(stale)) return false
    const revision = snapshot.revision + 1
    const origin = { kind: 'recheck', checksum: '' }
    await recordImport(snapshot, revision, origin)
    if (stale.texts) await renewTexts(snapshot)
    if (stale.checks) await renewChecks(snapshot, 'all', revision)
    const today = nowText().slice(0, 10)
    // A revision renews at least the assessments that are due on its day.
    await renewAssessments(snapshot, stale.assessments ? 'all' : NOTHING, { revision, today })
    if (stale.evaluations) await renewEvaluations(snapshot, 'all', { revision })
    await touchAll(snapshot, revision)
    await completeImport(snapshot, revision, origin, {})
    return true
  }, PATIENCE)
}

async function findStale({ db, tables: { imports } }: Snapshot): Promise<Stale> {
  const [last] = await db
    .select({
      detector: imports.detector,
      text_form: imports.text_form,
      assessor: imports.assessor,
      evaluator: imports.evaluator
    })
    .from(imports)
    .orderBy(desc(imports.revision))
    .limit(1)
  return {
    checks: last?.detector !== DETECTOR,
    texts: last?.text_form !== TEXT_FORM,
    assessments: last?.assessor !== ASSESSOR,
    evaluations: last?.evaluator !== EVALUATOR
  }
}

function isStale(stale: Stale): boolean {
  return Object.values(stale).includes(true)
}
