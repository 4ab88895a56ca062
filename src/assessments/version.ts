/**
 * Must be increased if assessments change for the same data. Then all projections are assessed
 * again.
 */
export const ASSESSOR = 1
