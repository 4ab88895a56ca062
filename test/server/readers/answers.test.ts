// What the reading threads answer is the same to the byte as what the service answers without them.
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { openPrepared } from '../../../src/db/open.ts'
import { startReaders } from '../../../src/server/readers/pool.ts'
import { someOf } from '../../helpers/random.ts'
import { starterFile } from '../../helpers/starter.ts'

/** A request of every route whose answers are made apart, and what differs between requests. */
const APART = [
  '/v1/series?metric=goods_trade',
  '/v1/series?metric=goods_trade&layout=wide&names=ru',
  '/v1/series?metric=goods_trade&sort=-value&total=true',
  '/v1/series?metric=goods_trade&as_of=2026-11-23&transform=pc1',
  '/v1/series?metric=none_such',
  '/v1/series?metric=goods_trade&rule=source:none',
  '/v1/series.csv?metric=goods_trade',
  '/v1/series.csv?metric=goods_trade&layout=wide&dialect=excel',
  '/v1/series/goods_trade~KAZ~PAK~~~~P1Y-01',
  '/v1/series/goods_trade~KAZ~PAK~~~~P1Y-01.csv',
  '/v1/series/goods_trade~KAZ~PAK~~~~P1M',
  '/v1/forecasts?metric=goods_trade&limit=5',
  '/v1/forecasts.csv?metric=goods_trade&by=author',
  '/v1/forecasts?metric=goods_trade&by=author&as_of=2026-11-23',
  '/v1/forecasts?metric=port_rank',
  '/v1/conflicts?total=true',
  '/v1/conflicts.csv?metric=goods_trade',
  '/v1/search?q=pakistan+kazakhstan',
  '/v1/search.csv?q=Қазақстан',
  '/v1/changes?since=0',
  '/v1/changes?since=99',
  '/v1/changes.csv?type=source',
  '/v1/projections/P001/progress',
  '/v1/projections/P001/progress?as_of=2024-12-31',
  '/v1/projections/P001/outlook.csv?growth=5',
  '/v1/projections/P0001/outlook',
  '/v1/observations?total=true&fields=id,value',
  '/v1/observations.csv',
  '/v1/observations?format=csv&subject=PAK'
]
/** Requests that the event loop answers itself. */
const PLAIN = [
  '/v1/observations?limit=5',
  '/v1/observations.csv?limit=5',
  '/v1/observations?metric=goods_trade&as_of=2026-11-23',
  '/v1/observations?as_of=1999-01-01',
  '/v1/metrics.csv'
]

/** The service on one file, with the readers and without them; `asked` are the questions. */
async function startBoth(t: Test) {
  const url = `file:${await starterFile(t)}`
  const config = readConfig({ ACCESS_LOG: 'off', LOG_LEVEL: 'silent' }, '/dev/null')
  const readers = startReaders({ databaseUrl: url, replicaUrls: [] }, { threads: 1, seconds: 60 })
  const asked: string[] = []
  const noted: typeof readers = {
    ...readers,
    ask: (question, asker) => {
      asked.push(question.url)
      return readers.ask(question, asker)
    }
  }
  const build = async (own: typeof readers | undefined) => {
    const app = await buildApp({
      store: await openPrepared(url),
      config,
      shedLoad: false,
      readers: own
    })
    t.teardown(() => app.close())
    return app
  }
  return { apart: await build(noted), whole: await build(undefined), asked }
}

const { apart, whole, asked } = await startBoth(t)
t.beforeEach(() => asked.splice(0))

type Asked = { url: string; method?: 'GET' | 'HEAD'; headers?: Record<string, string> }

/** An answer without what belongs to one request. */
async function answerOf(app: FastifyInstance, { url, method = 'GET', headers = {} }: Asked) {
  const answer = await app.inject({ method, url: encodeURI(url), headers })
  const id = String(answer.headers['x-request-id'])
  const { date: _, 'x-request-id': __, ...others } = answer.headers
  const body = answer.body.replaceAll(id, 'ID')
  return { status: answer.statusCode, headers: others, body }
}

t.test('answers through readers are the same as without them', async (t) => {
  const urls = someOf(APART, 8)
  for (const url of urls) {
    const [one, other] = [await answerOf(apart, { url }), await answerOf(whole, { url })]
    t.same(one, other, url)
    t.ok(one.status < 500, `${url}: ${one.status}`)
  }
  t.same(asked, urls.map(encodeURI), 'each of them was made apart')
  for (const url of PLAIN) t.same(await answerOf(apart, { url }), await answerOf(whole, { url }))
  t.equal(asked.length, urls.length, 'the others were not')
})

t.test('HEAD, encodings and Accept too', async (t) => {
  const requests: Asked[] = [
    { url: '/v1/series?metric=goods_trade', method: 'HEAD' },
    { url: '/v1/observations.csv', method: 'HEAD' },
    { url: '/v1/observations', headers: { accept: 'text/csv' } },
    { url: '/v1/series?metric=goods_trade', headers: { 'accept-encoding': 'gzip' } },
    { url: '/v1/observations.csv', headers: { 'accept-encoding': 'gzip' } }
  ]
  for (const one of requests)
    t.same(await answerOf(apart, one), await answerOf(whole, one), JSON.stringify(one))
  t.equal(asked.length, requests.length)
})

t.test('a tag is compared before anybody is asked', async (t) => {
  const url = '/v1/series?metric=goods_trade'
  const { headers } = await answerOf(apart, { url })
  const again = await answerOf(apart, { url, headers: { 'if-none-match': String(headers.etag) } })
  t.equal(again.status, 304)
  t.same(asked, [url])
})
