import type { z } from 'zod'
import { component, extended, list, text, textOrNull, texts } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { idList, wordList } from '../http/parameters.ts'
import { CLAIMS_SHOWN_MAX, networkClaim } from '../network/claim-schemas.ts'
import { closureSchema, legLength } from '../network/schemas.ts'
import { LEG_MODES, LEG_STATES } from '../vocabularies.ts'
import { legModeSchema, legStateSchema, terrainSchema } from '../vocabulary-schemas.ts'

export const legSchema = component(
  'Leg',
  'A stretch between two places by one mode. It has no direction, and is an entity of kind `leg` ' +
    'too: its length, time and cost are claims about that entity.',
  {
    id: text('The id of the leg and of its entity.', 'torkham-peshawar-road'),
    from: text('The place at one end.', 'torkham'),
    to: text('The place at the other end.', 'peshawar'),
    mode: field(legModeSchema, 'The mode of transport.', 'road'),
    state: field(
      legStateSchema,
      'Whether it is built, and closed for a part of every year.',
      'open'
    ),
    terrain: field(
      terrainSchema.nullable(),
      '`mountain` if roads there are longer than elsewhere; null otherwise.',
      null
    ),
    passes: texts(
      'The places inside the leg, in order, where no leg ends: crossings, straits.',
      []
    ),
    part_of: textOrNull(
      'The railway or corridor that it is a part of; null if none is named.',
      null
    ),
    note: textOrNull('A note for careful readers.', null)
  }
)
export type Leg = z.output<typeof legSchema>

const shown = {
  name: text('The name of the leg.', 'Torkham – Peshawar by road'),
  countries: texts('The countries that it lies in or touches.', ['PAK']),
  length_km: legLength.nullable().meta({
    description: 'Its length by the preferred claim; null if nobody gives one.',
    examples: [null]
  })
}
export const listedLegSchema = extended(
  legSchema,
  'ListedLeg',
  'A leg with its name and its length.',
  shown
)
export type ListedLeg = z.output<typeof listedLegSchema>

export const legDetailSchema = extended(
  listedLegSchema,
  'LegDetail',
  'A leg with everything that is said of it.',
  {
    claims: list(
      'All claims about it, those of its length first; the one that decides the length is ' +
        '`length_km.observation`.',
      networkClaim,
      CLAIMS_SHOWN_MAX
    ),
    corridors: texts('The corridors of which it is a part.', ['kkh']),
    closures: list(
      'What is known to shut it, its ends or the places inside it now.',
      closureSchema,
      CLAIMS_SHOWN_MAX
    )
  }
)
export type LegDetail = z.output<typeof legDetailSchema>

export const listLegsQuery = {
  place: idList('Only legs that end at one of these places or pass it.', ['peshawar']).optional(),
  country: idList('Only legs that lie in one of these countries or touch it.', ['AFG']).optional(),
  mode: wordList(LEG_MODES, 'Only legs of these modes.', ['rail']).optional(),
  state: wordList(LEG_STATES, 'Only legs in these states.', ['planned']).optional(),
  part_of: idList('Only legs that are a part of these railways or corridors.', [
    'uap-railway'
  ]).optional(),
  corridor: idList('Only legs of these corridors.', ['uap-older']).optional()
}
