// The best way through some places in order, be it there and back.
import { nextAfter } from './bounds.ts'
import type { Leg } from './network.ts'
import { endOf, type Route, routeOf, stepFrom } from './route.ts'
import type { Task } from './search.ts'

/**
 * The best way from a place through the goals. It may go through a place twice where no better way
 * is known. Null if there is none.
 */
export function bestWay(task: Task, from: string): Route | null {
  const legs = legsFrom(task, from, 0, new Set())
  return legs && routeOf(from, legs)
}

/**
 * Follows the legs that lose nothing: those after which the least cost of the rest is less by just
 * what they cost. Where a leg costs nothing that could lead in circles, so what was seen is left.
 */
function legsFrom(task: Task, place: string, next: number, seen: Set<string>): Leg[] | null {
  const { network, costs, goals, bound } = task
  const least = bound(place, next)
  if (least === Number.POSITIVE_INFINITY || seen.has(`${next} ${place}`)) return null
  if (place === goals[next] && next === goals.length - 1) return []
  seen.add(`${next} ${place}`)
  for (const { leg, index } of network.edgesAt.get(place) ?? []) {
    const step = stepFrom(place, leg)
    const [end, after] = [endOf(step), nextAfter(step, goals, next)]
    if ((costs[index] ?? 0) + bound(end, after) !== least) continue
    const rest = legsFrom(task, end, after, seen)
    if (rest) return [leg, ...rest]
  }
  return null
}
