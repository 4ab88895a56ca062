// Finds out whether the file of a served database can still be read: the connection that serves
// would answer from its memory and from a deleted file.
import { type Stats, statSync } from 'node:fs'
import type SQLite from 'better-sqlite3'
import { NotReady } from '../store.ts'
import { codeOf } from './errors.ts'

const DAMAGED = ['SQLITE_CORRUPT', 'SQLITE_NOTADB']
const REMOVED = 'The file of the database was removed while the service has it open.'
const REPLACED =
  'The file of the database was replaced while the service has it open. Restart the service.'

export type Probe = {
  /** Throws if the file cannot be read, or is not the file that was opened. */
  run: () => void
  close: () => void
}
type Reading = { client: SQLite.Database; statements: SQLite.Statement[] }

/**
 * Makes a probe of a file that was opened just now. It reads both ends of every table and index,
 * and one row of each table by chance: some hundred pages, however large the file is. `connect`
 * opens a connection that has none of them in memory.
 */
export function probeFile(file: string, connect: () => SQLite.Database): Probe {
  const opened = statSync(file, { throwIfNoEntry: false })
  let reading: Reading | undefined
  const close = () => {
    reading?.client.close()
    reading = undefined
  }
  return {
    run() {
      refuseOther(opened, statSync(file, { throwIfNoEntry: false }))
      try {
        reading ??= prepareReading(connect())
        reading.client.pragma('shrink_memory')
        for (const statement of reading.statements) statement.get()
      } catch (error) {
        close()
        if (!DAMAGED.some((code) => codeOf(error).startsWith(code))) throw error
        throw new NotReady('The file of the database is damaged.', { cause: error })
      }
    },
    close
  }
}

function refuseOther(opened: Stats | undefined, found: Stats | undefined): void {
  if (!found) throw new NotReady(REMOVED)
  if (found.ino !== opened?.ino || found.dev !== opened.dev) throw new NotReady(REPLACED)
}

function prepareReading(client: SQLite.Database): Reading {
  try {
    const texts = [...readTables(client), ...readIndexes(client)]
    return { client, statements: texts.map((text) => client.prepare(text)) }
  } catch (error) {
    client.close()
    throw error
  }
}

function readTables(client: SQLite.Database): string[] {
  const names = client
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
    )
    .pluck()
    .all()
  return names
    .map(quote)
    .flatMap((table) => [
      `SELECT * FROM ${table} ORDER BY rowid LIMIT 1`,
      `SELECT * FROM ${table} ORDER BY rowid DESC LIMIT 1`,
      `SELECT * FROM ${table} WHERE rowid >= abs(random() % (SELECT max(rowid) FROM ${table})) ` +
        'ORDER BY rowid LIMIT 1'
    ])
}

type Index = { name: string; tbl_name: string; sql: string; first: string }

/** The ends of each index by its first column. An index of a part of its table says which part. */
function readIndexes(client: SQLite.Database): string[] {
  const indexes = client
    .prepare<[], Index>(
      'SELECT m.name, m.tbl_name, m.sql, i.name AS first FROM sqlite_master AS m ' +
        "JOIN pragma_index_info(m.name) AS i WHERE m.type = 'index' AND m.sql IS NOT NULL " +
        'AND i.seqno = 0 AND i.name IS NOT NULL'
    )
    .all()
  return indexes.flatMap(({ name, tbl_name, sql, first }) => {
    const [part = ''] = /\bWHERE\b.*$/is.exec(sql) ?? []
    const from = `SELECT 1 FROM ${quote(tbl_name)} INDEXED BY ${quote(name)} ${part}`
    return ['', 'DESC'].map((order) => `${from} ORDER BY ${quote(first)} ${order} LIMIT 1`)
  })
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
