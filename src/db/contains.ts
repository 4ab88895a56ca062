import type { SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { fold } from '../search-text.ts'
import { sql } from './orm.ts'

/** The term folded as search texts are, with the wildcards of LIKE taken literally. */
export function likeTerm(term: string): string {
  return fold(term)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\%_]/g, '\\$&')
}

/** True where the folded search text holds the term anywhere. */
export function contains(searchText: AnySQLiteColumn, term: string): SQL {
  return sql`${searchText} like ${`%${likeTerm(term)}%`} escape '\\'`
}
