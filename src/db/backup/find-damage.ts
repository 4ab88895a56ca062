import type SQLite from 'better-sqlite3'

/** More would not help a reader. */
const SHOWN_MAX = 20

/**
 * Reads every page of a SQLite database. Returns what is damaged, in words, at most twenty lines of
 * each kind; empty if all is well.
 */
export function findDamage(client: SQLite.Database): string[] {
  const lines = client.pragma(`integrity_check(${SHOWN_MAX})`) as { integrity_check: string }[]
  const found = lines.map((line) => line.integrity_check)
  return [...found.filter((line) => line !== 'ok'), ...findOrphans(client)]
}

type Orphan = { table: string; rowid: number | null; parent: string }

function findOrphans(client: SQLite.Database): string[] {
  const orphans = client.pragma('foreign_key_check') as Orphan[]
  return orphans
    .slice(0, SHOWN_MAX)
    .map(({ table, rowid, parent }) => `row ${rowid} of ${table} refers to no row of ${parent}`)
}
