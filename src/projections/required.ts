// What a projection requires of reality: pure arithmetic on its base and target.
import { parsePeriod } from '../periods.ts'

/** Why a projection has no required growth. Published: clients branch on these. */
export const REQUIRED_REASONS = [
  'range_target',
  'no_base',
  'base_zero',
  'no_base_period',
  'no_target_period',
  'calendars_differ',
  'target_not_later',
  'opposite_signs'
] as const
type Reason = (typeof REQUIRED_REASONS)[number]

export type Required = { years: number | null; multiple: number | null; annual_growth_percent: number | null; reason: Reason | null }
type Ends = { base_period: string | null; base_value: number | null; target_period: string | null; value: number | null }

/**
 * The years from base to target, the target as a multiple of the base, and the compound annual growth that leads from one to
 * the other: `(target / base)^(1 / years) - 1`, in percent, rounded to two decimals. Years are counted between periods of one
 * calendar and equal length only; whatever cannot be computed is null and `reason` says why.
 */
export function requiredGrowth({ base_period, base_value, target_period, value }: Ends): Required {
  const years = yearsBetween(base_period, target_period)
  const counted = typeof years === 'number' ? years : null
  const unknown = (reason: Reason, multiple: number | null = null): Required => ({
    years: counted,
    multiple,
    annual_growth_percent: null,
    reason
  })
  if (value === null) return unknown('range_target')
  if (base_value === null) return unknown('no_base')
  if (base_value === 0) return unknown('base_zero')
  const multiple = rounded(value / base_value, 4)
  if (typeof years === 'string') return unknown(years, multiple)
  if (value / base_value < 0) return unknown('opposite_signs', multiple)
  return { years, multiple, annual_growth_percent: rounded(((value / base_value) ** (1 / years) - 1) * 100, 2), reason: null }
}

function yearsBetween(base: string | null, target: string | null): number | Reason {
  if (base === null) return 'no_base_period'
  if (target === null) return 'no_target_period'
  const [from, to] = [parsePeriod(base), parsePeriod(target)]
  if (!from || !to || from.calendar !== to.calendar) return 'calendars_differ'
  const years = rounded(monthsBetween(from.starts_on, to.starts_on) / 12, 4)
  return years > 0 ? years : 'target_not_later'
}

function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number)
  return (toYear - fromYear) * 12 + toMonth - fromMonth + (toDay - fromDay) / 31
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}
