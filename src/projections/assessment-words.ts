// The words of assessments besides the vocabulary. Published: clients branch on them.

import type { ASSESSMENT_STATUSES } from '../vocabularies.ts'
import { NOT_ASSESSABLE } from './model/pursuit.ts'

export type Status = (typeof ASSESSMENT_STATUSES)[number]

/** Why a target has no status, or why a forecast has no error. */
export const ASSESSMENT_REASONS = [
  ...NOT_ASSESSABLE,
  'no_comparable_series',
  'no_observation_in_time',
  'not_observed',
  'stale_series',
  'not_assessed_then'
] as const
export type AssessmentReason = (typeof ASSESSMENT_REASONS)[number]
