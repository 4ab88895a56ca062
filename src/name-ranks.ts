// How well known a name is. Of several entities with the same key, those of the lowest rank are
// meant.

/**
 * `code` is for ids and codes. `name`, `english` and `local` are for countries: short names and
 * aliases, other names in English, other names in the languages of the corridor. So no entity of
 * another kind can take such a name from a country. `territory` and `place` are the names and
 * aliases of all others. `foreign` are names of countries in all other languages.
 */
export const RANK = {
  code: 0,
  name: 1,
  english: 2,
  local: 3,
  territory: 4,
  place: 5,
  foreign: 6
} as const

/** The ranks of names that people write in English. */
export const ENGLISH_RANKS = [RANK.code, RANK.name, RANK.english, RANK.territory, RANK.place]
