// Computes the growth that a projection requires, from its base and target. Pure.

import { rounded } from '../numbers/rounded.ts'
import { calendarOf, yearsFrom } from '../periods/read-period.ts'
import { compoundGrowth } from './model/growth.ts'

/** Why a projection has no required growth. Published: clients branch on these. */
export const REQUIRED_REASONS = [
  'range_target',
  'rate',
  'no_base',
  'base_zero',
  'no_base_period',
  'no_target_period',
  'calendars_differ',
  'target_not_later',
  'opposite_signs',
  'negative_values',
  'not_finite'
] as const

type Reason = (typeof REQUIRED_REASONS)[number]

export type Required = {
  years: number | null
  multiple: number | null
  annual_growth_percent: number | null
  annual_change: number | null
  reason: Reason | null
}
type Ends = {
  base_period: string | null
  base_value: number | null
  target_period: string | null
  value: number | null
  is_rate: boolean
}

/**
 * The years from base to target, the target as a multiple of the base, and the compound annual
 * growth that leads from one to the other (see `model/growth.ts`), in percent, rounded to two
 * decimals; for rates only the difference a year. Years are counted only between periods of one
 * calendar and equal length. A value that cannot be computed is null, and `reason` says why.
 */
export function requiredGrowth(ends: Ends): Required {
  const { base_period, base_value, target_period, value, is_rate } = ends
  const years = yearsBetween(base_period, target_period)
  const counted = typeof years === 'number' ? rounded(years, 4) : null
  const unknown = (reason: Reason, multiple: number | null = null): Required => ({
    years: counted,
    multiple,
    annual_growth_percent: null,
    annual_change: changeOf(ends, years),
    reason
  })
  if (value === null) return unknown('range_target')
  if (base_value === null) return unknown('no_base')
  if (is_rate) return unknown(typeof years === 'string' ? years : 'rate')
  if (base_value === 0) return unknown('base_zero')
  const multiple = value / base_value
  if (!Number.isFinite(multiple)) return unknown('not_finite')
  if (typeof years === 'string') return unknown(years, rounded(multiple, 4))
  const growth = compoundGrowth(base_value, value, years)
  if (typeof growth === 'string') return unknown(growth, rounded(multiple, 4))
  return {
    years: counted,
    multiple: rounded(multiple, 4),
    annual_growth_percent: rounded(growth * 100, 2),
    annual_change: changeOf(ends, years),
    reason: null
  }
}

/** The difference a year, in the unit of the figures; null if there is none. */
function changeOf({ base_value, value }: Ends, years: number | Reason): number | null {
  if (base_value === null || value === null || typeof years === 'string') return null
  const change = (value - base_value) / years
  return Number.isFinite(change) ? rounded(change, 4) : null
}

function yearsBetween(base: string | null, target: string | null): number | Reason {
  if (base === null) return 'no_base_period'
  if (target === null) return 'no_target_period'
  const calendar = calendarOf(base)
  if (!calendar || calendar !== calendarOf(target)) return 'calendars_differ'
  const years = yearsFrom(base, target)
  return years > 0 ? years : 'target_not_later'
}
