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
import { observationSchema, periodLabel, sourceReference } from '../observations/schemas.ts'
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
    textOrNull(`The name in ${LANGUAGE_NAMES.of(language)}.`, KAZAKHSTAN[language])
  ])
) as Record<(typeof NAME_LANGUAGES)[number], z.ZodNullable<z.ZodString>>

const countryFields = {
  code: text('The ISO 3166-1 alpha-3 code.', 'KAZ'),
  iso2: text('The ISO 3166-1 alpha-2 code.', 'KZ'),
  numeric: text('The ISO 3166-1 numeric code, three digits.', '398'),
  name: text('The short name in English.', 'Kazakhstan'),
  official_name: text('The official name in English.', 'Republic of Kazakhstan'),
  names: component(
    'CountryNames',
    'The names of a country in the languages of the corridor, by ISO 639-1 code; null if ' +
      'the package of names has none.',
    nameFields
  ),
  capital: textOrNull('The capital; several are separated by commas.', 'Astana'),
  region: field(regionSchema, 'The part of the world.', 'Asia'),
  subregion: textOrNull('The part of the region.', 'Central Asia'),
  landlocked: field(
    z.boolean(),
    'Whether the country has no coast on an ocean, or on a sea that is joined to an ocean.',
    true
  ),
  area_km2: numberOrNull('The area in square kilometres.', 2724900),
  latitude: numberOrNull('The latitude of the middle, in degrees north.', 48),
  longitude: numberOrNull('The longitude of the middle, in degrees east.', 68),
  borders: texts('The countries with a common land border.', ['CHN', 'KGZ', 'RUS', 'TKM', 'UZB']),
  currencies: texts('The ISO 4217 codes of the currencies.', ['KZT']),
  groups: texts('The groups that the country is a member of: ids of entities.', [
    'CAS5',
    'carec',
    'cas5-afg-aze'
  ])
}

export const countrySchema = component('Country', 'A country of ISO 3166-1.', countryFields)
export type Country = z.output<typeof countrySchema>

const countryMetric = component('CountryMetric', 'A metric the country appears in.', {
  id: text('The id of the metric.', 'goods_trade'),
  role: field(
    z.enum(['subject', 'partner']),
    'Whether the country is the subject of the figures, or the partner.',
    'subject'
  ),
  observations: whole(1, COUNT_MAX, 'The number of claims.', 19)
})

const { value, low, high, bound, unit, status, note, attributed_to } = observationSchema.shape

const keyFigure = component(
  'KeyFigure',
  'The newest yearly figure of a metric that people look for first.',
  {
    metric: text('The id of the metric.', 'population'),
    name: text('The name of the metric.', 'Population'),
    short_name: textOrNull('A name of the metric that fits a chart.', 'Population'),
    unit,
    period: text('The year of the figure.', '2024'),
    period_label: periodLabel('2024'),
    value,
    low,
    high,
    bound,
    status,
    note,
    observation: text(
      'The id of the claim; `/v1/observations/{id}` shows all of it.',
      'worldbank-population-KAZ-2024'
    ),
    series: text(
      'The id of the series; `/v1/series/{id}` shows the years before.',
      'population~KAZ~~~~~P1Y-01'
    ),
    attributed_to,
    source: sourceReference
  }
)
export type KeyFigure = z.output<typeof keyFigure>

export const countryDetailSchema = extended(
  countrySchema,
  'CountryDetail',
  'A country with its newest key figures and the metrics it appears in.',
  {
    key_figures: list(
      'Population, GDP, GDP per head, inflation, goods trade and LPI score, as far as there are ' +
        'yearly figures: for each the newest one, chosen by the rule `preferred` of `/v1/series`.',
      keyFigure
    ),
    metrics: list('The metrics that the country appears in, by id and role.', countryMetric)
  }
)
export type CountryDetail = z.output<typeof countryDetailSchema>

export const listCountriesQuery = {
  group: oneId('Only members of this group: the id of an entity of kind group.', 'CAS5').optional(),
  landlocked: flag(
    '`true`: only countries without a coast. `false`: only countries with one.',
    true
  ).optional(),
  region: wordList(REGIONS, 'Only countries in these parts of the world.', ['Asia']).optional(),
  has_data: flag(
    '`true`: only countries that are subject or partner of figures. `false`: only the others.',
    true
  ).optional(),
  q: searchTerm(
    1,
    'Only countries of which a code or a name, in any of the languages, contains this text. ' +
      'Those with this name come first.',
    'стан'
  ).optional()
}
