import SQLite from 'better-sqlite3'
import t from 'tap'
import { explainFailure } from '../../src/db/open.ts'

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
