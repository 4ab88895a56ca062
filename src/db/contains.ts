import type { SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { fold } from '../search-text.ts'
import { sql } from './orm.ts'

/** The term, folded like search texts, with the wildcards of LIKE escaped. */
export function likeTerm(term: string): string {
  return fold(term)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\%_]/g, '\\$&')
}

/** A condition: the folded search text contains the term. No condition without a term. */
export function contains(
  searchText: AnySQLiteColumn | SQL,
  term: string | undefined
): SQL | undefined {
  return term === undefined
    ? undefined
    : sql`${searchText} like ${`%${likeTerm(term)}%`} escape '\\'`
}

/** A condition: a word of the folded search text begins with the term. */
export function containsWord(searchText: AnySQLiteColumn, term: string): SQL {
  const like = likeTerm(term)
  return sql`(${searchText} like ${`%\n${like}%`} escape '\\' or ${searchText} like ${`% ${like}%`} escape '\\')`
}
