// What a database holds, small enough to compare and to read in a failure: per table the number of
// rows and a digest of them.
import { createHash } from 'node:crypto'
import type SQLite from 'better-sqlite3'

export type Dump = Record<string, { rows: number; digest: string }>

/** Every table, the migrator's own included. Equal dumps hold equal rows, to the byte. */
export function dump(client: SQLite.Database): Dump {
  return Object.fromEntries(
    tableNames(client).map((table) => {
      const rows = rowsOf(client, table)
      const digest = createHash('sha256').update(rows.join('\n')).digest('hex').slice(0, 16)
      return [table, { rows: rows.length, digest }]
    })
  )
}

/** The rows as JSON, in the order of the texts. SQLite makes them, because there are many. */
function rowsOf(client: SQLite.Database, table: string): string[] {
  const columns = client.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const row = `json_array(${columns.map((name) => `"${name}"`).join()})`
  return client
    .prepare(`SELECT ${row} AS row FROM "${table}" ORDER BY row`)
    .pluck()
    .all() as string[]
}

/** How many rows each table has. */
export function rowCounts(client: SQLite.Database): Record<string, number> {
  return Object.fromEntries(Object.entries(dump(client)).map(([table, { rows }]) => [table, rows]))
}

function tableNames(client: SQLite.Database): string[] {
  return client
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
    .pluck()
    .all() as string[]
}
