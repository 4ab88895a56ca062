// Claims about legs, places and whole ways, as answers have them.
import { z } from 'zod'
import { component, numberOrNull, text, textOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { sourceReference } from '../observations/schemas.ts'
import { unitSchema } from '../units/unit-id.ts'
import {
  boundSchema,
  directionSchema,
  modeSchema,
  observationStatusSchema
} from '../vocabulary-schemas.ts'

/** The most claims that are shown of one leg, place or way. */
export const CLAIMS_SHOWN_MAX = 100

const claimFields = {
  id: text('The id of the claim; `/v1/observations/{id}` shows the whole claim.', 'TC015'),
  metric: text('The id of the metric.', 'driving_time'),
  subject: text('The id of the leg, place or way that it is about.', 'mazar-i-sharif-kabul-road'),
  direction: field(
    directionSchema.nullable(),
    'Into or out of the country of a crossing; null if the source does not say. Of a leg or a ' +
      'way, the note says it.',
    null
  ),
  mode: field(modeSchema.nullable(), 'The mode of transport; null if none is said.', 'road'),
  period: textOrNull('The period; null if the source names none.', '2012'),
  value: numberOrNull('The figure; null if only its ends are known.', 13),
  low: numberOrNull('The lower end of a range.', null),
  high: numberOrNull('The upper end of a range.', null),
  bound: field(boundSchema, 'How the figure is meant.', 'exact'),
  unit: field(unitSchema, 'The unit of the figure.', 'hour'),
  text: text('The figure as printed.', 'After 13 hours'),
  status: field(observationStatusSchema, '`E` if it was computed.', 'A'),
  attributed_to: textOrNull('Whose figure it is.', 'Tobey Travels'),
  source: sourceReference,
  note: textOrNull('A note for careful readers.', null)
}
export const networkClaim = component(
  'NetworkClaim',
  'A claim about a leg, a place or a whole way, as it is.',
  claimFields
)

export const lengthClaim = component('LengthClaim', 'A claim of the length of a leg.', {
  id: text('The id of the claim.', 'torkham-peshawar-road-length-1'),
  value: numberOrNull('Kilometres; null for a range.', 46),
  low: numberOrNull('The lower end of a range.', null),
  high: numberOrNull('The upper end of a range.', null),
  bound: claimFields.bound,
  text: text('The figure as printed.', '46 km'),
  status: claimFields.status,
  attributed_to: textOrNull('Whose figure it is.', 'USAID'),
  source: text('The id of the source that it was read in.', 'usaid-torkham'),
  preferred: field(z.boolean(), 'Whether this claim decides the length.', true)
})
