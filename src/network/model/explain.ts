// Why there is no way: what would have to be given up to find one.
import type { Filter } from './filter.ts'
import { type Alternative, findRoutes, type Question } from './find-routes.ts'
import type { LegMode } from './network.ts'
import { type Route, stopsOf } from './route.ts'

/** What may keep a way from being found, in the order in which it is given up. */
export const CAUSES = ['closures', 'mode', 'avoid', 'planned'] as const
export type Cause = (typeof CAUSES)[number]

export type Explanation = {
  /** The least that would have to change. Empty if nothing connects the places. */
  causes: Cause[]
  /** Places and legs on the route below that are shut, in order of travel. */
  shut: string[]
  /** The best route once that has changed. */
  route: Alternative | null
}

const ALL_MODES: readonly LegMode[] = ['road', 'rail', 'ferry', 'sea']

/**
 * Explains why a question has no answer. Single causes are tried first, then two at once and so on:
 * first without closures, then by all modes, then without what is avoided, then with all planned
 * legs built.
 */
export function explainNoWay(question: Question): Explanation {
  const restricting = CAUSES.filter((cause) => isRestricted(question, cause))
  for (const causes of choicesOf(restricting)) {
    const filter = relaxed(question, causes)
    const [route] = findRoutes({ ...question, filter, most: 1 }).routes
    if (route) return { causes, shut: shutOn(route, question.filter), route }
  }
  return { causes: [], shut: [], route: null }
}

/** All choices of some causes, the smallest first. */
function choicesOf(causes: readonly Cause[]): Cause[][] {
  const choices = Array.from({ length: 2 ** causes.length }, (_, chosen) =>
    causes.filter((_, at) => (chosen >> at) % 2 === 1)
  )
  return choices.slice(1).sort((one, other) => one.length - other.length)
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
