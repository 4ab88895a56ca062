import { z } from 'zod'
import {
  component,
  extended,
  list,
  numberOrNull,
  text,
  textOrNull,
  texts,
  whole
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { COUNT_MAX } from '../http/limits.ts'
import { flag, oneId, searchTerm, wordList } from '../http/parameters.ts'
import { NAME_LANGUAGES, REGIONS } from '../vocabularies.ts'
import { regionSchema } from '../vocabulary-schemas.ts'

const KAZAKHSTAN = {
  en: 'Kazakhstan',
  ru: 'Казахстан',
  ur: 'قازقستان',
  kk: 'Қазақстан',
  uz: 'Qozogʻiston',
  ky: 'Казакстан',
  tg: 'Қазоқистон',
  tk: 'Gazagystan',
  fa: 'قزاقستان',
  zh: '哈萨克斯坦',
  ps: 'قزاقستان',
  az: 'Qazaxıstan',
  ka: 'ყაზახეთი',
  mn: 'Казахстан',
  tr: 'Kazakistan',
  ar: 'كازاخستان',
  hi: 'कज़ाखिस्तान'
} as const satisfies Record<(typeof NAME_LANGUAGES)[number], string>

const LANGUAGE_NAMES = new Intl.DisplayNames(['en'], { type: 'language' })
const nameFields = Object.fromEntries(
  NAME_LANGUAGES.map((language) => [
    language,
    textOrNull(`Its name in ${LANGUAGE_NAMES.of(language)}.`, KAZAKHSTAN[language])
  ])
) as Record<(typeof NAME_LANGUAGES)[number], z.ZodNullable<z.ZodString>>

const countryFields = {
  code: text('ISO 3166-1 alpha-3 code.', 'KAZ'),
  iso2: text('ISO 3166-1 alpha-2 code.', 'KZ'),
  numeric: text('ISO 3166-1 numeric code, three digits.', '398'),
  name: text('Short name in English.', 'Kazakhstan'),
  official_name: text('Official name in English.', 'Republic of Kazakhstan'),
  names: component(
    'CountryNames',
    'Its name in the languages of the corridor, by ISO 639-1 code; null where the package ' +
      'has none.',
    nameFields
  ),
  capital: textOrNull('Capital; several are parted by commas.', 'Astana'),
  region: field(regionSchema, 'Part of the world.', 'Asia'),
  subregion: textOrNull('Part of the region.', 'Central Asia'),
  landlocked: field(
    z.boolean(),
    'Whether it has no coast on an ocean or a sea joined to one.',
    true
  ),
  area_km2: numberOrNull('Area in square kilometres.', 2724900),
  latitude: numberOrNull('Latitude of its middle, in degrees north.', 48),
  longitude: numberOrNull('Longitude of its middle, in degrees east.', 68),
  borders: texts('Countries it shares a land border with.', ['CHN', 'KGZ', 'RUS', 'TKM', 'UZB']),
  currencies: texts('ISO 4217 codes of its currencies.', ['KZT']),
  groups: texts('Groups it is a member of: ids of entities.', ['CAS5', 'carec', 'cas5-afg-aze'])
}

export const countrySchema = component('Country', 'A country of ISO 3166-1.', countryFields)
export type Country = z.output<typeof countrySchema>

const countryMetric = component('CountryMetric', 'A metric the country appears in.', {
  id: text('Id of the metric.', 'goods_trade'),
  role: field(
    z.enum(['subject', 'partner']),
    'Whether the figures are about this country, or it is their other side.',
    'subject'
  ),
  observations: whole(1, COUNT_MAX, 'How many claims there are.', 19)
})

export const countryDetailSchema = extended(
  countrySchema,
  'CountryDetail',
  'A country with the metrics it appears in.',
  { metrics: list('The metrics it appears in, by id and role.', countryMetric) }
)
export type CountryDetail = z.output<typeof countryDetailSchema>

export const listCountriesQuery = {
  group: oneId('Only members of this group: id of an entity of kind group.', 'CAS5').optional(),
  landlocked: flag('Only countries without a coast, or only those with one.', true).optional(),
  region: wordList(REGIONS, 'Only these parts of the world.', ['Asia']).optional(),
  has_data: flag(
    'Only countries that figures are about or with, or only the others.',
    true
  ).optional(),
  q: searchTerm(
    1,
    'Only countries whose code or name, in any of the languages, holds this text.',
    'стан'
  ).optional()
}
