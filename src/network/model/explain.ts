// Why there is no way: what would have to be given up to find one.
import { boundsFor } from './bounds.ts'
import { costsOf, type Filter } from './filter.ts'
import { type Alternative, findRoutes, goalsOf, type Question } from './find-routes.ts'
import type { LegMode } from './network.ts'
import { type Route, stopsOf } from './route.ts'

/** What may keep a way from being found, in the order in which it is given up. */
export const CAUSES = ['closures', 'mode', 'avoid', 'planned'] as const
export type Cause = (typeof CAUSES)[number]

export type Explanation = {
  /** The least that would have to change. Empty if no change helps. */
  causes: Cause[]
  /** Places and legs on the route below that are shut, in order of travel. */
  shut: string[]
  /** The best route once that has changed. */
  route: Alternative | null
  /**
   * Whether the places are connected at all. If so and no change helps, each way between them goes
   * through a place twice: to a place asked for by `via`, and back.
   */
  isConnected: boolean
}

const ALL_MODES: readonly LegMode[] = ['road', 'rail', 'ferry', 'sea']

/**
 * Explains why a question has no answer. Single causes are tried first, then two at once and so on:
 * first without closures, then by all modes, then without what is avoided, then with all planned
 * legs built.
 */
export function explainNoWay(question: Question): Explanation {
  const { filter } = question
  const causes = CAUSES.filter((cause) => isRestricted(question, cause))
  const isConnected = hasWay(question, relaxed(question, causes))
  for (const choice of isConnected ? choicesOf(causes) : []) {
    const wider = { ...question, filter: relaxed(question, choice), most: 1 }
    const [route] = hasWay(question, wider.filter) ? findRoutes(wider).routes : []
    if (route) return { causes: choice, shut: shutOn(route, filter), route, isConnected }
  }
  return { causes: [], shut: [], route: null, isConnected }
}

/** All choices of some causes, the smallest first. */
function choicesOf(causes: readonly Cause[]): Cause[][] {
  const choices = Array.from({ length: 2 ** causes.length }, (_, chosen) =>
    causes.filter((_, at) => (chosen >> at) % 2 === 1)
  )
  return choices.slice(1).sort((one, other) => one.length - other.length)
}

/** Whether there is a way, be it through a place twice. */
function hasWay({ graph, from, to, via }: Question, filter: Filter): boolean {
  const costs = costsOf(graph, filter, 'distance')
  const goals = goalsOf(from, via, to)
  return boundsFor(graph, costs, goals)(from, 0) < Number.POSITIVE_INFINITY
}

function relaxed({ graph, filter }: Question, causes: readonly Cause[]): Filter {
  const planned = causes.includes('planned') ? graph.edges.map(({ leg }) => leg.id) : []
  return {
    closed: causes.includes('closures') ? new Set() : filter.closed,
    modes: causes.includes('mode') ? new Set(ALL_MODES) : filter.modes,
    avoid: causes.includes('avoid') ? new Set() : filter.avoid,
    built: new Set([...filter.built, ...planned])
  }
}

function isRestricted({ filter }: Question, cause: Cause): boolean {
  if (cause === 'closures') return filter.closed.size > 0
  if (cause === 'mode') return ALL_MODES.some((mode) => !filter.modes.has(mode))
  return cause === 'planned' || filter.avoid.size > 0
}

function shutOn(route: Route, { closed }: Filter): string[] {
  const legs = route.steps.map(({ leg }) => leg.id)
  const ids = [...stopsOf(route).map(({ place }) => place), ...legs]
  return [...new Set(ids)].filter((id) => closed.has(id))
}
