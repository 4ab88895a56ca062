/**
 * A method fitted to a series: the value `step` periods after the last one, and what was estimated.
 */
export type Fit = { ahead: (step: number) => number; parameters: Record<string, number> }
