/**
 * Must be increased if evaluations change for the same data, as when a method forecasts in another
 * way. Then all series are tested again.
 */
export const EVALUATOR = 2
