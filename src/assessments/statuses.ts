// The words of assessments. Published: clients branch on them.
import { NOT_ASSESSABLE } from '../projections/model/pursuit.ts'

/**
 * How a target stands: kept (`achieved`), on the way by its pace, or broken (`missed`: its period
 * was observed and fell short). The classes of pace are those of the method `growth_ratio`.
 */
export const STATUSES = [
  'achieved',
  'on_track',
  'behind',
  'far_behind',
  'wrong_way',
  'missed',
  'not_assessable'
] as const
export type Status = (typeof STATUSES)[number]

/** Why a target has no status, or why a forecast has no error. */
export const ASSESSMENT_REASONS = [
  ...NOT_ASSESSABLE,
  'no_comparable_series',
  'no_observation_in_time',
  'not_observed',
  'stale_series'
] as const
export type AssessmentReason = (typeof ASSESSMENT_REASONS)[number]
