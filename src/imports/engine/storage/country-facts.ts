// The countries of ISO 3166-1, from the npm packages world-countries (ODbL 1.0) and
// i18n-iso-countries (MIT).
import type { Countries } from 'world-countries'
import type { Names, Tables } from '../../../db/tables/define.ts'
import { NAME_LANGUAGES, REGIONS } from '../../../vocabularies.ts'

export type CountryFacts = Omit<Tables['country']['$inferInsert'], 'names' | 'revision'> & {
  name: string
  names: Names
  latitude: number
  longitude: number
}

// world-countries also lists Kosovo, by a code that ISO 3166-1 has not assigned.
const NOT_ISO = 'UNK'

/** All 249 countries, by alpha-3 code. `name` is the English short name. */
export async function readCountries(): Promise<CountryFacts[]> {
  // The types of the package describe the module as its own default export.
  const { default: facts } = (await import('world-countries')) as unknown as { default: Countries }
  const { default: iso } = await import('i18n-iso-countries')
  return facts
    .filter((country) => country.cca3 !== NOT_ISO)
    .map((country) => ({
      code: country.cca3,
      iso2: country.cca2,
      numeric: country.ccn3,
      name: country.name.common,
      official_name: country.name.official,
      capital: country.capital.filter(Boolean).join(', ') || null,
      region: requireWord(country.region, REGIONS),
      subregion: country.subregion || null,
      landlocked: country.landlocked,
      area: country.area,
      borders: country.borders.filter((code) => code !== NOT_ISO),
      currencies: Object.keys(country.currencies),
      names: Object.fromEntries(
        // Some names of the package end in a blank.
        NAME_LANGUAGES.map((language) => [
          language,
          iso.getName(country.cca2, language)?.trim() ?? null
        ])
      ) as Names,
      latitude: country.latlng[0],
      longitude: country.latlng[1]
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

function requireWord<const T extends string>(word: string, words: readonly T[]): T {
  const found = words.find((candidate) => candidate === word)
  if (!found)
    throw new Error(
      `world-countries names a region "${word}" that is not one of ${words.join(', ')}`
    )
  return found
}
