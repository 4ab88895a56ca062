// A part of a table in which a feed looks for events.
import type { SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { sql } from '../db/orm.ts'
import type { Matter } from './lead-queries.ts'
import type { Step } from './positions.ts'

/** What finds rows where they are few. */
export type Leading =
  | 'observation'
  | 'observation_history'
  | 'projection'
  | 'checks'
  | 'corrections'
  | 'assessments'
/** Leads that find more than the question is about: ids, some of whose versions are. */
export const BY_ID: readonly (Leading | undefined)[] = ['corrections', 'assessments']

/**
 * A part of a table whose rows are events of one step. `event` decides whether a row is one, and
 * `about` whether the question is about it. The index by `revision` begins with `scope`.
 */
export type EventSource = {
  name: string
  step: Step
  table: SQLiteTable
  revision: SQLiteColumn
  id: SQLiteColumn
  scope?: SQL | undefined
  event?: SQL | undefined
  about: SQL | undefined
  /** What finds the rows if they are few: the leads of a table, or ids that those find. */
  leads: Leading | undefined
}

/** What the rows of a table under an alias are about. */
export function matterOf(alias: string): Matter {
  const column = (name: string) => sql.raw(`${alias}.${name}`)
  return { metric: column('metric'), subject: column('subject'), partner: column('partner') }
}
