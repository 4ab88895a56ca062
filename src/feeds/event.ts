// What a feed tells: one change of one thing, with what it was before. Names are those of today.
import type { CheckKind } from '../conflicts/model/checks.ts'
import type { Status } from '../projections/assessment-words.ts'
import type { Figure, Interval, Unit } from '../units/figure-words.ts'
import type { PROJECTION_KINDS } from '../vocabularies.ts'
import type { Position } from './positions.ts'
import type { EventKind } from './question.ts'

/** What a figure is about. */
export type Thing = {
  metric: { id: string; name: string; definition: string }
  unit: Unit
  subject: { id: string; name: string }
  partner: { id: string; name: string } | null
  product: string | null
  direction: string | null
  mode: string | null
  period: string | null
}
/** A figure and who says it. The author is the publisher where nobody else is named. */
export type Said = Thing &
  Figure & {
    id: string
    text: string
    author: string
    source: { id: string; publisher: string; title: string; url: string | null } | null
    note: string | null
  }
export type SaidProjection = Said & {
  kind: (typeof PROJECTION_KINDS)[number]
  scenario: string
  condition: string | null
}

/** A new claim or projection, its correction or its withdrawal. */
export type VersionEvent =
  | { type: 'observation'; now: Said; before: Said | null }
  | { type: 'projection'; now: SaidProjection; before: SaidProjection | null }

/** A check that begins or ceases to fail, and the claims of both sides that are known. */
export type ConflictEvent = {
  type: 'conflict'
  rule: CheckKind
  thing: Thing
  stated: Said | null
  other: Said | null
  /** What the stated figure amounts to, and what that was compared with, in `unit`. */
  amounts: Interval
  expected: Interval
  unit: Unit
  claims: number
  /** After a conflict: whether the check is still made. */
  isStillMade: boolean
}

/** A target with another status, or a forecast of which the period was observed. */
export type AssessmentEvent = {
  type: 'assessment'
  projection: SaidProjection
  from: Status | null
  to: Status | null
  /** What came, by how much more was forecast, and the size of that in percent. */
  actual: number | null
  error: number | null
  error_percent: number | null
}

export type FeedEvent = Position & {
  kind: EventKind
  recorded_at: string
  /** The reason that was given with the change. */
  reason: string | null
} & (VersionEvent | ConflictEvent | AssessmentEvent)
