// The ids that an import has met so far, in a table of the connection that is gone with the
// transaction: millions of them take no memory.
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { type SQL, sql } from './orm.ts'
import type { Snapshot } from './store.ts'

export type SeenIds = {
  /** Adds ids of a noun, each given once; says which of them were there already. */
  add: (noun: string, ids: readonly string[]) => Promise<Set<string>>
  /** Which of the ids of a noun were added. */
  among: (noun: string, ids: readonly string[]) => Promise<Set<string>>
  end: () => Promise<void>
}

/** Begins with no ids. Only one such table a transaction. */
export async function seenIds(snapshot: Snapshot): Promise<SeenIds> {
  const { run, ids: idsOf, listed } = spoken(snapshot)
  await run(
    sql`CREATE TEMPORARY TABLE seen_id (noun text NOT NULL, id text NOT NULL, PRIMARY KEY (noun, id))`
  )
  return {
    async add(noun, ids) {
      const added = new Set(
        await idsOf(
          sql`INSERT INTO seen_id SELECT ${noun}, value FROM ${listed(ids)} AS given WHERE true ON CONFLICT DO NOTHING RETURNING id`
        )
      )
      return new Set(ids.filter((id) => !added.has(id)))
    },
    async among(noun, ids) {
      return new Set(
        await idsOf(
          sql`SELECT id FROM seen_id WHERE noun = ${noun} AND id IN (SELECT value FROM ${listed(ids)} AS given)`
        )
      )
    },
    async end() {
      await run(sql`DROP TABLE seen_id`)
    }
  }
}

type Spoken = {
  run: (statement: SQL) => Promise<unknown>
  ids: (statement: SQL) => Promise<string[]>
  listed: (ids: readonly string[]) => SQL
}

/**
 * Statements written by hand are run in another way on each engine, and a list given as JSON has
 * another name.
 */
function spoken({ engine, db }: Snapshot): Spoken {
  if (engine === 'sqlite')
    return {
      run: async (statement) => db.run(statement),
      ids: async (statement) => db.all<{ id: string }>(statement).map(({ id }) => id),
      listed: (ids) => sql`json_each(${JSON.stringify(ids)})`
    }
  const postgres = db as unknown as NodePgDatabase
  return {
    run: (statement) => postgres.execute(statement),
    ids: async (statement) =>
      (await postgres.execute<{ id: string }>(statement)).rows.map(({ id }) => id),
    listed: (ids) => sql`json_array_elements_text(${JSON.stringify(ids)}::json)`
  }
}
