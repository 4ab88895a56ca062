// Reads the claims that a projection is compared with, whoever makes them.
import type { Snapshot } from '../db/store.ts'
import type { Traits } from '../observations/series/traits.ts'
import { calendarOf } from '../periods/read-period.ts'
import { listPairClaims } from '../series/queries.ts'
import type { Rule } from '../series/rules.ts'
import type { Evidence } from './evidence.ts'
import { CALENDAR_YEARS, formEvidence, type MetricClaim, sumsFor } from './form-evidence.ts'
import type { Projection } from './schemas.ts'

/** More than twenty-seven years of days. */
const CLAIMS_MAX = 10_000

type Bounds = {
  rule: Rule
  source?: string[] | undefined
  until?: string | undefined
  most: number
}
type Found = { evidence: Evidence[]; warnings: string[] }

/**
 * The evidence for a projection by a rule, the best first, at most `most`. `source` and `until`, if
 * given, limit the claims to these sources and to periods that end by that day. Where none is in
 * time, the evidence has no points. A warning says if there are too many claims or too much
 * evidence.
 */
export async function findRuleEvidence(
  snapshot: Snapshot,
  projection: Projection,
  traits: Traits,
  bounds: Bounds
): Promise<Found> {
  const found = await findInTime(snapshot, projection, traits, bounds)
  if (found.evidence.length > 0 || bounds.until === undefined) return found
  const ever = { ...bounds, until: undefined }
  const { evidence } = await findInTime(snapshot, projection, traits, ever)
  return { ...found, evidence: evidence.map((one) => ({ ...one, points: [] })) }
}

async function findInTime(
  snapshot: Snapshot,
  projection: Projection,
  traits: Traits,
  { rule, source, until, most }: Bounds
): Promise<Found> {
  const { subject, partner, metric } = projection
  const within = { source, to: until, total: true as const }
  const pairs: Pair[] = [{ subject, partner }]
  if (traits.symmetric && partner !== null) pairs.push({ subject: partner, partner: subject })
  const wanted = pairs.flatMap((pair) => [
    { metric, pair },
    ...sumsFor(projection).flatMap((sum) =>
      sum.parts.map((part) => ({
        metric: part,
        pair: { ...pair, partner: pair.partner ?? sum.partner }
      }))
    )
  ])
  const read = []
  for (const one of wanted) read.push(await readClaims(snapshot, one, within))
  const claims = read.flatMap((one) => one.claims)
  const calendar =
    calendarOf(projection.target.period ?? projection.base.period ?? '') ?? CALENDAR_YEARS
  const evidence = formEvidence(projection, traits, claims, { calendar, rule })
  return {
    evidence: evidence.slice(0, most),
    warnings: [
      ...read.flatMap((one) => one.warnings),
      ...(evidence.length > most
        ? [`More than ${most} series can be compared; the most comparable are shown.`]
        : [])
    ]
  }
}

type Pair = { subject: string; partner: string | null }
type Within = { source: string[] | undefined; to: string | undefined; total: true }

/** The newest claims about a pair, each period complete. */
async function readClaims(
  snapshot: Snapshot,
  { metric, pair: { subject, partner } }: { metric: string; pair: Pair },
  within: Within
): Promise<{ claims: MetricClaim[]; warnings: string[] }> {
  const partners = partner === null ? undefined : [partner]
  const conditions = { ...within, subject: [subject], partner: partners }
  const partnered = partner === null ? 'no' : 'yes'
  const found = await listPairClaims(
    snapshot,
    { metric, partnered, conditions, source: undefined },
    { from: undefined, most: CLAIMS_MAX + 1 }
  )
  const beyond = found[CLAIMS_MAX]
  // Claims of the period that was read last may be missing, so the rule could take a wrong one.
  const read = found.slice(0, CLAIMS_MAX)
  const complete = read.filter(({ ends_on }) => ends_on !== beyond?.ends_on)
  const whole = complete.length > 0 ? complete : read
  return {
    claims: whole.map((claim) => ({ ...claim, metric })),
    warnings: beyond
      ? [`${metric}: there are more than ${CLAIMS_MAX} claims; only the newest were read.`]
      : []
  }
}
