import type { AGGREGATIONS, DESIRED, METRIC_KINDS, PARTNERED } from '../../vocabularies.ts'

/** What a metric says about its figures, as far as computing needs it. */
export type Traits = {
  id: string
  unit: string
  kind: (typeof METRIC_KINDS)[number]
  desired: (typeof DESIRED)[number]
  symmetric: boolean
  /** How figures of shorter periods make that of a longer one. */
  aggregation: (typeof AGGREGATIONS)[number]
  /** The bounds of every figure; null if there is none. */
  minimum: number | null
  maximum: number | null
}

/** Whether figures of a metric name a partner. */
export type Partnership = { partnered: (typeof PARTNERED)[number] }

/**
 * Whether figures of a unit are shares or rates. Growth of a rate says nothing, so rates are
 * compared by their difference.
 */
export function isRate(unit: string): boolean {
  return unit.startsWith('percent')
}
