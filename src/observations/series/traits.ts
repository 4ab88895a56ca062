import type { DESIRED, METRIC_KINDS, PARTNERED, UNITS } from '../../vocabularies.ts'

/** What a metric says about its figures, as far as computing needs it. */
export type Traits = {
  id: string
  unit: (typeof UNITS)[number]
  kind: (typeof METRIC_KINDS)[number]
  desired: (typeof DESIRED)[number]
  symmetric: boolean
}

/** Whether figures of a metric name a partner. */
export type Partnership = { partnered: (typeof PARTNERED)[number] }
