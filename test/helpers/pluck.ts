import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { sql } from '../../src/db/orm.ts'
import type { Store } from '../../src/db/store.ts'

/** The first column of the result of a statement, on any engine. */
export async function pluck<T = string>(store: Store, statement: string): Promise<T[]> {
  return store.snapshot(async ({ engine, db }) => {
    if (engine === 'sqlite') return db.values<[T]>(sql.raw(statement)).map(([first]) => first)
    const { rows } = await (db as unknown as NodePgDatabase).execute<Record<string, unknown>>(
      sql.raw(statement)
    )
    return rows.map((row) => Object.values(row)[0] as T)
  })
}
