// The filters of claims as SQL. Values are placeholders, because statements are kept by their shape
// (db/statements.ts).
import type { SQL } from 'drizzle-orm'
import { and, eq, gte, inArray, isNull, like, lte, ne, or, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { meetSides, type SideConditions } from '../entities/conditions.ts'
import { codesOf, periodPatterns } from '../periods/calendars.ts'
import type { BOUNDS, DIRECTIONS, MODES, OBS_STATUSES } from '../vocabularies.ts'

/**
 * The conditions for claims; all ids exist. `undirected` and `modeless` add claims without a
 * direction or mode. `calendar` has the patterns of the periods.
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
  const {
    id,
    metric,
    subject,
    partner,
    between,
    source,
    direction,
    undirected,
    mode,
    modeless,
    bound,
    status,
    calendar,
    from,
    to
  } = conditions
  return and(
    id === undefined ? undefined : eq(observation.id, sql.placeholder('id')),
    metric && inArray(observation.metric, placeholders('metric', metric)),
    subject && inArray(observation.subject, placeholders('subject', subject)),
    partner && inArray(observation.partner, placeholders('partner', partner)),
    // This selects both orders of the pair: nothing is its own partner.
    between && inArray(observation.subject, placeholders('between', between)),
    between && inArray(observation.partner, placeholders('between', between)),
    between && ne(observation.subject, observation.partner),
    source && inArray(observation.source, placeholders('source', source)),
    or(
      direction && inArray(observation.direction, placeholders('direction', direction)),
      undirected && isNull(observation.direction)
    ),
    or(
      mode && inArray(observation.mode, placeholders('mode', mode)),
      modeless && isNull(observation.mode)
    ),
    bound && inArray(observation.bound, placeholders('bound', bound)),
    status && inArray(observation.status, placeholders('status', status)),
    meetSides(snapshot, observation, conditions, placeholders),
    calendar &&
      or(...placeholders('calendar', calendar).map((one) => like(observation.period, one))),
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
