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

/**
 * The evidence for a projection by a rule, the best first, at most `most`. `source` and `until`, if
 * given, limit the claims to these sources and to periods that end by that day. A warning says if
 * there are too many claims or too much evidence.
 */
export async function findRuleEvidence(
  snapshot: Snapshot,
  projection: Projection,
  traits: Traits,
  { rule, source, until, most }: Bounds
): Promise<{ evidence: Evidence[]; warnings: string[] }> {
  const conditions = { source, to: until, total: true as const }
  const { subject, partner } = projection
  const own = await readClaims(snapshot, projection.metric, {
    ...conditions,
    subject: traits.symmetric && partner !== null ? [subject, partner] : [subject],
    partner: partner === null ? undefined : traits.symmetric ? [partner, subject] : [partner]
  })
  const parts = []
  for (const { parts: metrics, partner: other } of sumsFor(projection)) {
    const about = {
      ...conditions,
      subject: partner === null ? [subject] : [subject, partner],
      partner: other === null ? undefined : partner === null ? [other] : [partner, subject]
    }
    for (const metric of metrics) parts.push(await readClaims(snapshot, metric, about))
  }
  const read = [own, ...parts]
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

type About = {
  subject: string[]
  partner: string[] | undefined
  source: string[] | undefined
  to: string | undefined
  total: true
}

async function readClaims(
  snapshot: Snapshot,
  metric: string,
  conditions: About
): Promise<{ claims: MetricClaim[]; warnings: string[] }> {
  const found = await listPairClaims(
    snapshot,
    {
      metric,
      partnered: conditions.partner === undefined ? 'no' : 'yes',
      conditions,
      source: undefined
    },
    { from: undefined, most: CLAIMS_MAX + 1 }
  )
  const isCut = found.length > CLAIMS_MAX
  return {
    claims: found.slice(0, CLAIMS_MAX).map((claim) => ({ ...claim, metric })),
    warnings: isCut
      ? [`${metric}: there are more than ${CLAIMS_MAX} claims; only the first were read.`]
      : []
  }
}
