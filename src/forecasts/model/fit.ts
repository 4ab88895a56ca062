/**
 * A method fitted to a series. `ahead` gives the value `step` periods after the last one;
 * `parameters` are what was estimated.
 */
export type Fit = { ahead: (step: number) => number; parameters: Record<string, number> }
