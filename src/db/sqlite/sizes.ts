// The size of a SQLite database and of its log.
import { stat } from 'node:fs/promises'
import type SQLite from 'better-sqlite3'

/** Reads the sizes from the file system, because a statement would not see the log. */
export async function readSizes(
  client: SQLite.Database
): Promise<{ database: number; log: number | null }> {
  if (client.memory) {
    const pages = Number(client.pragma('page_count', { simple: true }))
    return { database: pages * Number(client.pragma('page_size', { simple: true })), log: null }
  }
  const { size } = await stat(client.name)
  return { database: size, log: await sizeOfLog(client.name) }
}

/** The log is removed when the last connection closes. */
async function sizeOfLog(file: string): Promise<number> {
  try {
    return (await stat(`${file}-wal`)).size
  } catch {
    return 0
  }
}
