// In which unit a check compares its figures. Pure.
import type { CHECK_KINDS, CHECK_ROLES } from '../vocabularies.ts'
import { TRADE_SHARE } from './model/identities.ts'

type Compared = {
  kind: (typeof CHECK_KINDS)[number]
  metric: string
  claims: readonly { id: string; role: (typeof CHECK_ROLES)[number] }[]
}

/**
 * The metric that gives the unit of a check. A share is compared as an amount of money, a ratio as
 * the figure from which it was computed.
 */
export function metricComparedIn(
  { kind, metric, claims }: Compared,
  metricOf: (claim: string) => string | undefined
): string {
  if (kind === 'share_of') return TRADE_SHARE.total
  if (kind !== 'ratio_of') return metric
  const part = claims.find(({ role }) => role === 'part')
  return metricOf(part?.id ?? '') ?? metric
}
