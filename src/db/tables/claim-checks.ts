// Tables of checks between claims: whether they hold, and which figures they compare. Every import
// renews them. They have a history like claims, so that the past can be queried.
import type { SQL, SQLWrapper } from 'drizzle-orm'
import {
  CHECK_KINDS,
  CHECK_PERIODS,
  type CHECK_ROLES,
  DIRECTIONS,
  MODES
} from '../../vocabularies.ts'
import { sql } from '../orm.ts'
import { subjectMatterColumns } from './claims.ts'
import { finite, oneOf } from './constraints.ts'
import { type Imports, madeBy } from './imports.ts'
import type { Kit } from './kit.ts'

/** A claim and its role in a check. */
export type CheckedClaim = { id: string; role: (typeof CHECK_ROLES)[number] }
/** A figure between two ends; null if an end is open. */
export type Interval = { low: number | null; high: number | null }

/** `apart` orders the checks: it is the ratio, or the largest number if there is no ratio. */
export function claimCheckColumns(k: Kit) {
  return {
    kind: k.text({ enum: CHECK_KINDS }).notNull(),
    /** The id of the set of figures that the check compares: see `claim_check_about`. */
    about: k.text().notNull(),
    ...subjectMatterColumns(k),
    claims: k.json<CheckedClaim[]>().notNull(),
    claims_count: k.integer().notNull(),
    stated: k.json<Interval>().notNull(),
    expected: k.json<Interval>().notNull(),
    difference: k.real().notNull(),
    ratio: k.real(),
    apart: k.real().notNull(),
    holds: k.bool().notNull(),
    periods: k.text({ enum: CHECK_PERIODS }).notNull(),
    growth_percent: k.real()
  }
}

/**
 * A condition: the check does not hold. The few indexes of such checks are read in the order of
 * revisions, which only statements with the same words find.
 */
export function failed(holds: SQLWrapper): SQL {
  return sql`not ${holds}`
}

export function claimCheckTables(k: Kit, imports: Imports) {
  const claim_check = k.table(
    'claim_check',
    { id: k.text().primaryKey(), ...claimCheckColumns(k), revision: madeBy(k, imports) },
    (t) => [
      k.check('claim_check_kind', oneOf(t.kind, CHECK_KINDS)),
      k.check('claim_check_periods', oneOf(t.periods, CHECK_PERIODS)),
      k.check('claim_check_growth_percent', finite(t.growth_percent)),
      k.check('claim_check_direction', oneOf(t.direction, DIRECTIONS)),
      k.check('claim_check_mode', oneOf(t.mode, MODES)),
      k.check('claim_check_difference', finite(t.difference)),
      k.check('claim_check_ratio', finite(t.ratio)),
      k.check('claim_check_apart', finite(t.apart)),
      k.index('claim_check_worst').on(t.holds, k.descending(t.apart), t.id),
      k.index('claim_check_worst_of_kind').on(t.kind, t.holds, k.descending(t.apart), t.id),
      k.index('claim_check_by_about').on(t.about),
      k.index('claim_check_recorded').on(t.revision),
      k.index('claim_check_failed').on(t.revision, t.id).where(failed(t.holds))
    ]
  )
  /**
   * Sets of figures that checks compare, for filters. All checks between months of a series compare
   * the same set, so there are far fewer sets than checks. The id of a set is computed from its
   * scope and figures, and retired checks keep it. There are no foreign keys, because the figures
   * of a retired check may have been withdrawn.
   */
  const claim_check_about = k.table(
    'claim_check_about',
    {
      about: k.text().notNull(),
      /** Metric, subject and partner in one text, because a partner may be null. */
      place: k.text().notNull(),
      /** The scope of the checks: everything in one scope is checked together. */
      scope: k.text().notNull(),
      metric: k.text().notNull(),
      subject: k.text().notNull(),
      partner: k.text()
    },
    (t) => [
      k.primaryKey({ columns: [t.about, t.place] }),
      k.index('claim_check_about_by_scope').on(t.scope, t.about),
      k.index('claim_check_about_by_metric').on(t.metric, t.subject, t.partner, t.about),
      k.index('claim_check_about_by_subject').on(t.subject, t.partner, t.about),
      k.index('claim_check_about_by_partner').on(t.partner, t.about)
    ]
  )
  return { claim_check, claim_check_about }
}
