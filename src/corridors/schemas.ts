import { z } from 'zod'
import {
  component,
  extended,
  list,
  numberOrNull,
  text,
  textOrNull,
  texts
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { idList } from '../http/parameters.ts'
import { CLAIMS_SHOWN_MAX, networkClaim } from '../network/claim-schemas.ts'
import { coverageSchema, lengthSum, wayFields } from '../network/schemas.ts'
import { boundSchema, legModeSchema } from '../vocabulary-schemas.ts'

export const corridorSchema = component(
  'Corridor',
  'A named way: legs in order. It is an entity too, which has its name and what claims are about.',
  {
    id: text('The id of the corridor and of its entity.', 'ta-almaty-karachi'),
    parent: textOrNull(
      'The corridor, route or railway of which it is one way; null if none is named.',
      'karachi-almaty-road'
    ),
    from: text('The place at which the first leg begins.', 'almaty'),
    legs: texts('The ids of its legs, in order.', ['almaty-tashkent-road', 'tashkent-termez-road']),
    source: textOrNull(
      'The id of a source that names the way; null if it was put together here.',
      'augaf-tir-2023'
    ),
    note: textOrNull('A note for careful readers.', null)
  }
)
export type Corridor = z.output<typeof corridorSchema>

const named = {
  name: text('The name of the way.', 'Almaty-Tashkent-Kabul-Torkham-Karachi'),
  to: textOrNull('The place at which the last leg ends.', 'karachi-port')
}
export const listedCorridorSchema = extended(
  corridorSchema,
  'ListedCorridor',
  'A corridor with what follows from its legs.',
  {
    ...named,
    length_km: lengthSum.nullable().meta({
      description: 'The lengths of its legs together; null if one of them has none.',
      examples: [null]
    }),
    coverage: coverageSchema,
    borders: wayFields.borders,
    countries: wayFields.countries,
    modes: field(z.array(legModeSchema), 'The modes on the way.', ['road']),
    crossings: texts('The crossings on the way, in order.', ['hairatan', 'torkham-afg', 'torkham']),
    closures: texts('The places and legs that are known to be shut now.', ['torkham']),
    seasonal: wayFields.seasonal,
    planned: wayFields.planned
  }
)
export type ListedCorridor = z.output<typeof listedCorridorSchema>

const publishedTotal = component(
  'PublishedTotal',
  'A length of the whole way that somebody printed, beside the sum of its legs.',
  {
    id: text('The id of the claim.', 'ta-almaty-karachi-length-1'),
    value: numberOrNull('Kilometres; null for a range.', 3_800),
    low: numberOrNull('The lower end of a range.', null),
    high: numberOrNull('The upper end of a range.', null),
    bound: field(boundSchema, 'How the figure is meant.', 'exact'),
    text: text('The figure as printed.', '3,800km'),
    attributed_to: textOrNull('Whose figure it is.', 'IRU; NLC'),
    source: text('The id of the source.', 'augaf-tir-2023'),
    legs_km: numberOrNull('The lengths of the legs together.', 3_634),
    difference_percent: numberOrNull('How much more the legs have than is printed.', -4.4),
    within: field(
      z.boolean().nullable(),
      'Whether the printed figure lies between what the claims of the legs allow; null if a leg ' +
        'has no length. Where it does not, see `/v1/conflicts?kind=sum_of_legs`.',
      true
    )
  }
)
const { legs: steps, ...whole } = wayFields
export const corridorDetailSchema = extended(
  corridorSchema,
  'CorridorDetail',
  'A corridor with its legs, crossings, closures and what others print of it.',
  {
    ...named,
    ...whole,
    steps: steps.meta({ description: 'Its legs in the direction of travel, with their claims.' }),
    published_totals: list('What others print as its length.', publishedTotal, CLAIMS_SHOWN_MAX),
    claims: list(
      'What sources say of the whole way and of its parent: days, dollars, as they are.',
      networkClaim,
      CLAIMS_SHOWN_MAX
    )
  }
)
export type CorridorDetail = z.output<typeof corridorDetailSchema>

export const listCorridorsQuery = {
  parent: idList('Only ways of these corridors, routes or railways.', ['qtta-road']).optional(),
  place: idList('Only corridors that go through one of these places.', ['khunjerab']).optional()
}
