import { readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { runRestore } from '../../../src/commands/restore/run-restore.ts'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { addInLog, damage, makeDatabase, timesIn } from '../../db/backup/files.ts'

const [ONE, TWO, THREE] = ['2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z', '2027-01-03T00:00:00Z']
const OTHER = '2027-06-01T00:00:00Z'
const KEPT = /^corridor\.db\.replaced-\d{4}-\d{2}-\d{2}T\d{9}Z$/

type Files = { folder: string; file: string; backup: string }

function databases(t: Test, times: string[], backed: string[]): Files {
  const folder = t.testdir()
  const files = { folder, file: join(folder, 'corridor.db'), backup: join(folder, 'backup.db') }
  makeDatabase(files.file, times)
  makeDatabase(files.backup, backed)
  return files
}

const restore = ({ file, backup }: Files, force = false) =>
  runRestore(`file:${file}`, { from: backup, force })

/** The names in the folder but the two of the test, and what readers of them leave behind. */
const others = ({ folder }: Files) =>
  readdirSync(folder).filter((name) => !/^(corridor|backup)\.db(-wal|-shm)?$/.test(name))

t.test('an older database is replaced, and stays beside the new one', async (t) => {
  const files = databases(t, [ONE], [ONE, TWO])
  t.match((await restore(files)).split('\n'), [
    `Restored revision 2 of ${TWO} from ${files.backup} to ${files.file}.`,
    /^The database that was there is now \S+corridor\.db\.replaced-/
  ])
  t.same(timesIn(files.file), [ONE, TWO])
  const [kept = '', ...rest] = others(files)
  t.same(rest, [])
  t.match(kept, KEPT)
  t.same(timesIn(join(files.folder, kept)), [ONE])
  t.same(timesIn(files.backup), [ONE, TWO])
})

t.test('where no database is, the backup becomes it', async (t) => {
  const files = databases(t, [ONE], [ONE])
  const file = join(files.folder, 'new/corridor.db')
  t.equal(
    await restore({ ...files, file }),
    `Restored revision 1 of ${ONE} from ${files.backup} to ${file}.`
  )
  t.same(timesIn(file), [ONE])
  t.same(readdirSync(join(files.folder, 'new')), ['corridor.db'])
})

t.test('a log without its database is not read as a part of the backup', async (t) => {
  const files = databases(t, [ONE], [ONE])
  const file = join(files.folder, 'gone.db')
  writeFileSync(`${file}-wal`, 'the log of a database that was removed')
  writeFileSync(`${file}-shm`, '')
  await restore({ ...files, file })
  t.same(timesIn(file), [ONE])
  t.same(others(files).filter((name) => name.startsWith('gone.db.replaced-')).length, 1)
})

t.test('a journal without its database is not read as a part of the backup', async (t) => {
  const files = databases(t, [ONE], [ONE])
  const file = join(files.folder, 'gone.db')
  writeFileSync(`${file}-journal`, 'the journal of a database that was removed')
  await restore({ ...files, file })
  t.same(timesIn(file), [ONE])
  const [kept = '', ...rest] = others(files).filter((name) => name.startsWith('gone.db.'))
  t.same(rest, [])
  t.match(kept, /^gone\.db\.replaced-\S+-journal$/)
})

for (const [name, times] of Object.entries({
  'newer: it has one more revision': [ONE, TWO, THREE],
  'another one: it went another way': [ONE, OTHER]
})) {
  t.test(`a database that is ${name}`, async (t) => {
    const files = databases(t, times, [ONE, TWO])
    await t.rejects(restore(files), {
      message:
        `The database ${files.file} is at revision ${times.length} of ${times.at(-1)}, which the ` +
        `backup does not have: it ends with revision 2 of ${TWO}. --force replaces the database ` +
        'all the same, and keeps its file.'
    })
    t.same(timesIn(files.file), times)
    t.same(others(files), [])
    await restore(files, true)
    t.same(timesIn(files.file), [ONE, TWO])
    t.same(timesIn(join(files.folder, others(files)[0] ?? '')), times)
  })
}

t.test('what is only in the log counts, and is in the file that is kept', async (t) => {
  const files = databases(t, [ONE], [ONE])
  const writer = addInLog(files.file, 2, TWO)
  await t.rejects(restore(files), /is at revision 2 of/)
  await t.rejects(restore(files, true), {
    message:
      `The database ${files.file} is in use. Stop the service and other programs that have it ` +
      'open, then restore again. Nothing was changed.'
  })
  t.same(timesIn(files.file), [ONE, TWO])
  writer.close()
  await restore(files, true)
  t.same(timesIn(files.file), [ONE])
  t.same(timesIn(join(files.folder, others(files)[0] ?? '')), [ONE, TWO])
})

t.test('a database that somebody only reads is in use too', async (t) => {
  const files = databases(t, [ONE], [ONE, TWO])
  const client = connectSqlite(files.file)
  const reader = connectSqlite(files.file, { readonly: true })
  reader.prepare('SELECT 1 FROM import').all()
  client.close()
  await t.rejects(restore(files), /is in use/)
  reader.close()
  await restore(files)
  t.same(timesIn(files.file), [ONE, TWO])
})

t.test('a damaged database is replaced with --force alone', async (t) => {
  const files = databases(t, [ONE], [ONE])
  damage(files.file, { from: 0, every: 1 })
  await t.rejects(restore(files), {
    message:
      `The database ${files.file} cannot be read, so nobody can tell whether the backup is ` +
      'older: file is not a database. --force replaces it all the same, and keeps its file.'
  })
  const { size } = statSync(files.file)
  await restore(files, true)
  t.same(timesIn(files.file), [ONE])
  t.equal(statSync(join(files.folder, others(files)[0] ?? '')).size, size)
})

const damaged = (backup: string) =>
  `The backup ${backup} is damaged or not complete (database disk image is malformed). Restore ` +
  'another one. Nothing was changed.'

t.test('a backup that is cut off is refused, wherever it ends', async (t) => {
  const files = databases(t, [ONE], [ONE, TWO])
  const { size } = statSync(files.backup)
  for (const length of [size - 4_096, size / 2, 4_096, 100]) {
    truncateSync(files.backup, length)
    await t.rejects(restore(files), { message: damaged(files.backup) }, `at ${length}`)
  }
  t.same(timesIn(files.file), [ONE])
})

t.test('a backup that cannot be used changes nothing', async (t) => {
  const files = databases(t, [ONE], [ONE, TWO])
  const refused = (backup: string, message: string) =>
    t.rejects(restore({ ...files, backup }), { message })
  await refused('nowhere.db', 'The backup nowhere.db does not exist.')
  await refused(files.file, `${files.file} is the database itself.`)
  await refused(files.folder, `${files.folder} is a folder. Name a file in it.`)
  const letter = join(files.folder, 'letter')
  const foreign =
    `${letter} is no backup of Corridor Metrics, or its beginning is damaged. Name a file that ` +
    'npm run backup has made, unpacked if it was packed. Nothing was changed.'
  for (const text of ['This is a letter, not a database. '.repeat(400), 'a word', '']) {
    writeFileSync(letter, text)
    await refused(letter, foreign)
  }
  const client = connectSqlite(files.backup)
  client.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)")
  client.close()
  await refused(
    files.backup,
    `The backup ${files.backup} cannot be used: it was made by a newer version of Corridor ` +
      'Metrics. Install that version, or name another database'
  )
  damage(files.backup)
  await refused(files.backup, damaged(files.backup))
  await t.rejects(runRestore('postgres://me:hidden@host/db', { from: files.backup, force: true }), {
    message: /^Restore a PostgreSQL database with its own tools: pg_restore/
  })
  t.same(timesIn(files.file), [ONE])
  t.same(others(files), ['letter'])
})
