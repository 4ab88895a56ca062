import type { DESIRED, METRIC_KINDS, UNITS } from '../vocabularies.ts'

/** What a metric says of its figures, as far as reckoning with them goes. */
export type Traits = {
  id: string
  unit: (typeof UNITS)[number]
  kind: (typeof METRIC_KINDS)[number]
  desired: (typeof DESIRED)[number]
  symmetric: boolean
}
