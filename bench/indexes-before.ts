// The indexes of claims before they were thinned, for a fair comparison in one run.
import { readFileSync } from 'node:fs'
import type SQLite from 'better-sqlite3'

/** The migrations that made them; `0011_thin_indexes` dropped them. */
const MADE_BY = ['0000_initial', '0008_add_products']
const ON_CLAIMS = /CREATE INDEX `observation_\w+` ON `observation` [^;]+;/g

/** Gives the table of claims its earlier indexes instead of those that it has. */
export function bringBackIndexes(client: SQLite.Database): void {
  const names = client
    .prepare(
      "SELECT name FROM sqlite_master WHERE tbl_name = 'observation' AND sql LIKE 'CREATE INDEX%'"
    )
    .pluck()
    .all()
  for (const name of names) client.exec(`DROP INDEX "${name}"`)
  for (const migration of MADE_BY) {
    const file = new URL(`../migrations/sqlite/${migration}.sql`, import.meta.url)
    for (const [statement] of readFileSync(file, 'utf8').matchAll(ON_CLAIMS)) client.exec(statement)
  }
}
