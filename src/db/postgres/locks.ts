// Keeps a table that somebody has locked from taking all connections of readers. A statement waits
// for a lock only a short time (connect.ts). Once one has waited in vain, one statement at a time
// tries the table again; others that read it are refused at once, because they would wait, too.
import type { PoolClient } from 'pg'
import { DatabaseUnavailable } from '../store.ts'
import { isLocked } from './errors.ts'

/** Only this mode keeps readers out. They also wait behind somebody who waits for such a lock. */
const LOCKED_TABLES = `
  SELECT DISTINCT class.relname FROM pg_locks AS lock
  LEFT JOIN pg_index AS index ON index.indexrelid = lock.relation
  JOIN pg_class AS class ON class.oid = coalesce(index.indrelid, lock.relation)
  WHERE lock.mode = 'AccessExclusiveLock'
  AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())`

const TABLES_READ = /\b(?:from|join) "(\w+)"/g

export type Locks = ReturnType<typeof watchLocks>

/** Starts without any table that is known to be locked. */
export function watchLocks() {
  let locked: ReadonlySet<string> = new Set()
  const tried = new Set<string>()

  return {
    /** Sends a statement on a connection, unless another one waits for the same table already. */
    async send<T>(client: PoolClient, text: string, send: () => Promise<T>): Promise<T> {
      const tables = locked.size === 0 ? [] : tablesIn(text).filter((table) => locked.has(table))
      if (tables.some((table) => tried.has(table)))
        throw new DatabaseUnavailable(new Error(`somebody has locked ${tables.join(', ')}`))
      for (const table of tables) tried.add(table)
      try {
        const answer = await send()
        if (tables.length > 0) locked = locked.difference(new Set(tables))
        return answer
      } catch (error) {
        // What is lost here shows at the next statement.
        if (isLocked(error)) locked = await readLocked(client).catch(() => locked)
        throw error
      } finally {
        for (const table of tables) tried.delete(table)
      }
    }
  }
}

function tablesIn(text: string): string[] {
  return [...text.matchAll(TABLES_READ)].map(([, table = '']) => table)
}

async function readLocked(client: PoolClient): Promise<Set<string>> {
  const { rows } = await client.query<{ relname: string }>(LOCKED_TABLES)
  return new Set(rows.map(({ relname }) => relname))
}
