// Both engines give the same answers to figure checks, also to those that find claims elsewhere.
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { addressOf, type Query } from '../../figure-checks/service.ts'
import { buildTestApp } from '../../helpers/app.ts'
import { postgresTestStore } from '../../helpers/postgres.ts'

const QUERIES: Query[] = [
  { stated: '$400 million' },
  { stated: '$52.5 million' },
  { stated: '$400 billion' },
  { stated: '40 crore dollars' },
  { stated: '$900 million' },
  { stated: '$2 Billion+', period: '2030' },
  { stated: '$186 million' },
  { stated: '$250 million', period: '2024' },
  { stated: '$1', period: 'FY2024' },
  { stated: '$1', period: '2023-07-14' },
  { stated: '$400 million', subject: 'Pakistan', partner: 'Kasachstan' },
  { value: '400', unit: 'million_USD' },
  { value: '1', product: 'HS2022-52' },
  { value: '1', direction: 'inbound' },
  { value: '1', metric: 'goods_trad' },
  { value: '1', partner: undefined },
  { stated: 'Rs 112 billion' },
  { stated: '10,000 TEU', metric: 'transit_teu', subject: 'KAZ', partner: 'PAK' },
  { stated: '20 hours', metric: 'border_clearance_time', subject: 'CAREC', partner: undefined },
  { value: '9', metric: 'goods_exports' },
  { value: '9', metric: 'goods_imports', period: '2024' }
]
const engine = process.env['TEST_POSTGRES_URL'] ? 'postgres' : 'pglite'

t.test(`${engine} checks figures as sqlite does`, async (t) => {
  const { app: sqlite } = await buildTestApp(t, { data: 'starter' })
  const store = await postgresTestStore(engine, 'starter')
  const config = readConfig({ ACCESS_LOG: 'off' }, '/dev/null')
  const other = await buildApp({ store, config, shedLoad: false })
  t.teardown(() => other.close())
  const verdicts = new Set<string>()
  for (const query of QUERIES) {
    const [wanted, found] = [await ask(sqlite, query), await ask(other, query)]
    t.same(found, wanted, JSON.stringify(query))
    verdicts.add(/"verdict":"(\w+)"/.exec(wanted.body)?.[1] ?? 'refused')
  }
  t.ok(verdicts.size >= 6, [...verdicts].join())
  const [wanted, found] = [await post(sqlite), await post(other)]
  t.equal(found, wanted, 'as a list')
})

async function ask(app: FastifyInstance, query: Query) {
  const { statusCode, headers, body } = await app.inject(addressOf(query))
  return { statusCode, etag: headers.etag, body: body.replace(/"instance":"[^"]+"/, '') }
}

async function post(app: FastifyInstance): Promise<string> {
  const usual = { metric: 'goods_trade', subject: 'PAK', partner: 'KAZ', period: '2023' }
  const checks = QUERIES.map((query) => ({ ...usual, ...query }))
  return (await app.inject({ method: 'POST', url: '/v1/check', payload: { checks } })).body
}
