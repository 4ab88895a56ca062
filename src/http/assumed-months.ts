// Tells for which months a fiscal year was taken. Answers name fiscal years of several first
// months, so who asks for FY2024 might otherwise miss those that do not begin in July.
import type { FastifyRequest } from 'fastify'
import { assumedMonths } from '../periods/understand-period.ts'
import { splitUrl } from './links.ts'

const ADVICE = 'a fiscal year from another month names its months, as in FY2024 (Sep–Aug).'
/** The parameters that take a period. */
const PERIODS = ['period', 'from', 'to', 'target_from', 'target_to', 'index_base']

/** A warning for each period of the query whose first month was assumed. */
export function warnOfAssumedMonths({ raw }: FastifyRequest): string[] {
  const query = new URLSearchParams(splitUrl(raw.url ?? '').query)
  return PERIODS.flatMap((name) => {
    const text = query.get(name)
    return text === null ? [] : warnOfPeriod(name, text)
  })
}

/** A warning for a period whose first month was assumed. */
export function warnOfPeriod(name: string, text: string): string[] {
  const months = assumedMonths(text)
  return months ? [`${name}: ${text} is read as ${months}; ${ADVICE}`] : []
}
