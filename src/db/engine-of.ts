// Finds out the engine of a database, for code that has nothing but the database.
import type { Db, Engine } from './store.ts'

/**
 * The databases of Drizzle differ in how they run a statement without results: only SQLite has the
 * method `run`.
 */
export function engineOf(db: Db): Engine {
  return 'run' in db ? 'sqlite' : 'postgres'
}
