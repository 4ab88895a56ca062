import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { BACKUP } from '../../../src/commands/backup/arguments.ts'
import { datedName, removeOlder } from '../../../src/commands/backup/dated-names.ts'
import { runBackup } from '../../../src/commands/backup/run-backup.ts'
import { parseWords } from '../../../src/commands/shared/parse-words.ts'
import { addInLog, damage, makeDatabase, timesIn } from '../../db/backup/files.ts'

const DAYS = ['2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z']
const DATED = /^corridor-\d{4}-\d{2}-\d{2}T\d{6}Z\.db$/

const backUp = (file: string, ...words: string[]) =>
  runBackup(`file:${file}`, BACKUP.readArguments(parseWords(BACKUP, words)))

/** A database in a folder of its own. */
function database(t: Test): { folder: string; file: string } {
  const folder = t.testdir()
  const file = join(folder, 'corridor.db')
  makeDatabase(file, DAYS)
  return { folder, file }
}

t.test('a backup has what is only in the log, and is one file for its owner', async (t) => {
  const { folder, file } = database(t)
  const writer = addInLog(file, 3, '2027-01-03T00:00:00Z')
  t.teardown(() => writer.close())
  const to = join(folder, 'new/backup.db')
  const said = await backUp(file, to)
  t.match(
    said,
    /^Backed up revision 3 of \S+corridor\.db to \S+backup\.db: [\d.]+ MB in \d+\.\d s, checked\.$/
  )
  t.same(timesIn(to), [...DAYS, '2027-01-03T00:00:00Z'])
  t.same(readdirSync(join(folder, 'new')), ['backup.db'])
  t.equal(statSync(to).mode & 0o777, 0o600)
  t.same(timesIn(file), [...DAYS, '2027-01-03T00:00:00Z'], 'the source goes on')
})

t.test('in a folder it has a dated name, and --keep removes older ones alone', async (t) => {
  const { folder, file } = database(t)
  const to = join(folder, 'backups')
  await backUp(file, `${to}/`)
  t.match(readdirSync(to), [DATED])
  const old = [1, 2, 3].map((day) => datedName(new Date(Date.UTC(2020, 0, day))))
  t.equal(old[0], 'corridor-2020-01-01T000000Z.db')
  const others = ['corridor-2020.db', 'notes.txt']
  for (const name of [...old, ...others]) writeFileSync(join(to, name), '')
  t.same(removeOlder(to, 2), old.slice(0, 2))
  t.same(
    readdirSync(to)
      .filter((name) => !DATED.test(name))
      .sort(),
    others
  )
  t.equal(readdirSync(to).length, 4)
  t.same(removeOlder(to, 2), [])
})

t.test('what exists is refused, or replaced as a whole with --force', async (t) => {
  const { folder, file } = database(t)
  const to = join(folder, 'backup.db')
  writeFileSync(to, 'a letter')
  await t.rejects(backUp(file, to), {
    message: `${to} exists already. Name another file or a folder, or replace it with --force.`
  })
  t.equal(readFileSync(to, 'utf8'), 'a letter')
  await backUp(file, to, '--force')
  t.same(timesIn(to), DAYS)
})

t.test('what cannot be backed up leaves nothing', async (t) => {
  const { folder, file } = database(t)
  const to = join(folder, 'backup.db')
  await t.rejects(backUp(join(folder, 'none.db'), to), {
    message: `The database ${join(folder, 'none.db')} does not exist.`
  })
  await t.rejects(backUp(file, file, '--force'), { message: `${file} is the database itself.` })
  await t.rejects(
    runBackup('postgres://me:hidden@host/db', {
      to,
      isFolder: false,
      keep: undefined,
      force: false
    }),
    {
      message: /^Back up a PostgreSQL database with its own tools: pg_dump/
    }
  )
  const letter = join(folder, 'letter.db')
  writeFileSync(letter, 'This is a letter, not a database. '.repeat(400))
  await t.rejects(backUp(letter, to), {
    message: `Nothing was backed up from ${letter}: file is not a database`
  })
  damage(file)
  await t.rejects(backUp(file, to), {
    message: `Nothing was backed up from ${file}: database disk image is malformed`
  })
  const left = readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name))
  t.same(left.sort(), ['corridor.db', 'letter.db'])
})

t.test('the remains of a killed backup are removed, those of a running one stay', async (t) => {
  const { folder, file } = database(t)
  const [dead, alive] = [
    join(folder, '.x.db.partial-999999999'),
    join(folder, `.y.db.partial-${process.ppid}`)
  ]
  for (const name of [dead, `${dead}-journal`, alive]) writeFileSync(name, '')
  await backUp(file, join(folder, 'backup.db'))
  t.notOk(existsSync(dead))
  t.notOk(existsSync(`${dead}-journal`))
  t.ok(existsSync(alive))
})

t.test('arguments that do not fit together', async (t) => {
  const read = (...words: string[]) => BACKUP.readArguments(parseWords(BACKUP, words))
  t.same(read('x/', '--keep', '7'), { to: 'x/', isFolder: true, keep: 7, force: false })
  t.same(read('src'), { to: 'src', isFolder: true, keep: undefined, force: false })
  t.throws(() => read(), { message: 'Name one file or folder.' })
  t.throws(() => read('a', 'b'), { message: 'Name one file or folder.' })
  t.throws(() => read('a.db', '--keep', '7'), { message: '--keep needs a folder.' })
  t.throws(() => read('x/', '--force'), { message: '--force is for a file, not for a folder.' })
  for (const keep of ['0', '-1', '1.5', '10001', 'x'])
    t.throws(() => read('x/', `--keep=${keep}`), {
      message: '--keep takes a number from 1 to 10000.'
    })
})
