// What the rules read and what they say. Claims in, checks out: no database, no clock, no
// randomness.

import type { BOUNDS, CHECK_KINDS, CHECK_PERIODS, CHECK_ROLES } from '../../vocabularies.ts'

/** What a claim is about, whenever that was. */
export type ClaimPlace = {
  metric: string
  subject: string
  partner: string | null
  direction: string | null
  mode: string | null
}

/** `starts_on` and `ends_on` are the first and last day of `period`. */
type Dates = { period: string | null; starts_on: string | null; ends_on: string | null }

/** A claim as the rules need it. */
export type Claim = ClaimPlace &
  Dates & {
    id: string
    value: number | null
    low: number | null
    high: number | null
    bound: (typeof BOUNDS)[number]
    text: string
    attributed_to: string | null
    source: string
    derived_from: string[]
    note: string | null
  }

export type MetricTraits = {
  id: string
  unit: string
  kind: 'flow' | 'stock' | 'index' | 'ratio' | 'duration' | 'distance'
  aggregation: 'sum' | 'mean' | 'none'
  symmetric: boolean
}

/**
 * What is checked together: every claim the rules may need about one pair of entities in one family
 * of metrics.
 */
export type Scope = {
  subject: string
  partner: string | null
  claims: Claim[]
  metrics: ReadonlyMap<string, MetricTraits>
  /** Members of groups, by group id. */
  members: ReadonlyMap<string, readonly string[]>
  /**
   * Countries on the way of routes, corridors and railways, by their id. Without them sections are
   * held not to exceed the line, no more.
   */
  lines?: ReadonlyMap<string, readonly string[]>
}

export type CheckKind = (typeof CHECK_KINDS)[number]

/**
 * What a claim does in a check. `stated` is what is checked (of claims that contradict, the one
 * whose upper end is lowest), `compared` the one whose lower end is highest, `between` the rest of
 * these; `part` what is added up, `mirror` the partner's figure, `total` what a share is of, `base`
 * the figure a growth rate starts from.
 */
export type ClaimRole = (typeof CHECK_ROLES)[number]

/**
 * How the periods of two sides of a mirror lie: the same days, or the nearest years there are,
 * which share about half of their days. All other checks compare what is said of the same days, of
 * parts of them, or (growth) of the same part of an earlier year: `equal`.
 */
export type CheckPeriods = (typeof CHECK_PERIODS)[number]

/** A check names at most so many claims; `claims_count` says how many there are. */
export const CHECK_CLAIMS_MAX = 100

/** The ends of an interval; null if it has none. */
export type Bounds = { low: number | null; high: number | null }

export type Check = ClaimPlace &
  Dates & {
    /**
     * What makes the check the same one in another revision: kind, things, days and what is combined;
     * not the figures.
     */
    key: string
    kind: CheckKind
    periods: CheckPeriods
    claims: { id: string; role: ClaimRole }[]
    claims_count: number
    /** What is said, in the unit of `metric` (of a share: the money it comes to). */
    stated: Bounds
    /** What it is compared with, all tolerance included. */
    expected: Bounds
    /** The gap between the two; 0 where they meet. */
    difference: number
    /**
     * The larger figure divided by the smaller one, the nearest of both sides; null if one is zero
     * or the signs differ.
     */
    ratio: number | null
    /** A growth rate the claim is printed with, in percent; null for other kinds. */
    growth_percent: number | null
    holds: boolean
  }
