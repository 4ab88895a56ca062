import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import t from 'tap'
import { explainFailure, openWritable } from '../../src/db/open.ts'

t.test('a file that cannot be opened: why, and what to do', async (t) => {
  const { SqliteError } = SQLite
  const explain = (message: string, code: string) => explainFailure(new SqliteError(message, code))
  t.equal(
    explain('database is locked', 'SQLITE_BUSY'),
    'another process has been writing to it for ten seconds. End that process, or start again ' +
      'when it is done'
  )
  t.equal(
    explain('attempt to write a readonly database', 'SQLITE_READONLY_DIRECTORY'),
    'it cannot be written. The service also needs a folder that it can write to, because SQLite ' +
      'keeps its log beside the file. Change the rights, or name another file in DATABASE_URL'
  )
  t.equal(explain('file is not a database', 'SQLITE_NOTADB'), 'file is not a database')
  t.equal(explainFailure('a word'), 'a word')
})

t.test('a new database is for its owner alone; one that exists keeps its mode', async (t) => {
  const folder = join(t.testdir(), 'data')
  const file = join(folder, 'corridor.db')
  /** The modes of the database and of what SQLite keeps beside it, while it is open. */
  const modesOf = async () => {
    const store = await openWritable(`file:${file}`)
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)
    await store.close()
    return modes
  }
  t.same(await modesOf(), [0o600, 0o600, 0o600])
  chmodSync(file, 0o640)
  t.same(await modesOf(), [0o640, 0o640, 0o640])
})
