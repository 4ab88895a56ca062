// Backup and restore on a file system that has no second names, as FAT and some network disks.
import { execFileSync } from 'node:child_process'
import fs, { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { BACKUP } from '../../../src/commands/backup/arguments.ts'
import { runBackup } from '../../../src/commands/backup/run-backup.ts'
import { runRestore } from '../../../src/commands/restore/run-restore.ts'
import { parseWords } from '../../../src/commands/shared/parse-words.ts'
import { nameTwice } from '../../../src/db/backup/second-name.ts'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { makeDatabase, timesIn } from './files.ts'

const [ONE, TWO] = ['2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z']

/** Lets each wish for a second name fail, as the file system would. */
function withoutLinks(t: Test, code = 'EPERM'): void {
  const { linkSync } = fs
  const put = (link: typeof linkSync) => {
    fs.linkSync = link
    syncBuiltinESMExports()
  }
  put(() => {
    throw Object.assign(new Error(`${code}: link`), { code })
  })
  t.teardown(() => put(linkSync))
}

t.test('a backup gets its name, and takes none that is taken', async (t) => {
  const folder = t.testdir()
  const [file, to] = [join(folder, 'corridor.db'), join(folder, 'backups/backup.db')]
  makeDatabase(file, [ONE])
  withoutLinks(t)
  const backUp = () => runBackup(`file:${file}`, BACKUP.readArguments(parseWords(BACKUP, [to])))
  await backUp()
  t.same(timesIn(to), [ONE])
  t.same(readdirSync(join(folder, 'backups')), ['backup.db'])
  writeFileSync(to, 'something else')
  await t.rejects(backUp(), { message: `${to} exists already. ` })
  t.equal(readFileSync(to, 'utf8'), 'something else')
})

t.test('a database is replaced, and stays beside the new one', async (t) => {
  const folder = t.testdir()
  const [file, backup] = [join(folder, 'corridor.db'), join(folder, 'backup.db')]
  makeDatabase(file, [ONE])
  makeDatabase(backup, [ONE, TWO])
  withoutLinks(t, 'ENOTSUP')
  await runRestore(`file:${file}`, { from: backup, force: false })
  t.same(timesIn(file), [ONE, TWO])
  const [kept = '', ...rest] = readdirSync(folder).filter((name) => name.includes('replaced'))
  t.same(rest, [])
  t.same(timesIn(join(folder, kept)), [ONE])
  t.notOk(readdirSync(folder).some((name) => name.includes('partial')))
})

t.test('a database that is held stays held', async (t) => {
  const folder = t.testdir()
  const file = join(folder, 'corridor.db')
  makeDatabase(file, [ONE])
  const client = connectSqlite(file)
  t.teardown(() => client.close())
  client.pragma('journal_mode = DELETE')
  client.exec('BEGIN EXCLUSIVE')
  withoutLinks(t)
  nameTwice(file, join(folder, 'kept.db'))
  t.same(timesIn(join(folder, 'kept.db')), [ONE])
  const read = `
    const SQLite = require('better-sqlite3')
    try { new SQLite(${JSON.stringify(file)}, { timeout: 0 }).exec('SELECT 1 FROM import') }
    catch (error) { console.log(error.code) }`
  t.equal(execFileSync(process.execPath, ['--eval', read]).toString().trim(), 'SQLITE_BUSY')
})

t.test('another failure stays one', async (t) => {
  const folder = t.testdir({ one: 'a file' })
  withoutLinks(t, 'EIO')
  t.throws(() => nameTwice(join(folder, 'one'), join(folder, 'two')), { code: 'EIO' })
  t.same(readdirSync(folder), ['one'])
})
