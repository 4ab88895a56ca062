// Small databases in files, for tests of backups: each revision has a time of its own.
import { closeSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { emptyDatabase } from '../../helpers/app.ts'

const INSERT =
  "INSERT INTO import (revision, kind, started, finished, state, counts, checksum) VALUES (?, 'test', " +
  "?, ?, 'done', '{}', 'x')"

/** Makes a database with a revision for each time. */
export function makeDatabase(file: string, times: readonly string[]): void {
  writeFileSync(file, emptyDatabase())
  const client = connectSqlite(file)
  times.forEach((time, index) => {
    client.prepare(INSERT).run(index + 1, time, time)
  })
  client.pragma('wal_checkpoint(TRUNCATE)')
  client.close()
}

/** The times of the revisions in a file, first to last. */
export function timesIn(file: string): string[] {
  const client = connectSqlite(file, { readonly: true })
  try {
    return client.prepare<[], string>('SELECT finished FROM import ORDER BY revision').pluck().all()
  } finally {
    client.close()
  }
}

/** Adds a revision over a connection that stays open, so that it is only in the log. */
export function addInLog(file: string, revision: number, time: string): { close: () => void } {
  const client = connectSqlite(file)
  client.pragma('wal_autocheckpoint = 0')
  client.prepare(INSERT).run(revision, time, time)
  return client
}

/** Overwrites every seventh page of a file, from the second on. */
export function damage(file: string, { from = 1, every = 7 } = {}): void {
  const bytes = 4_096
  const handle = openSync(file, 'r+')
  const pages = statSync(file).size / bytes
  for (let page = from; page < pages; page += every)
    writeSync(handle, Buffer.alloc(bytes, 0x5a), 0, bytes, page * bytes)
  closeSync(handle)
}
