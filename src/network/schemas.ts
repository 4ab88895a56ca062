// What answers about legs, corridors and routes share.
import { z } from 'zod'
import {
  component,
  count,
  dayOrNull,
  list,
  number,
  numberOrNull,
  text,
  textOrNull,
  texts
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import {
  directionSchema,
  eventScopeSchema,
  legModeSchema,
  legStateSchema
} from '../vocabulary-schemas.ts'
import { CLAIMS_SHOWN_MAX, lengthClaim } from './claim-schemas.ts'

/** The most legs of a route or corridor. */
export const LEGS_MAX = 500

const km = {
  value: number('Kilometres, by the preferred claims.', 2_818),
  low: number('The least that the claims of each leg allow together.', 2_700),
  high: number('The most that they allow.', 3_030)
}
export const lengthSum = component('LengthSum', 'The length of legs together, in kilometres.', km)

export const legLength = component('LegLength', 'The length of a leg, in kilometres.', {
  value: number('The preferred claim.', 46),
  low: number('The least of all claims, or the lower end of a computed length.', 46),
  high: number('The most of all claims, or the upper end of a computed length.', 58),
  computed: field(
    z.boolean(),
    'Whether nobody published the length, so that it is computed: great circle × a factor, or ' +
      'along a sea lane.',
    false
  ),
  observation: text('The id of the claim that decides.', 'torkham-peshawar-road-length-1')
})

export const closureSchema = component(
  'Closure',
  'An opening, closing or restriction of a place or a leg.',
  {
    event: text('The id of the event; see `/v1/events/{id}`.', 'E027'),
    entity: text('The place or leg.', 'torkham'),
    kind: text('The kind of the event, such as `closed`.', 'closed'),
    scope: field(eventScopeSchema.nullable(), 'Whom it concerns; null if not said.', 'trade'),
    since: text('When it began, as exactly as it is known.', '2025-10-11'),
    until: textOrNull('Its last day; null if no end was seen.', null),
    last_seen: textOrNull(
      'The date of the source in which it was read. What came later is not known.',
      '2026-03-12'
    ),
    title: text('What happened, in our own words.', 'Crossings closed after clashes'),
    source: text('The id of the source.', 'pakscope-afg-6mfy26')
  }
)

const borderFigure = component(
  'BorderFigure',
  'An indicator of a crossing: the claim of the newest period for the mode and direction.',
  {
    value: number('Hours, or US dollars.', 24.2),
    period: textOrNull('The period of the claim.', '2022'),
    direction: field(
      directionSchema.nullable(),
      'The direction that it was measured for: `all` where only both together are known.',
      'outbound'
    ),
    observation: text('The id of the claim.', 'C0701')
  }
)

export const crossingSchema = component('RouteCrossing', 'A border post or pass on the way.', {
  place: text('The id of the crossing.', 'torkham'),
  name: text('Its name.', 'Torkham, Pakistani side'),
  countries: texts('The countries that it lies in; the first is the side that is measured.', [
    'PAK'
  ]),
  direction: field(
    directionSchema.nullable(),
    '`outbound` if the way leaves the country of the post there, `inbound` if it enters it; null ' +
      'if neither can be told.',
    'inbound'
  ),
  mode: field(
    legModeSchema.nullable(),
    'The mode by which it is crossed; null if the way begins and ends there.',
    'road'
  ),
  hours: borderFigure
    .nullable()
    .meta({ description: 'Hours to clear it (CPMM TFI1); null if unknown.', examples: [null] }),
  dollars: borderFigure
    .nullable()
    .meta({ description: 'US dollars to clear it (CPMM TFI2); null if unknown.', examples: [null] })
})

export const partsSum = component(
  'SumOfParts',
  'A sum that exists only if every part of it is known.',
  {
    value: numberOrNull('The sum; null unless every part is known.', null),
    known: count('How many parts are known.', 3),
    of: count(
      'How many parts there are: both sides of each border; of days and dollars also each leg.',
      4
    )
  }
)

export const coverageSchema = component('LengthCoverage', 'How much of a length was published.', {
  published_km: number('Kilometres of legs whose length somebody published.', 2_204),
  computed_km: number('Kilometres of legs whose length is computed.', 614),
  legs_published: count('Legs with a published length.', 7),
  legs_total: count('All legs.', 9)
})

export const routeLeg = component('RouteLeg', 'A leg in the direction of travel.', {
  leg: text('The id of the leg.', 'torkham-peshawar-road'),
  name: text('The name of the leg.', 'Torkham – Peshawar by road'),
  from: text('Where it begins on this way.', 'torkham'),
  to: text('Where it ends on this way.', 'peshawar'),
  mode: field(legModeSchema, 'The mode.', 'road'),
  state: field(legStateSchema, 'Whether it is built.', 'open'),
  passes: texts('The places inside the leg, in the direction of travel.', []),
  length_km: legLength
    .nullable()
    .meta({ description: 'Its length; null if nobody gives one.', examples: [null] }),
  claims: list('All claims of its length.', lengthClaim, CLAIMS_SHOWN_MAX)
})

export const profilePoint = component('ProfilePoint', 'A point of a distance profile.', {
  place: text('The place.', 'torkham'),
  km: number(
    'Kilometres from the start. Places inside a leg are set by the straight lines between them.',
    1_235
  ),
  hours: number('Hours spent at crossings up to here, as far as they are known.', 24.2),
  hours_unknown: count('Crossings up to here whose hours are not known; they add none.', 1),
  dollars: number('US dollars paid at crossings up to here, as far as they are known.', 267),
  dollars_unknown: count('Crossings up to here whose cost is not known; they add none.', 1)
})

/** What routes and corridors have in common. */
export const wayFields = {
  length_km: lengthSum
    .nullable()
    .meta({ description: 'Its length; null if one leg has none.', examples: [null] }),
  coverage: coverageSchema,
  borders: number('How many borders it crosses: from each country to the next.', 3),
  countries: texts('The countries on the way, in order.', ['UZB', 'AFG', 'PAK']),
  modes: field(z.array(legModeSchema), 'The modes on the way, in order of first use.', ['road']),
  crossings: list('The border posts and passes, in order.', crossingSchema, LEGS_MAX),
  border_hours: partsSum,
  border_dollars: partsSum,
  days: partsSum,
  dollars: partsSum,
  closures: list('What shuts a part of it on the day that was asked for.', closureSchema, LEGS_MAX),
  seasonal: texts('The legs that are closed for a part of most years.', []),
  planned: texts('The legs that are not built.', []),
  legs: list('Its legs in order.', routeLeg, LEGS_MAX),
  profile: list(
    'Kilometres against hours and dollars at crossings, for a chart: two points at each crossing.',
    profilePoint,
    4 * LEGS_MAX
  )
}
export const dayOfClosures = dayOrNull(
  'The day of the closures that are shown; null if none is known.',
  '2026-06-23'
)
