import type { z } from 'zod'
import { component, numberOrNull, text, textOrNull, texts } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { idList, searchTerm, wordList } from '../http/parameters.ts'
import { ENTITY_KINDS } from '../vocabularies.ts'
import { entityKindSchema } from '../vocabulary-schemas.ts'

export const entitySchema = component('Entity', 'Whom or what a figure is about.', {
  id: text(
    'Id of the entity: ISO 3166-1 alpha-3 for countries, a short name for everything else.',
    'karachi-port'
  ),
  kind: field(entityKindSchema, 'What it is.', 'port'),
  name: text('Its name in English.', 'Karachi Port'),
  countries: texts(
    'The countries it lies in; empty for groups and for lines across borders, which have ' +
      'members.',
    ['PAK']
  ),
  latitude: numberOrNull('Degrees north (WGS 84), where a source gives it.', 24.876483),
  longitude: numberOrNull('Degrees east (WGS 84), where a source gives it.', 66.933709),
  members: texts(
    'Of a group: its countries. Of a corridor, route or railway: the countries on the way, ' +
      'in order.',
    []
  ),
  note: textOrNull(
    'What a careful reader should know.',
    'UN/LOCODE PKKHI; coordinates from the given port file (searoute-py)'
  )
})
export type Entity = z.output<typeof entitySchema>

export const listEntitiesQuery = {
  kind: wordList(ENTITY_KINDS, 'Only these kinds.', ['port']).optional(),
  country: idList(
    'Only what lies in one of these countries, leads through it or has it as a member, and ' +
      'the countries themselves.',
    ['PAK']
  ).optional(),
  q: searchTerm(
    1,
    'Only entities whose id, name or note holds this text, in any case; countries by their ' +
      'names in all languages.',
    'karachi'
  ).optional()
}
