// What the app asks the database, seen where every statement has to pass: at the statements of
// better-sqlite3 themselves.
import type SQLite from 'better-sqlite3'
import type { Test } from 'tap'

export type Executed = { sql: string; parameters: unknown[] }
type Run = (this: SQLite.Statement, ...parameters: unknown[]) => unknown

/** The look at the newest revision, which runs on a timer of its own. */
const REVISION_POLL = /^SELECT revision, finished FROM import/

/** Records every statement executed until the test ends. Empty the list to begin anew. */
export function recordStatements(t: Test, client: SQLite.Database): Executed[] {
  const executed: Executed[] = []
  const prototype: Record<string, Run> = Object.getPrototypeOf(client.prepare('SELECT 1'))
  for (const name of ['all', 'get', 'run', 'iterate']) {
    const original = prototype[name] as Run
    prototype[name] = function (...parameters) {
      if (!REVISION_POLL.test(this.source) && this.database === client)
        executed.push({ sql: this.source, parameters })
      return original.apply(this, parameters)
    }
    t.teardown(() => {
      prototype[name] = original
    })
  }
  return executed
}
