// Which engine a database is on, for the few who have nothing but the database.
import type { Db, Engine } from './store.ts'

/**
 * Drizzle's databases differ in how a statement is run that returns nothing: SQLite's has a method
 * for it.
 */
export function engineOf(db: Db): Engine {
  return 'run' in db ? 'sqlite' : 'postgres'
}
