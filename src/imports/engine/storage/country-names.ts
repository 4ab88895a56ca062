// All names of countries that the npm packages world-countries and i18n-iso-countries know.
import type { Countries, Country } from 'world-countries'
import { NAME_LANGUAGES } from '../../../vocabularies.ts'

/** A name of a country in a language; null for spellings whose language is not said. */
export type CountryName = { name: string; language: string | null }
type Locales = typeof import('i18n-iso-countries')

/** The languages in which names are searched for a part of them, too. */
export const SEARCHED_LANGUAGES: ReadonlySet<string> = new Set(NAME_LANGUAGES)

/** The names of these countries in all languages of both packages, by alpha-3 code. */
export async function readCountryNames(
  codes: readonly string[]
): Promise<ReadonlyMap<string, readonly CountryName[]>> {
  // The types of the package describe the module as its own default export.
  const { default: facts } = (await import('world-countries')) as unknown as { default: Countries }
  const { default: iso } = await import('i18n-iso-countries')
  const wanted = new Set(codes)
  const named = facts.filter(({ cca3 }) => wanted.has(cca3))
  return new Map(named.map((country) => [country.cca3, namesOf(country, iso).map(trim)]))
}

function namesOf({ cca2, name, altSpellings, translations }: Country, iso: Locales): CountryName[] {
  return [
    ...[name.common, name.official].map((text) => ({ name: text, language: 'en' })),
    ...altSpellings.map((text) => ({ name: text, language: null })),
    ...isoNames(cca2, iso),
    ...Object.values({ ...name.native, ...translations }).flatMap(({ common, official }) =>
      [common, official].map((text) => ({ name: text, language: 'other' }))
    )
  ]
}

/** Some names of the packages end in a blank. */
function trim({ name, language }: CountryName): CountryName {
  return { name: name.trim(), language }
}

function isoNames(iso2: string, iso: Locales): CountryName[] {
  return iso
    .getSupportedLanguages()
    .flatMap((language) =>
      (iso.getName(iso2, language, { select: 'all' }) ?? []).map((name) => ({ name, language }))
    )
}
