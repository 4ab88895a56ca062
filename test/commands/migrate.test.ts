// `npm run db:migrate` as people run it.
import { join } from 'node:path'
import t from 'tap'
import { inspectDatabase } from '../../src/db/copy/inspect-database.ts'
import { runCommand } from './running.ts'

t.test('a new database gets the schema of this version, and no rows', async (t) => {
  const url = `file:${join(t.testdir(), 'new/corridor.db')}`
  t.same(await inspectDatabase(url), { version: 'none', filled: undefined })
  t.same(await runCommand('migrate', [], { DATABASE_URL: url }), {
    code: 0,
    signal: null,
    stdout: 'The database is at the schema of this version.\n',
    stderr: ''
  })
  t.same(await inspectDatabase(url), { version: 'current', filled: undefined })
})
