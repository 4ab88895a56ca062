import type { z } from 'zod'
import { component, numberOrNull, text, textOrNull, texts } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { idList, searchTerm, wordList } from '../http/parameters.ts'
import { ENTITY_KINDS } from '../vocabularies.ts'
import { entityKindSchema } from '../vocabulary-schemas.ts'

export const entitySchema = component('Entity', 'A thing that figures are about.', {
  id: text(
    'The id of the entity: the ISO 3166-1 alpha-3 code for a country, a short name for ' +
      'everything else.',
    'karachi-port'
  ),
  kind: field(entityKindSchema, 'The kind of the entity.', 'port'),
  name: text('The name in English.', 'Karachi Port'),
  countries: texts(
    'The countries that the entity lies in; empty for groups, and for lines across ' +
      'borders, which have `members`.',
    ['PAK']
  ),
  latitude: numberOrNull(
    'The latitude in degrees north (WGS 84); null if no source gives it.',
    24.876483
  ),
  longitude: numberOrNull(
    'The longitude in degrees east (WGS 84); null if no source gives it.',
    66.933709
  ),
  members: texts(
    'For a group: its countries. For a corridor, route or railway: the countries on the ' +
      'way, in order.',
    []
  ),
  note: textOrNull(
    'A note for careful readers.',
    'UN/LOCODE PKKHI; coordinates from the given port file (searoute-py)'
  )
})
export type Entity = z.output<typeof entitySchema>

export const listEntitiesQuery = {
  kind: wordList(ENTITY_KINDS, 'Only entities of these kinds.', ['port']).optional(),
  country: idList(
    'Only entities that lie in one of these countries, lead through it or have it as a ' +
      'member, and the countries themselves.',
    ['PAK']
  ).optional(),
  q: searchTerm(
    1,
    'Only entities whose id, note or one of their names contains this text, in upper or lower ' +
      'case. Those with this name come first.',
    'karachi'
  ).optional()
}
