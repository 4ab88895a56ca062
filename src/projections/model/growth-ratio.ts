import { annualPace, goOn } from './pace.ts'
import {
  baseOf,
  datedTarget,
  isMet,
  latestOf,
  NotAssessable,
  openTarget,
  type Pursuit,
  type Verdict
} from './pursuit.ts'

export const GROWTH_RATIO_STATUSES = [
  'achieved',
  'on_track',
  'moderate',
  'limited',
  'deterioration'
] as const
type Status = (typeof GROWTH_RATIO_STATUSES)[number]

/**
 * Observed growth as a share of the growth required, both compound from the base: `R = direction ·
 * observed / |required|`. Classes: achieved if the target is met; else on track from 0.95, moderate
 * from 0.60, limited from 0, deterioration below 0. The score is linear in two parts: -5 to 0 for R
 * from -0.60 to 0.60, and 0 to 5 for R from 0.60 to 1.30.
 *
 * Rates have differences a year in place of growth. Two years of data are enough. If the base is
 * zero, the source puts 0.001 in its place; we say `base_zero`. A target of zero requires -100
 * %.
 *
 * Source: "Progress Measurement Methodology for the Sustainable Development Goals", Statistics
 * Canada and Open SDG (progress-methodology.md of open-sdg/open-sdg), after Eurostat,
 * "Sustainable development in the European Union", 2021, Annex III.
 */
export function growthRatio(pursuit: Pursuit): Verdict<Status> {
  if (isMet(pursuit))
    return { value: ratioOrNull(pursuit), projected: null, score: 5, status: 'achieved' }
  const target = openTarget(pursuit)
  const value = ratio(pursuit)
  const latest = latestOf(pursuit)
  return {
    value,
    projected: goOn(pursuit, latest, annualPace(pursuit, baseOf(pursuit), latest), target.time),
    score: scoreOf(value),
    status: statusOf(value)
  }
}

function ratio(pursuit: Pursuit): number {
  const base = baseOf(pursuit)
  const observed = annualPace(pursuit, base, latestOf(pursuit))
  const required = annualPace(pursuit, pursuit.start ?? base, datedTarget(pursuit))
  if (required === 0) throw new NotAssessable('target_is_base')
  return (pursuit.direction * observed) / Math.abs(required)
}

/** A target counts as met even if no growth rate leads to it. */
function ratioOrNull(pursuit: Pursuit): number | null {
  try {
    return ratio(pursuit)
  } catch (error) {
    if (error instanceof NotAssessable) return null
    throw error
  }
}

function statusOf(value: number): Status {
  if (value >= 0.95) return 'on_track'
  if (value >= 0.6) return 'moderate'
  return value >= 0 ? 'limited' : 'deterioration'
}

function scoreOf(value: number): number {
  const score = value < 0.6 ? (value - 0.6) / 0.24 : (value - 0.6) / 0.14
  return Math.min(5, Math.max(-5, score))
}
