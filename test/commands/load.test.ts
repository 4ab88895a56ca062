// `npm run db:load` as people run it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { SLOW } from '../helpers/random.ts'
import { runCommand } from './running.ts'

t.test('a new database is made and loaded; a second run changes nothing', SLOW, async (t) => {
  const file = join(t.testdir(), 'new/corridor.db')
  const load = () => runCommand('load', [], { DATABASE_URL: `file:${file}` })
  t.match(await load(), {
    code: 0,
    stderr: '',
    stdout:
      /^Loaded the starter data as revision 1\.\n(.*\n)* {2}observation: 1745 new, 0 corrected\n/
  })
  t.same(await load(), {
    code: 0,
    signal: null,
    stderr: '',
    stdout: 'The starter data are loaded already; the data set stays at revision 1.\n'
  })
})

t.test('a database that cannot be used is one message and exit code 1', async (t) => {
  const file = join(t.testdir(), 'letter.txt')
  const letter = 'This is a letter, not a database. '.repeat(400)
  writeFileSync(file, letter)
  t.same(await runCommand('load', [], { DATABASE_URL: `file:${file}` }), {
    code: 1,
    signal: null,
    stdout: '',
    stderr: `The database ${file} cannot be used: file is not a database\n`
  })
  t.equal(readFileSync(file, 'utf8'), letter)
})
