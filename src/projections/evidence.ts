// What a projection is compared with: the points of one series, and how they were made.
import type { AuthorSeries, Point } from '../observations/series/points.ts'
import type { Sample } from './model/pursuit.ts'

/**
 * The ways to make points that stand for the series of a projection, besides taking its claims.
 * Published: clients read these words.
 */
export const WAYS_MADE = ['mirror', 'dates_as_years', 'sum_of_periods', 'sum_of_metrics'] as const
export type WayMade = (typeof WAYS_MADE)[number]

export type EvidencePoint = Point

export type Evidence = {
  series: AuthorSeries
  /** The rule that took the claims; null if the series is that of one author. */
  rule: string | null
  /** Empty if the points are claims of exactly this series. */
  made: WayMade[]
  /** The ids of the series that the points come from, if these are others. */
  made_from: string[]
  /** In order of time. */
  points: EvidencePoint[]
}

/** A point with its sample. */
export type Placed = { point: EvidencePoint; sample: Sample }
