// Puts together all names by which an entity is known.
import { nameKey } from '../../../name-key.ts'
import { RANK } from '../../../name-ranks.ts'
import { type CountryName, SEARCHED_LANGUAGES } from './country-names.ts'

type Named = { id: string; kind: string; name: string; note: string | null }
type Codes = { iso2: string; numeric: string; official_name: string; names: object }
/** What names of an entity are made of; `codes` and `packaged` only for countries. */
export type NameOrigins = {
  entity: Named
  aliases: readonly { name: string }[]
  codes?: Codes | undefined
  packaged?: readonly CountryName[] | undefined
}
/** A name with its rank; `isSearched` if searches look for parts of it. */
type KnownName = { name: string; rank: number; isSearched: boolean }
export type NameRow = { key: string; entity: string; rank: number; name: string }

/** All names as rows, each key once by its lowest rank, and the texts that searches look in. */
export function composeNames(origins: NameOrigins): { rows: NameRow[]; searched: string[] } {
  const { entity } = origins
  const known = [...ownNames(origins), ...countryNames(origins)]
  const rows = new Map<string, NameRow>()
  for (const { name, rank } of known.toSorted((a, b) => a.rank - b.rank)) {
    const key = nameKey(name)
    if (key !== '' && !rows.has(key)) rows.set(key, { key, entity: entity.id, rank, name })
  }
  const searched = known.filter(({ isSearched }) => isSearched).map(({ name }) => name)
  return { rows: [...rows.values()], searched: [...searched, entity.note ?? ''].filter(Boolean) }
}

function ownNames({ entity, aliases }: NameOrigins): KnownName[] {
  const rank = rankOf(entity)
  return [
    { name: entity.id, rank: RANK.code, isSearched: true },
    { name: entity.name, rank, isSearched: true },
    ...aliases.map(({ name }) => ({ name, rank, isSearched: true }))
  ]
}

function rankOf({ kind }: Named): number {
  if (kind === 'country') return RANK.name
  return kind === 'territory' ? RANK.territory : RANK.place
}

function countryNames({ codes, packaged = [] }: NameOrigins): KnownName[] {
  if (!codes) return []
  const { iso2, numeric, official_name, names } = codes
  return [
    ...[iso2, numeric].map((name) => ({ name, rank: RANK.code, isSearched: true })),
    // Spreadsheets take the zeros from 004.
    { name: String(Number(numeric)), rank: RANK.code, isSearched: false },
    { name: official_name, rank: RANK.english, isSearched: true },
    ...Object.values(names)
      .filter((name) => name !== null)
      .map((name) => ({ name: String(name), rank: RANK.local, isSearched: true })),
    ...packaged.map(({ name, language }) => {
      const isLocal = language !== null && SEARCHED_LANGUAGES.has(language)
      const rank = isLocal ? RANK.local : RANK.foreign
      return {
        name,
        rank: language === null || language === 'en' ? RANK.english : rank,
        isSearched: language === null || isLocal
      }
    })
  ]
}
