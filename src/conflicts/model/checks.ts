// The input and output of the rules: claims in, checks out. No database, no clock, no randomness.

import type {
  BOUNDS,
  CHECK_KINDS,
  CHECK_PERIODS,
  CHECK_ROLES,
  OBS_STATUSES
} from '../../vocabularies.ts'
import type { ProductTree } from './product-tree.ts'

/** What a claim is about, without its period. */
export type ClaimPlace = {
  metric: string
  subject: string
  partner: string | null
  direction: string | null
  mode: string | null
  product: string | null
}

/** `starts_on` and `ends_on` are the first and last day of `period`. */
type Dates = { period: string | null; starts_on: string | null; ends_on: string | null }

/** A claim with the fields that the rules need. */
export type Claim = ClaimPlace &
  Dates & {
    id: string
    value: number | null
    low: number | null
    high: number | null
    bound: (typeof BOUNDS)[number]
    text: string
    status: (typeof OBS_STATUSES)[number]
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

/** The length of a leg, from `low` to `high`, and the claim that gives it. */
export type LegLength = { value: number; low: number; high: number; claim: Claim }

/**
 * A unit of checking: every claim that the rules may need about one pair of entities in one family
 * of metrics.
 */
export type Scope = {
  /** The family of metrics whose checks belong to the scope. Others are loaded only as parts. */
  family: string
  subject: string
  partner: string | null
  claims: Claim[]
  metrics: ReadonlyMap<string, MetricTraits>
  /** Members of groups, by group id. */
  members: ReadonlyMap<string, readonly string[]>
  /**
   * Countries along each route, corridor or railway, by its id. Without them, the only check is
   * that sections do not exceed the line.
   */
  lines?: ReadonlyMap<string, readonly string[]>
  /**
   * The legs of the corridor that the scope is about. Without them, or if one has no length, its
   * length is not compared with theirs.
   */
  legs?: readonly LegLength[]
  /** The products in the catalogue. Without them, products are not compared with their parts. */
  products?: ProductTree
}

export type CheckKind = (typeof CHECK_KINDS)[number]

/**
 * The role of a claim in a check. `stated`: the checked claim; `part`: one of the parts that are
 * added; `mirror`: the figure of the partner; `total`: the total of a share; `base`: the figure
 * before the growth. If claims contradict: `stated` has the lowest upper end, `compared` has the
 * highest lower end, and `between` are the others.
 */
export type ClaimRole = (typeof CHECK_ROLES)[number]

/**
 * How the periods of the two sides fit. The sides of a mirror may have the same days, or be the
 * nearest years, which share about half of their days. All other checks are `equal`: they compare
 * figures for the same days, for parts of them, or (growth) for the same part of an earlier year.
 */
export type CheckPeriods = (typeof CHECK_PERIODS)[number]

/** A check names at most this many claims. `claims_count` says how many there are. */
export const CHECK_CLAIMS_MAX = 100

/** The ends of an interval; null if an end is open. */
export type Bounds = { low: number | null; high: number | null }

export type Check = ClaimPlace &
  Dates & {
    /**
     * Identifies the check in every revision: kind, things, days and what is combined, but not the
     * figures.
     */
    key: string
    kind: CheckKind
    periods: CheckPeriods
    claims: { id: string; role: ClaimRole }[]
    claims_count: number
    /**
     * The interval of the checked figure, in the unit of `metric` (for a share or a ratio: what it
     * amounts to).
     */
    stated: Bounds
    /** The interval with which it is compared, with all tolerance. */
    expected: Bounds
    /** The gap between the two; 0 if they meet. */
    difference: number
    /**
     * The larger figure divided by the smaller one, for the two nearest figures; null if one is
     * zero or the signs differ.
     */
    ratio: number | null
    /** The growth rate printed with the claim, in percent; null for other kinds. */
    growth_percent: number | null
    holds: boolean
  }
