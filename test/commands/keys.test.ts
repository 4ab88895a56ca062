// npm run keys, as people run it.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openPrepared, openWritable } from '../../src/db/open.ts'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { hashOf, isSecretOf, readKey } from '../../src/keys/key.ts'
import { findKey, KEYS_LISTED_MAX } from '../../src/keys/queries.ts'
import { starterDatabase } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'
import { SLOW } from '../helpers/random.ts'
import { createDatabase, NEEDS_SERVER } from '../helpers/server-database.ts'
import { type Ran, runCommand } from './running.ts'

function keysOn(url: string) {
  return (...words: string[]): Promise<Ran> => runCommand('keys', words, { DATABASE_URL: url })
}

async function starterFile(t: Test): Promise<string> {
  const file = join(t.testdir(), 'corridor.db')
  writeFileSync(file, await starterDatabase())
  return `file:${file}`
}

async function makeListRevoke(t: Test, url: string, revision: number) {
  const keys = keysOn(url)
  t.match(await keys('list'), {
    code: 0,
    stdout: /^There are no keys: nobody can write\./,
    stderr: ''
  })

  const made = await keys(
    'create',
    '--label',
    'Trade desk',
    '--scope',
    'import',
    '--expires',
    '90d'
  )
  t.equal(made.code, 0, made.stderr)
  const key = readKey(made.stdout.trimEnd())
  if (!key) throw new Error(`no key on stdout: ${made.stdout}`)
  t.match(
    made.stderr,
    new RegExp(`^Made the key ${key.id} \\(Trade desk\\), scope import, until 20`)
  )
  t.match(made.stderr, /shown once/)
  t.notOk(made.stderr.includes(key.secret), 'once, not twice')

  const store = await openPrepared(url)
  t.teardown(() => store.close())
  const row = await store.onPrimary((snapshot) => findKey(snapshot, key.id))
  t.match(row, { label: 'Trade desk', scope: 'import', revoked: null })
  t.equal(isSecretOf(row?.hash, key.secret), true)
  t.notOk(JSON.stringify(row).includes(key.secret), 'kept as a hash only')
  t.equal(
    Date.parse(row?.expires ?? '') - Date.parse(row?.created ?? '') < 90 * 24 * 3_600_000 + 1_000,
    true
  )
  t.equal(
    await store.snapshot(async (snapshot) => snapshot.revision),
    revision,
    'a key is no data: no revision'
  )

  await keys('create', '--label', 'Owner', '--scope', 'admin', '--expires', 'never')
  const listed = await keys('list')
  const [head = '', first = '', second = '', ...more] = listed.stdout.trimEnd().split('\n')
  t.match(head, /^id +state +scope +created +expires +revoked +label$/)
  t.match(first, new RegExp(`^${key.id} +active +import +20\\S+Z +20\\S+Z +Trade desk$`))
  t.match(second, /^[0-9a-f]{16} +active +admin +20\S+Z +never +Owner$/)
  t.same(more, [])
  t.notOk(listed.stdout.includes(hashOf(key.secret)), 'never a hash')

  const near = `${key.id.slice(0, -1)}${key.id.endsWith('0') ? '1' : '0'}`
  t.match(await keys('revoke', near), {
    code: 1,
    stdout: '',
    stderr: `No key has the id "${near}". Similar ids: ${key.id}.\n`
  })
  t.match(await keys('revoke', 'x'), {
    code: 1,
    stderr: 'No key has the id "x". npm run keys -- list shows all keys.\n'
  })
  const cut = await keys('revoke', made.stdout.trimEnd().slice(0, -1))
  t.match(cut, { code: 1, stderr: `No key has the id "corridor_${key.id}_…". ` })
  t.match(await keys('revoke', key.id), {
    code: 0,
    stdout: `Revoked the key ${key.id} (Trade desk). It is refused from now on.\n`
  })
  const again = await keys('revoke', made.stdout.trimEnd())
  t.match(again, {
    code: 0,
    stdout: new RegExp(`^The key ${key.id} \\(Trade desk\\) is revoked already, since 20`)
  })
  t.notOk(again.stdout.includes(key.secret), 'a whole key is taken, and not repeated')
  t.match(
    (await keys('list')).stdout,
    new RegExp(`^${key.id} +revoked +import +20\\S+Z +20\\S+Z +20\\S+Z +Trade desk$`, 'm')
  )
}

t.test('make, list, revoke in a file', SLOW, async (t) =>
  makeListRevoke(t, await starterFile(t), 1)
)
t.test('make, list, revoke on a server without data', NEEDS_SERVER, async (t) =>
  makeListRevoke(t, await createDatabase(t), 0)
)

t.test('a key can be made before the first start, listed and revoked', async (t) => {
  const file = join(t.testdir(), 'new/corridor.db')
  const { code, stdout } = await keysOn(`file:${file}`)(
    'create',
    '--label',
    'x',
    '--scope',
    'admin',
    '--expires',
    '2999-12-31'
  )
  t.equal(code, 2, 'not for a thousand years')
  t.equal(stdout, '')
  t.equal(existsSync(file), false, 'wrong arguments touch no database')
  const keys = keysOn(`file:${file}`)
  const made = await keys('create', '--label', 'x', '--scope', 'admin', '--expires', '1h')
  t.match(made, { code: 0, stdout: /^corridor_/ })
  t.ok(existsSync(file))
  const id = readKey(made.stdout.trimEnd())?.id
  t.match(await keys('revoke', `${id}`), { code: 0, stdout: `Revoked the key ${id} (x). ` })
  t.match((await keys('list')).stdout, new RegExp(`^${id} +revoked +admin `, 'm'))
})

t.test('a list is bounded, and says so', async (t) => {
  const url = await starterFile(t)
  const store = await openWritable(url)
  await giveKey(store, { id: '0'.repeat(16) })
  await store.close()
  const client = connectSqlite(url.replace('file:', ''))
  client.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${KEYS_LISTED_MAX})
    INSERT INTO api_key SELECT printf('%016x', i), 'label', 'import', 'hash', '2026-11-24T00:00:00Z', null, null FROM n`)
  client.close()
  const { stdout } = await keysOn(url)('list')
  const lines = stdout.trimEnd().split('\n')
  t.equal(lines.length, KEYS_LISTED_MAX + 2)
  t.match(lines[1], /^0{16} /)
  t.equal(lines.at(-1), `Only the oldest ${KEYS_LISTED_MAX} are listed.`)
})
