import { copyFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { type Probe, probeFile } from '../../../src/db/sqlite/probe.ts'
import { starterFile } from '../../helpers/starter.ts'
import { damage } from '../backup/files.ts'

function probe(t: Test, file: string): Probe {
  const made = probeFile(file, () => connectSqlite(file, { readonly: true }))
  t.teardown(made.close)
  return made
}

t.test('every table and index is read, and a sound file passes, again and again', async (t) => {
  const file = await starterFile(t)
  const client = connectSqlite(file, { readonly: true })
  t.teardown(() => client.close())
  const names = client
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
    )
    .pluck()
    .all()
  const texts: string[] = []
  const prepare = client.prepare.bind(client)
  const made = probeFile(file, () =>
    Object.assign(client, {
      prepare: (text: string) => {
        texts.push(text)
        return prepare(text)
      }
    })
  )
  made.run()
  made.run()
  t.same(
    names.filter((name) => !texts.some((text) => text.includes(`"${name}"`))),
    []
  )
  t.ok(names.length > 60)
})

t.test('a file with every seventh page overwritten is damaged, wherever that begins', async (t) => {
  const file = await starterFile(t)
  const sound = `${file}.sound`
  copyFileSync(file, sound)
  for (let from = 1; from <= 7; from += 1) {
    copyFileSync(sound, file)
    const made = probe(t, file)
    // It has the pages in memory before they are overwritten in place.
    made.run()
    damage(file, { from: from + 100 })
    t.throws(made.run, { name: 'NotReady', message: 'The file of the database is damaged.' })
    t.throws(made.run, { name: 'NotReady' }, 'and stays damaged')
  }
})

t.test('a file that was removed, replaced, or is back', async (t) => {
  const file = await starterFile(t)
  const made = probe(t, file)
  made.run()
  renameSync(file, `${file}.away`)
  t.throws(made.run, {
    name: 'NotReady',
    message: 'The file of the database was removed while the service has it open.'
  })
  copyFileSync(`${file}.away`, file)
  t.throws(made.run, {
    name: 'NotReady',
    message:
      'The file of the database was replaced while the service has it open. Restart the service.'
  })
  rmSync(file)
  renameSync(`${file}.away`, file)
  made.run()
})

t.test('a file that became something else, and one that is locked', async (t) => {
  const file = await starterFile(t)
  const made = probe(t, file)
  const { size } = statSync(file)
  writeFileSync(file, 'x'.repeat(size))
  t.throws(made.run, { name: 'NotReady', message: 'The file of the database is damaged.' })
  const locked = probeFile(file, () => {
    throw Object.assign(new Error('locked'), { code: 'SQLITE_BUSY' })
  })
  t.throws(locked.run, { message: 'locked' }, 'which may pass')
})
