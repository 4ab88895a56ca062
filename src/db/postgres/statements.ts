// One `Db` for all connections of a store, so that Drizzle builds each statement once for all of
// them. It sends a statement on the connection of the snapshot in which the statement runs. Each
// store has its own, because a copy writes to one store within a snapshot of another. Statements
// have names, because PostgreSQL parses a named statement only once on each connection.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createRequire } from 'node:module'
import type { PoolClient, QueryConfig, QueryResult } from 'pg'
import type { Db } from '../store.ts'

// Required instead of imported: see orm.ts. Loaded only for PostgreSQL.
const { drizzle }: typeof import('drizzle-orm/node-postgres') = createRequire(import.meta.url)(
  'drizzle-orm/node-postgres'
)

/** More statements than clients use in practice. Further ones are parsed each time. */
const NAMES_MAX = 500
const names = new Map<string, string>()

/** Sends a statement on a connection that belongs to a snapshot. */
export type Send = (config: QueryConfig, values: unknown[]) => Promise<QueryResult>

/** `sendBy` runs what sends its statements by `send`, also after it has waited for some of them. */
export type Sender = {
  db: Db
  sendBy: <T>(send: Send, run: () => Promise<T>) => Promise<T>
}

/** Makes the `Db` of a store. */
export function makeSender(): Sender {
  const sending = new AsyncLocalStorage<Send>()
  const client = {
    // Drizzle names a statement only if its query says so. Here each text gets a name.
    async query(config: QueryConfig, values: unknown[]) {
      const send = sending.getStore()
      if (!send) throw new Error('a statement is sent outside of its snapshot')
      return send({ ...config, name: nameOf(config.text) }, values)
    }
  }
  return {
    // Drizzle uses only the method `query` of a client. The database of PostgreSQL is declared
    // equal to that of SQLite only here. Queries are written against the SQLite builder, and this
    // builder supports everything that they use.
    db: drizzle(client as unknown as PoolClient) as unknown as Db,
    // A query of Drizzle is sent when somebody waits for it, so that has to happen in here.
    sendBy: (send, run) => sending.run(send, async () => await run())
  }
}

// An empty name means no name: such a statement is parsed, run and forgotten.
function nameOf(text: string): string {
  const found = names.get(text)
  if (found || names.size >= NAMES_MAX) return found ?? ''
  const name = `s${names.size}`
  names.set(text, name)
  return name
}
