import type { DESIRED, METRIC_KINDS, PARTNERED } from '../../vocabularies.ts'

/** What a metric says about its figures, as far as computing needs it. */
export type Traits = {
  id: string
  unit: string
  kind: (typeof METRIC_KINDS)[number]
  desired: (typeof DESIRED)[number]
  symmetric: boolean
  /** The bounds of every figure; null if there is none. */
  minimum: number | null
  maximum: number | null
}

/** Whether figures of a metric name a partner. */
export type Partnership = { partnered: (typeof PARTNERED)[number] }
