// What a database holds, small enough to compare and to read in a failure: per table the number of
// rows and a digest of them.
import { createHash } from 'node:crypto'
import type SQLite from 'better-sqlite3'

export type Dump = Record<string, { rows: number; digest: string }>

/** Every table, the migrator's own included. Equal dumps hold equal rows, to the byte. */
export function dump(client: SQLite.Database): Dump {
  return Object.fromEntries(
    tableNames(client).map((table) => {
      const rows = client
        .prepare(`SELECT * FROM "${table}"`)
        .raw()
        .all()
        .map((row) => JSON.stringify(row))
      return [
        table,
        {
          rows: rows.length,
          digest: createHash('sha256').update(rows.sort().join('\n')).digest('hex').slice(0, 16)
        }
      ]
    })
  )
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
