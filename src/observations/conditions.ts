// The filters of claims as SQL. Values are placeholders, because statements are kept by their shape
// (db/statements.ts).
import type { SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { and, eq, gte, inArray, isNull, like, lte, ne, or, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { meetSides, type SideConditions } from '../entities/conditions.ts'
import { codesOf, periodPatterns } from '../periods/calendars.ts'
import type { BOUNDS, DIRECTIONS, MODES, OBS_STATUSES } from '../vocabularies.ts'

/**
 * The conditions for claims; all ids exist. `undirected`, `modeless` and `total` add claims
 * without a direction, mode or product. `calendar` has the patterns of the periods.
 */
export type Conditions = SideConditions & {
  id?: string | undefined
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

/** True for claims that meet all conditions. */
export function meetConditions(snapshot: Snapshot, conditions: Conditions): SQL | undefined {
  const { observation } = snapshot.tables
  const all = meetWithoutLatest(snapshot, conditions)
  return conditions.latest === undefined
    ? all
    : inArray(observation.id, selectNewest(snapshot, all))
}

function meetWithoutLatest(snapshot: Snapshot, conditions: Conditions): SQL | undefined {
  const { observation } = snapshot.tables
  const { id, source, bound, status } = conditions
  return and(
    id === undefined ? undefined : eq(observation.id, sql.placeholder('id')),
    meetSubjectMatter(snapshot, observation, conditions),
    source && inArray(observation.source, placeholders('source', source)),
    bound && inArray(observation.bound, placeholders('bound', bound)),
    status && inArray(observation.status, placeholders('status', status)),
    meetSpan(snapshot, conditions)
  )
}

/** What a claim is about, or a series of claims. Any period of a series shows its calendar. */
type SubjectMatter = Record<
  'metric' | 'subject' | 'partner' | 'direction' | 'mode' | 'product' | 'period',
  AnySQLiteColumn
>

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

/** Selects the ids of matching claims in the newest periods of each series. */
function selectNewest({ db, tables: { observation } }: Snapshot, conditions: SQL | undefined) {
  const place = sql<number>`dense_rank() over (partition by ${observation.series} order by coalesce(${observation.ends_on}, '') desc)`
  const ranked = db
    .select({ id: observation.id, place: place.as('place') })
    .from(observation)
    .where(conditions)
    .as('ranked')
  return db
    .select({ id: ranked.id })
    .from(ranked)
    .where(lte(ranked.place, sql.placeholder('latest')))
}

function placeholders(name: string, values: readonly unknown[]) {
  return values.map((_, index) => sql.placeholder(`${name}${index}`))
}
