import { z } from 'zod'
import {
  component,
  count,
  list,
  numberOrNull,
  text,
  textOrNull,
  texts
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { CLAIMS_SHOWN_MAX, networkClaim } from '../network/claim-schemas.ts'
import {
  closureSchema,
  coverageSchema,
  dayOfClosures,
  lengthSum,
  partsSum,
  wayFields
} from '../network/schemas.ts'
import { legModeSchema } from '../vocabulary-schemas.ts'
import { MATRIX_SIDE_MAX, RANKS, ROUTES_MAX } from './question-schemas.ts'

const namedWay = component('NamedWay', 'A named way of which a route is the whole or a part.', {
  id: text('The id of the corridor.', 'ta-almaty-karachi'),
  name: text('Its name.', 'Almaty-Tashkent-Kabul-Torkham-Karachi'),
  parent: textOrNull('The corridor or route of which it is one way.', 'karachi-almaty-road'),
  is_whole: field(z.boolean(), 'Whether the route is all of it.', true)
})

export const routeSchema = component('RouteAlternative', 'One way from place to place.', {
  rank: count('Its place among the alternatives, from 1.', 1),
  from: text('The place where it begins.', 'almaty'),
  to: text('The place where it ends.', 'karachi-port'),
  named_way: namedWay.nullable().meta({
    description:
      'The named way that it follows; null if none is known. Of a way without a name nobody says ' +
      'that lorries take it.',
    examples: [null]
  }),
  ...wayFields,
  whole_way_claims: list(
    'What sources say of the whole named way: days, dollars, lengths, as they are. Only if the ' +
      'route is all of it.',
    networkClaim,
    CLAIMS_SHOWN_MAX
  )
})
export type Route = z.output<typeof routeSchema>

/** A route in few words: what would be without a closure, or before a change. */
const routeOutline = component('RouteOutline', 'A route in few words.', {
  to: text('Where it ends.', 'karachi-port'),
  length_km: lengthSum,
  crossings: texts('The crossings on the way, in order.', ['yallama', 'hairatan', 'chaman']),
  closures: list('What shuts it on the day that was asked for.', closureSchema, CLAIMS_SHOWN_MAX)
})

/** Far more than were ever shut at once. */
export const SHUT_SHOWN_MAX = 500

export const NO_WAY_CAUSES = ['closures', 'mode', 'avoid', 'planned', 'named'] as const
const noWay = component('NoWay', 'Why there is no way.', {
  causes: field(
    z.array(z.enum(NO_WAY_CAUSES)),
    'The fewest conditions to give up to find one: `closures`, `mode`, `avoid`, `planned` (legs ' +
      'that are not built), `named`. Empty if no legs lead there at all.',
    ['closures']
  ),
  message: text('The same in a sentence.', 'No way: chaman (since 2025-10-11) is closed.'),
  without: routeOutline
    .nullable()
    .meta({ description: 'The best way without them.', examples: [null] })
})

const closuresIgnored = field(
  z.boolean(),
  'Whether the ways may lead through what is shut, because `closures=ignored` was asked for.',
  false
)

const shutPlaces = list(
  'Every place and leg that is shut on that day, by its id.',
  closureSchema,
  SHUT_SHOWN_MAX
)

/** What is more than before, as far as it is known. */
const differences = {
  difference_km: numberOrNull('Kilometres more than before; null if one has no way.', 141),
  difference_hours: numberOrNull(
    'Hours at crossings more than before; null unless all of both ways are known.',
    null
  ),
  difference_dollars: numberOrNull(
    'US dollars at crossings more than before; null unless all of both ways are known.',
    null
  )
}

const changeSchema = component('RouteChange', 'What closing or building costs or saves.', {
  entities: texts('What was closed or built.', ['chaman']),
  before: routeOutline
    .nullable()
    .meta({ description: 'The best way before; null if none.', examples: [null] }),
  ...differences
})

export const routesSchema = component('Routes', 'The ways from one place to another.', {
  from: text('The place where the routes begin.', 'almaty'),
  to: text('The place where they end; `sea` for all ports.', 'karachi-port'),
  via: texts('The places that they go through.', []),
  rank_by: field(z.enum(RANKS), 'What orders them.', 'distance'),
  open_on: dayOfClosures,
  closures_ignored: closuresIgnored,
  shut: shutPlaces,
  is_complete: field(
    z.boolean(),
    'False if the search was given up, so that there may be more alternatives.',
    true
  ),
  routes: list(
    'The alternatives, the best first; none if there is no way.',
    routeSchema,
    ROUTES_MAX
  ),
  without_closures: routeOutline.nullable().meta({
    description:
      'The best way if nothing were shut, with what shuts it; null if that changes nothing or ' +
      'closures are ignored.',
    examples: [null]
  }),
  no_way: noWay
    .nullable()
    .meta({ description: 'Why there is none; null if there is one.', examples: [null] }),
  change: changeSchema
    .nullable()
    .meta({ description: 'What `closed` and `built` change; null without them.', examples: [null] })
})
export type Routes = z.output<typeof routesSchema>

const matrixCost = component('ClosureCost', 'What one closure costs alone.', {
  entity: text('What is closed.', 'torkham'),
  ...differences
})

export const matrixCell = component('MatrixCell', 'The shortest way from an origin to a port.', {
  from: text('The origin.', 'almaty'),
  to: text('The port.', 'gwadar-port'),
  market: textOrNull('The port overseas to which it goes on by sea.', null),
  length_km: lengthSum
    .nullable()
    .meta({ description: 'The whole way; null if there is none.', examples: [null] }),
  land_km: numberOrNull('Kilometres to the port.', 3_886),
  sea_km: numberOrNull(
    'Kilometres by sea from the port to the market; null without a market.',
    null
  ),
  coverage: coverageSchema
    .nullable()
    .meta({ description: 'Null if there is no way.', examples: [null] }),
  borders: numberOrNull('Borders on the way.', 3),
  modes: field(z.array(legModeSchema), 'The modes on the way.', ['road']),
  countries: texts('The countries on the way, in order.', ['KAZ', 'KGZ', 'CHN', 'PAK']),
  crossings: texts('The crossings on the way, in order.', ['kordai', 'torugart', 'khunjerab']),
  legs: texts('The legs on the way, in order.', ['almaty-bishkek-road']),
  named_way: textOrNull('The named way that it follows.', 'qtta-gwadar'),
  border_hours: partsSum
    .nullable()
    .meta({ description: 'Null if there is no way.', examples: [null] }),
  border_dollars: partsSum
    .nullable()
    .meta({ description: 'Null if there is no way.', examples: [null] }),
  without_closures_km: numberOrNull('Kilometres if nothing were shut.', 3_690),
  shut_by: texts('What shuts the way that would be best if nothing were shut.', ['chaman']),
  before_km: numberOrNull('Kilometres before `closed` and `built`; null without them.', null),
  ...differences,
  each: list('What each closure of `closed` costs alone.', matrixCost, ROUTES_MAX * 4)
})
export type MatrixCell = z.output<typeof matrixCell>

export const matrixSchema = component('RouteMatrix', 'The shortest ways from origins to ports.', {
  open_on: dayOfClosures,
  closures_ignored: closuresIgnored,
  shut: shutPlaces,
  cells: list(
    'Every origin with every port, and with every market.',
    matrixCell,
    MATRIX_SIDE_MAX ** 3
  )
})
export type Matrix = z.output<typeof matrixSchema>
