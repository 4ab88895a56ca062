// Remembers the ids that an import has met, in a temporary table that ends with the transaction:
// millions of ids take no memory.
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { idsAsRows } from './ids-as-rows.ts'
import { type SQL, sql } from './orm.ts'
import type { Snapshot } from './store.ts'

export type SeenIds = {
  /** Adds ids of a noun, each given once. Returns those that were added before. */
  add: (noun: string, ids: readonly string[]) => Promise<Set<string>>
  /** Returns the ids that were added before. */
  findSeen: (noun: string, ids: readonly string[]) => Promise<Set<string>>
  end: () => Promise<void>
}

/** Starts empty. A transaction can have only one such table. */
export async function seenIds(snapshot: Snapshot): Promise<SeenIds> {
  const { run, ids: idsOf } = dialectOf(snapshot)
  const asRows = (ids: readonly string[]) => idsAsRows(snapshot, ids)
  await run(
    sql`CREATE TEMPORARY TABLE seen_id (
      noun text NOT NULL, id text NOT NULL, PRIMARY KEY (noun, id)
    )`
  )
  return {
    async add(noun, ids) {
      const added = new Set(
        await idsOf(
          sql`INSERT INTO seen_id SELECT ${noun}, value FROM ${asRows(ids)} AS given
            WHERE true ON CONFLICT DO NOTHING RETURNING id`
        )
      )
      return new Set(ids.filter((id) => !added.has(id)))
    },
    async findSeen(noun, ids) {
      return new Set(
        await idsOf(
          sql`SELECT id FROM seen_id WHERE noun = ${noun}
            AND id IN (SELECT value FROM ${asRows(ids)} AS given)`
        )
      )
    },
    async end() {
      await run(sql`DROP TABLE seen_id`)
    }
  }
}

type Dialect = {
  run: (statement: SQL) => Promise<unknown>
  ids: (statement: SQL) => Promise<string[]>
}

/** Each engine runs a handwritten statement in another way. */
function dialectOf({ engine, db }: Snapshot): Dialect {
  if (engine === 'sqlite')
    return {
      run: async (statement) => db.run(statement),
      ids: async (statement) => db.all<{ id: string }>(statement).map(({ id }) => id)
    }
  // Handwritten statements are run in another way by each engine.
  const postgres = db as unknown as NodePgDatabase
  return {
    run: (statement) => postgres.execute(statement),
    ids: async (statement) =>
      (await postgres.execute<{ id: string }>(statement)).rows.map(({ id }) => id)
  }
}
