// A table that somebody has locked: requests that read it are refused, and no others.
import pg from 'pg'
import t, { type Test } from 'tap'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { openForServing } from '../../../src/starter/prepare.ts'
import { databaseFor, skipWithoutServer as skip } from '../../helpers/postgres-database.ts'

/** Three times as many as there are connections for reading, of several shapes. */
const CLAIMS = Array.from({ length: 30 }, (_, index) =>
  [
    `/v1/observations?metric=goods_trade&limit=${index + 1}`,
    `/v1/observations?subject=KAZ&latest_by_author=1&limit=${index + 1}`,
    `/v1/observations/C0392?names=${['en', 'ru', 'zh'][index % 3]}`
  ].at(index % 3)
)

async function setUp(t: Test) {
  const url = await databaseFor(t, { data: 'starter' })
  const app = await buildApp({
    store: await openForServing(url),
    config: readConfig({ ACCESS_LOG: 'off' }, '/dev/null'),
    shedLoad: false
  })
  t.teardown(() => app.close())
  const admin = new pg.Client(url)
  await admin.connect()
  t.teardown(() => admin.end())
  const ask = async (path = '') => (await app.inject(path)).statusCode
  return { app, admin, ask }
}

t.test('requests of other tables are answered while the claims are locked', { skip }, async (t) => {
  const { app, admin, ask } = await setUp(t)
  await admin.query('BEGIN; LOCK TABLE observation')
  const claims = CLAIMS.map(ask)
  const others = Array.from({ length: 10 }, (_, index) => ask(`/v1/metrics?limit=${index + 1}`))
  t.same(new Set(await Promise.all(others)), new Set([200]))
  t.same(new Set(await Promise.all(claims)), new Set([503]))
  const { headers } = await app.inject('/v1/observations?limit=1')
  t.match(headers, { 'retry-after': '5', 'content-type': /^application\/problem\+json/ })
  const again = [...CLAIMS.map(ask), ...CLAIMS.map(ask)]
  t.equal(await ask('/v1/sources?limit=1'), 200)
  t.same(new Set(await Promise.all(again)), new Set([503]))
  await admin.query('ROLLBACK')
  t.equal(await ask('/v1/observations?limit=2'), 200, 'the first request finds it free')
  t.same(new Set(await Promise.all(CLAIMS.map(ask))), new Set([200]))
})

t.test('a lock of an index is found, and the table is told', { skip }, async (t) => {
  const { admin, ask } = await setUp(t)
  // So does REINDEX, which lets readers of other indexes go on until they need this one.
  await admin.query('BEGIN; REINDEX INDEX scenario_pkey')
  const asked = Array.from({ length: 30 }, (_, index) => ask(`/v1/scenarios?limit=${index + 1}`))
  t.equal(await ask('/v1/metrics?limit=1'), 200)
  t.same(new Set(await Promise.all(asked)), new Set([503]))
  await admin.query('ROLLBACK')
  t.equal(await ask('/v1/scenarios?limit=31'), 200)
})
