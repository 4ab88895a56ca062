import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { ended, spawnNode } from '../../commands/running.ts'
import { makeDatabase, timesIn } from '../backup/files.ts'

const [ONE, TWO] = ['2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z']

/** A process that is killed in the middle of a change, with half of it in the file already. */
const KILLED = (file: string) => `
  import SQLite from 'better-sqlite3'
  const client = new SQLite(${JSON.stringify(file)})
  client.pragma('journal_mode = DELETE')
  client.pragma('cache_size = 1')
  client.exec("BEGIN IMMEDIATE; UPDATE import SET finished = 'half', counts = hex(zeroblob(99999))")
  process.kill(process.pid, 'SIGKILL')`

t.test('a reader sees the file as it was before a change that a kill cut off', async (t) => {
  const file = join(t.testdir(), 'corridor.db')
  makeDatabase(file, [ONE, TWO])
  const { signal } = await ended(spawnNode(['--input-type=module', '--eval', KILLED(file)]))
  t.equal(signal, 'SIGKILL')
  t.ok(existsSync(`${file}-journal`), 'the change was cut off')
  t.same(timesIn(file), [ONE, TWO])
  t.notOk(existsSync(`${file}-journal`))
})

t.test('a reader beside somebody who changes the file leaves the journal to him', (t) => {
  const file = join(t.testdir(), 'corridor.db')
  makeDatabase(file, [ONE])
  const writer = connectSqlite(file)
  writer.pragma('journal_mode = DELETE')
  writer.exec(`BEGIN IMMEDIATE; UPDATE import SET finished = '${TWO}'`)
  t.ok(existsSync(`${file}-journal`), 'the change has begun')
  t.same(timesIn(file), [ONE])
  writer.exec('COMMIT')
  writer.close()
  t.same(timesIn(file), [TWO])
  t.end()
})
