// Every engine gives the same answers, byte by byte: nulls in the same order, texts sorted and
// folded alike, numbers written alike.
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { buildTestApp } from '../../helpers/app.ts'
import { postgresTestStore } from '../../helpers/postgres.ts'
import { addressesOf } from './addresses.ts'

const PAGES_MAX = 4
const engine = process.env['TEST_POSTGRES_URL'] ? 'postgres' : 'pglite'

t.test(`${engine} answers as sqlite does`, async (t) => {
  const { app: sqlite } = await buildTestApp(t, { data: 'starter' })
  const store = await postgresTestStore(engine, 'starter')
  const other = await buildApp({
    store,
    config: readConfig({ ACCESS_LOG: 'off' }, '/dev/null'),
    shedLoad: false
  })
  t.teardown(() => other.close())
  const addresses = await addressesOf(sqlite)
  t.ok(addresses.length > 1_000, `${addresses.length} addresses`)
  for (const first of addresses) {
    let address: string | undefined = first
    for (let page = 0; address && page < PAGES_MAX; page += 1) {
      const expected = await ask(sqlite, address)
      const found = await ask(other, address)
      t.ok(expected.status < 500, `${address}: ${expected.status}`)
      if (JSON.stringify(found) !== JSON.stringify(expected)) t.same(found, expected, address)
      address = /<([^>]+)>; rel="next"/.exec(String(expected.link))?.[1]
    }
  }
})

/** What a client sees of an answer but for the request's own id. */
async function ask(app: FastifyInstance, url: string) {
  const {
    statusCode: status,
    headers,
    body
  } = await app.inject({ url, headers: { accept: url === '/' ? 'application/json' : '*/*' } })
  const { etag, link, 'content-type': type } = headers
  return { status, type, etag, link, body: body.replace(/"instance":"[^"]+"/, '') }
}
