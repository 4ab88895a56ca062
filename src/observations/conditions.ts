// The filters of claims as SQL. Values are placeholders, because statements are kept by their shape
// (db/statements.ts).
import type { SQL, SQLWrapper } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { and, gte, inArray, isNull, like, lte, ne, or, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { meetSides, type SideConditions } from '../entities/conditions.ts'
import { codesOf, periodPatterns } from '../periods/calendars.ts'
import type { BOUNDS, DIRECTIONS, MODES, OBS_STATUSES } from '../vocabularies.ts'

/**
 * The conditions for claims; all ids exist. `undirected`, `modeless` and `total` add claims
 * without a direction, mode or product. `calendar` has the patterns of the periods.
 */
export type Conditions = SideConditions & {
  metric?: string[] | undefined
  subject?: string[] | undefined
  partner?: string[] | undefined
  between?: string[] | undefined
  source?: string[] | undefined
  direction?: (typeof DIRECTIONS)[number][] | undefined
  undirected?: true | undefined
  mode?: (typeof MODES)[number][] | undefined
  modeless?: true | undefined
  product?: string[] | undefined
  total?: true | undefined
  bound?: (typeof BOUNDS)[number][] | undefined
  status?: (typeof OBS_STATUSES)[number][] | undefined
  calendar?: string[] | undefined
  from?: string | undefined
  to?: string | undefined
  latest?: number | undefined
}

type OrNone<T> =
  Exclude<T, undefined> extends (infer Word)[] ? (Word | 'none')[] | undefined : never
type Traffic = { direction?: OrNone<Conditions['direction']>; mode?: OrNone<Conditions['mode']> }

/**
 * Turns the parameters direction and mode into conditions. The word `none` selects claims without
 * one.
 */
export function trafficConditions({
  direction,
  mode
}: Traffic): Pick<Conditions, 'direction' | 'undirected' | 'mode' | 'modeless'> {
  return {
    direction: dropNone(direction),
    undirected: direction?.includes('none') || undefined,
    mode: dropNone(mode),
    modeless: mode?.includes('none') || undefined
  }
}

/** Turns the parameter calendar into the condition: the patterns of its periods. */
export function calendarPatterns(calendars: string[] | undefined): string[] | undefined {
  return calendars && codesOf(calendars).flatMap(periodPatterns)
}

function dropNone<T extends string>(words: (T | 'none')[] | undefined): T[] | undefined {
  const others = words?.filter((word): word is T => word !== 'none')
  return others && others.length > 0 ? others : undefined
}

/** True for claims that meet all conditions but `latest`. */
export function meetConditions(snapshot: Snapshot, conditions: Conditions): SQL | undefined {
  const { observation } = snapshot.tables
  return and(meetWords(snapshot, observation, conditions), meetSpan(snapshot, conditions))
}

/**
 * The same without the span, so that no index is chosen for it: each column is an expression. For
 * the claims that another index finds.
 */
export function meetAside(snapshot: Snapshot, conditions: Conditions): SQL | undefined {
  const { observation } = snapshot.tables
  const { metric, subject, partner, direction, mode, product, period } = observation
  const { source, bound, status } = observation
  const columns = { metric, subject, partner, direction, mode, product, source, bound, status }
  const hidden = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, sql`(${column} || '')`])
  ) as Record<keyof typeof columns, SQL>
  return meetWords(snapshot, { ...hidden, period }, conditions)
}

/** What a claim is about, or a series of claims. Any period of a series shows its calendar. */
type SubjectMatter = { period: AnySQLiteColumn } & Record<
  'metric' | 'subject' | 'partner' | 'direction' | 'mode' | 'product',
  SQLWrapper
>
type Words = SubjectMatter & Record<'source' | 'bound' | 'status', SQLWrapper>

function meetWords(snapshot: Snapshot, columns: Words, conditions: Conditions): SQL | undefined {
  const { source, bound, status } = conditions
  return and(
    meetSubjectMatter(snapshot, columns, conditions),
    source && inArray(columns.source, placeholders('source', source)),
    bound && inArray(columns.bound, placeholders('bound', bound)),
    status && inArray(columns.status, placeholders('status', status))
  )
}

/** True for what is about the things that the conditions name. */
export function meetSubjectMatter(
  snapshot: Snapshot,
  about: SubjectMatter,
  conditions: Conditions
): SQL | undefined {
  const { metric, subject, partner, between, calendar } = conditions
  const { direction, undirected, mode, modeless, product, total } = conditions
  return and(
    metric && inArray(about.metric, placeholders('metric', metric)),
    subject && inArray(about.subject, placeholders('subject', subject)),
    partner && inArray(about.partner, placeholders('partner', partner)),
    // This selects both orders of the pair: nothing is its own partner.
    between && inArray(about.subject, placeholders('between', between)),
    between && inArray(about.partner, placeholders('between', between)),
    between && ne(about.subject, about.partner),
    or(
      direction && inArray(about.direction, placeholders('direction', direction)),
      undirected && isNull(about.direction)
    ),
    or(mode && inArray(about.mode, placeholders('mode', mode)), modeless && isNull(about.mode)),
    or(
      product && inArray(about.product, placeholders('product', product)),
      total && isNull(about.product)
    ),
    meetSides(snapshot, about, conditions, placeholders),
    calendar && or(...placeholders('calendar', calendar).map((one) => like(about.period, one)))
  )
}

/** True for claims whose period is in the span. */
export function meetSpan(
  { tables: { observation } }: Snapshot,
  { from, to }: Pick<Conditions, 'from' | 'to'>
): SQL | undefined {
  return and(
    // A period that begins in the span also ends in it or later. The second condition lets the
    // index on ends_on begin there.
    from === undefined
      ? undefined
      : and(
          gte(observation.starts_on, sql.placeholder('from')),
          gte(observation.ends_on, sql.placeholder('from'))
        ),
    to === undefined ? undefined : lte(observation.ends_on, sql.placeholder('to'))
  )
}

function placeholders(name: string, values: readonly unknown[]) {
  return values.map((_, index) => sql.placeholder(`${name}${index}`))
}
