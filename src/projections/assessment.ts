// What an assessment of a projection says.
import type { Traits } from '../observations/series/traits.ts'
import type { AssessmentReason, Status } from './assessment-words.ts'
import type { BasisOf } from './choose-base.ts'
import type { WayMade } from './evidence.ts'
import type { Projection } from './schemas.ts'

/** What is asked. `today` is the day of the newest revision. */
export type AssessmentQuestion = { projection: Projection; traits: Traits; today: string }

/** The error of a forecast, and of two simple forecasts made from what was known then. */
export type ForecastError = {
  /** What came, in the unit of the metric. */
  actual: number
  /** Forecast less actual; zero if the actual figure lies in the range that was forecast. */
  error: number
  error_percent: number | null
  /** The last figure known then, carried on. */
  naive_error: number | null
  naive_error_percent: number | null
  /** The mean change of the figures known then, carried on. */
  drift_error: number | null
  drift_error_percent: number | null
}

/** The part that is stored as one value, because nobody filters by it. */
export type AssessmentBody = {
  series: { id: string; rule: string; made: WayMade[]; made_from: string[] } | null
  base: { basis: BasisOf; period: string; value: number; scale: number } | null
  latest: {
    observation: string | null
    computed_from: string[]
    period: string
    value: number
  } | null
  ratio: number | null
  /** What the way to the target asks for in the period of the newest figure. */
  asked: number | null
  /** What the newest figure lacks; negative if it is ahead. */
  gap: number | null
  gap_percent: number | null
  reached_percent: number | null
  /** The weakest value that keeps the target. */
  target_value: number | null
  required: {
    years: number
    annual_growth_percent: number | null
    annual_change: number | null
  } | null
  error: ForecastError | null
}

/** An assessment before it is stored. A forecast has no status. */
export type Assessed = {
  status: Status | null
  reason: AssessmentReason | null
  /** Of a forecast: whole years from its day to the end of its period; 0 if that was over. */
  horizon: number | null
  body: AssessmentBody
  /** The first day on which it may change without new data; null if it cannot. */
  due_on: string | null
}

export const EMPTY_BODY: AssessmentBody = {
  series: null,
  base: null,
  latest: null,
  ratio: null,
  asked: null,
  gap: null,
  gap_percent: null,
  reached_percent: null,
  target_value: null,
  required: null,
  error: null
}
