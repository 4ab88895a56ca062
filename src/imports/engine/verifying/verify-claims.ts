// Compares each claim with what is computed from it, and its figure with its printed text.
import { asc, gt } from '../../../db/orm.ts'
import type { Snapshot } from '../../../db/store.ts'
import { type Finding, shownLines } from '../../../db/verify/finding.ts'
import { parsePeriod } from '../../../periods/read-period.ts'
import { knownUnits } from '../../../units/known-units.ts'
import type { UnitWords } from '../../../units/unit-words.ts'
import { rememberWords } from '../plausibility/add-warnings.ts'
import { compareText } from '../plausibility/compare-text.ts'
import { seriesOf } from '../storage/stored-rows.ts'

const CLAIMS_A_PAGE = 1_000

/** Reads all claims, a page at a time. */
export async function verifyClaims(snapshot: Snapshot): Promise<Omit<Finding, 'check' | 'of'>> {
  const wordsOf = await readWords(snapshot)
  const [wrong, doubts] = [shownLines(), shownLines()]
  let rows = 0
  for await (const claim of eachClaim(snapshot)) {
    rows += 1
    for (const line of wrongIn(claim)) wrong.add(`${claim.id}: ${line}`)
    const doubt = doubtIn(claim, wordsOf(claim.metric))
    if (doubt) doubts.add(`${claim.id}: ${doubt}`)
  }
  return { rows, wrong: wrong.lines(), doubts: doubts.lines() }
}

type Claim = Awaited<ReturnType<typeof readPage>>[number]

async function* eachClaim(snapshot: Snapshot): AsyncGenerator<Claim> {
  let after = ''
  while (true) {
    const page = await readPage(snapshot, after)
    yield* page
    if (page.length < CLAIMS_A_PAGE) return
    after = page.at(-1)?.id ?? ''
  }
}

function readPage({ db, tables: { observation } }: Snapshot, after: string) {
  return db
    .select()
    .from(observation)
    .where(gt(observation.id, after))
    .orderBy(asc(observation.id))
    .limit(CLAIMS_A_PAGE)
}

/** Which of the computed columns of a claim are not what its other columns give. */
function wrongIn(claim: Claim): string[] {
  const period = claim.period === null ? undefined : parsePeriod(claim.period)
  const computed = {
    starts_on: period?.starts_on ?? null,
    ends_on: period?.ends_on ?? null,
    series: seriesOf(claim).id
  }
  return (['starts_on', 'ends_on', 'series'] as const)
    .filter((name) => claim[name] !== computed[name])
    .map((name) => `${name} is ${claim[name]} as stored, and ${computed[name]} by the claim`)
}

/** Nothing else tells that the figure of a claim was changed, if no other claim is about it. */
function doubtIn({ value, low, high, text }: Claim, words: UnitWords | undefined) {
  const figure = value ?? low ?? high
  if (figure === null || !compareText({ figure, words }, text)) return undefined
  return `the figure is ${figure}, and the text is ${JSON.stringify(text.slice(0, 60))}`
}

/** The words for the units of each metric. */
async function readWords({ db, tables: { metric, unit } }: Snapshot) {
  const wordsFor = rememberWords(knownUnits(await db.select().from(unit)))
  const metrics = await db.select({ id: metric.id, unit: metric.unit }).from(metric)
  const unitOf = new Map(metrics.map(({ id, unit: of }) => [id, of]))
  return (id: string) => wordsFor(unitOf.get(id))
}
