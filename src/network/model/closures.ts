// What is shut on a day, by the dated events of the data.
import { dateOf, dayNumber } from '../../numbers/days.ts'
import type { Closure } from './network.ts'
import { type Route, stopsOf } from './route.ts'

/** What is shut, each with the event that says so. */
export type Shut = ReadonlyMap<string, Closure>

const DECIDING = new Set(['closed', 'opened', 'open'])

/**
 * What is shut on a day: for each entity the last event counts that has begun by then and says
 * closed or open for all or for trade. It shuts the entity if it says closed and has not ended.
 * Events for relief goods, and those that only restrict or announce, open and shut nothing.
 */
export function closedOn(closures: readonly Closure[], day: string): Shut {
  const last = new Map<string, Closure>()
  for (const closure of closures.filter(decides).sort(byStart)) {
    if (closure.starts_on <= day) last.set(closure.entity, closure)
  }
  const shut = [...last].filter(([, { kind, ends_on }]) => kind === 'closed' && !hasEnded(ends_on))
  return new Map(shut)

  function hasEnded(end: string | null): boolean {
    return end !== null && end < day
  }
}

/**
 * The newest day, up to today, on which an event began, was last seen or was over; null without
 * events. What comes after is not known. What is announced for later days does not count yet.
 */
export function newestDay(closures: readonly Closure[], today: string): string | null {
  const days = closures.flatMap(({ starts_on, last_seen, ends_on }) => [
    starts_on,
    // A year or month alone: its first day is certain.
    last_seen === null ? starts_on : `${last_seen}-01-01`.slice(0, 10),
    ends_on === null ? starts_on : dateOf(dayNumber(ends_on) + 1)
  ])
  const past = days.filter((day) => day <= today)
  return past.reduce<string | null>((newest, day) => (day > (newest ?? '') ? day : newest), null)
}

/**
 * The events that shut something on a route, in order of travel: its places, passed ones too, and
 * its legs. A shut corridor hits no route, because a named way is no thing that one passes.
 */
export function closuresOn(route: Route, shut: Shut): Closure[] {
  const legs = route.steps.map(({ leg }) => leg.id)
  const ids = [...stopsOf(route).map(({ place }) => place), ...legs]
  return [...new Set(ids)].flatMap((id) => shut.get(id) ?? [])
}

function decides({ kind, scope }: Closure): boolean {
  return DECIDING.has(kind) && (scope === 'all' || scope === 'trade')
}

/** Events of one day are in the order of their ids. */
function byStart(one: Closure, other: Closure): number {
  if (one.starts_on !== other.starts_on) return one.starts_on < other.starts_on ? -1 : 1
  return one.id < other.id ? -1 : 1
}
