// The columns of answers that the service computes, of nouns that have many. Files may have them, and
// imports ignore them. JSON has objects in place of some.

/** The columns of an assessment, which the service makes; JSON has objects in place of some. */
export const ASSESSED = [
  // Objects that are null.
  'assessment_series',
  'assessment_base',
  'assessment_latest',
  'assessment_now',
  'assessment_required',
  'assessment_error',
  'assessment_status',
  'assessment_reason',
  'assessment_method',
  'assessment_ratio',
  'assessment_series_id',
  'assessment_series_rule',
  'assessment_series_made',
  'assessment_series_made_from',
  'assessment_base_basis',
  'assessment_base_period',
  'assessment_base_value',
  'assessment_base_scale',
  'assessment_latest_observation',
  'assessment_latest_computed_from',
  'assessment_latest_period',
  'assessment_latest_value',
  'assessment_asked',
  'assessment_gap',
  'assessment_gap_percent',
  'assessment_now_period',
  'assessment_now_value',
  'assessment_reached_percent',
  'assessment_target_value',
  'assessment_required_years',
  'assessment_required_annual_growth_percent',
  'assessment_required_annual_change',
  'assessment_error_actual',
  'assessment_error_error',
  'assessment_error_error_percent',
  'assessment_error_naive_error',
  'assessment_error_naive_error_percent',
  'assessment_error_drift_error',
  'assessment_error_drift_error_percent'
] as const

/** The columns of what is said of a leg. */
export const LEG_SHOWN = [
  'name',
  'countries',
  'length_km',
  'length_km_value',
  'length_km_low',
  'length_km_high',
  'length_km_computed',
  'length_km_observation',
  'claims',
  'corridors',
  'closures'
] as const

/** The columns of what follows from the legs of a corridor. */
export const CORRIDOR_SHOWN = [
  'name',
  'to',
  'length_km',
  'length_km_value',
  'length_km_low',
  'length_km_high',
  'coverage',
  'coverage_published_km',
  'coverage_computed_km',
  'coverage_legs_published',
  'coverage_legs_total',
  'borders',
  'countries',
  'modes',
  'crossings',
  'closures',
  'seasonal',
  'planned',
  'published_totals',
  'border_hours',
  'border_dollars',
  'days',
  'dollars',
  'steps',
  'profile',
  'claims',
  'ways'
] as const
