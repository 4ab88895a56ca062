// The parameters of questions about routes.
import { date, flag, idList, oneId, oneOf, wholeNumber, wordList } from '../http/parameters.ts'
import { LEG_MODES } from '../vocabularies.ts'

/** Alternatives that differ in their crossings; more are of no use to a reader. */
export const ROUTES_MAX = 8
export const VIA_MAX = 5
/** How many places, legs and countries may be avoided, closed or built at once. */
export const CHANGES_MAX = 20
/** How many origins, ports and markets a matrix has at most. */
export const MATRIX_SIDE_MAX = 30

/** The word for every port of the sea, as a destination. */
export const SEA = 'sea'
export const ROUTE_MODES = [...LEG_MODES, 'multimodal'] as const
export const RANKS = ['distance', 'borders'] as const

/** What routes and matrices may be asked under. */
const conditions = {
  avoid: idList(
    'Places, legs or countries to keep away from. A place that lies in an avoided country only is ' +
      'avoided with it.',
    ['IRN']
  ).optional(),
  mode: wordList(
    ROUTE_MODES,
    'Only legs of these modes. `multimodal`, and no mode, mean all of them.',
    ['road']
  ).optional(),
  closures: oneOf(
    ['ignored'],
    'Ignores all openings and closures, as if everything that is built were open. The answer still ' +
      'tells what shuts each way.',
    'ignored'
  ).optional(),
  open_on: date(
    'ends_on',
    'What was open on this day, in UTC. Without it, the newest state that is known counts.',
    '2025-06-30'
  ).optional(),
  closed: idList(
    'What if these crossings, places, legs or corridors were closed too? The answer tells what ' +
      'that costs.',
    ['khunjerab']
  ).optional(),
  built: idList(
    'What if these planned legs, railways or corridors were built? The answer tells what that ' +
      'saves.',
    ['uap-railway']
  ).optional()
}

export const findRoutesQuery = {
  from: oneId('Where the routes begin: the id or name of a place.', 'almaty'),
  to: oneId(
    'Where they end: the id or name of a place, or `sea` for the nearest ports of the sea.',
    'karachi-port'
  ),
  via: idList(`Places to go through, in this order, at most ${VIA_MAX}.`, ['kabul']).optional(),
  ...conditions,
  rank_by: oneOf(
    RANKS,
    '`distance`: the shortest first. `borders`: those with the fewest borders first.',
    'borders'
  ).optional(),
  named: flag(
    'Only ways that have a name, and parts of them: see `/v1/corridors`.',
    true
  ).optional(),
  alternatives: wholeNumber(
    1,
    ROUTES_MAX,
    `The most alternatives: 1 to ${ROUTES_MAX}, by default ${ROUTES_MAX}.`,
    3
  ).optional()
}

export const routeMatrixQuery = {
  from: idList(
    'The origins. By default Almaty, Astana and the four other capitals of Central Asia.',
    ['almaty', 'tashkent']
  ).optional(),
  to: idList('The ports. By default all ports at which land ways meet the sea.', [
    'gwadar-port',
    'karachi-port'
  ]).optional(),
  market: idList('Ports overseas: the way goes on by sea, with a row for each.', [
    'rotterdam-port'
  ]).optional(),
  ...conditions
}
