/**
 * Must be increased if the rules change their results for the same claims. Then all claims are
 * checked again.
 */
export const DETECTOR = 4
