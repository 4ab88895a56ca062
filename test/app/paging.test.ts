// Walks over every list: all rows, each once, in one order, whatever the size of the pages. And
// cursors that are no cursors.
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import t, { type Test } from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { expectProblem } from '../helpers/problem.ts'
import { someOf } from '../helpers/random.ts'
import { insertRows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import { collectionsOf, listsOf, pageRowsMax, plainUrl, withParameter } from './operations.ts'

type Row = Record<string, unknown>
type Answer = { data: Row[]; meta: { count: number }; links: { self: string; next: string | null } }

/** As many small pages as a list has at most. */
const PAGES = 25

/** Lists in other orders than their own, and filtered ones. */
const OTHERS = [
  ...['-period', 'period', '-recorded_at', 'recorded_at', '-id', 'id'].map(
    (sort) => `/v1/observations?sort=${sort}`
  ),
  ...['-value', 'value'].map((sort) => `/v1/observations?sort=${sort}&metric=goods_trade`),
  ...['period', '-value', 'id'].map(
    (sort) => `/v1/observations?sort=${sort}&metric=goods_trade&latest_by_author=2`
  ),
  '/v1/observations?between=PAK,KAZ',
  '/v1/observations?subject=PAK,UZB&bound=about,at_least',
  '/v1/observations?direction=none&mode=none&from=2015&to=2024',
  '/v1/projections?between=PAK,UZB',
  ...['-gap_percent', 'gap_percent'].map((sort) => `/v1/projections?sort=${sort}`),
  '/v1/projections?status=far_behind,not_assessable',
  '/v1/score-card?by=metric',
  '/v1/forecasts/evaluation?frequency=A',
  '/v1/entities?country=PAK,KAZ',
  '/v1/events?from=2020',
  '/v1/search?q=an',
  '/v1/countries?q=an'
]

/**
 * The plain address of every list with pages; what the search is asked for has to be found on more
 * than one page.
 */
async function startsOf(app: FastifyInstance): Promise<string[]> {
  return (await collectionsOf(app)).map((operation) =>
    operation.path === '/v1/search' ? '/v1/search?q=kazakh' : plainUrl(operation)
  )
}

/** All rows page by page, with every answer checked on the way. */
async function walk(t: Test, app: FastifyInstance, start: string, limit: number): Promise<Row[]> {
  const rows: Row[] = []
  let url: string | null = withParameter(start, `limit=${limit}`)
  while (url !== null) {
    const response: LightMyRequestResponse = await app.inject(url)
    if (response.statusCode !== 200) t.fail(`${url}: ${response.statusCode} ${response.body}`)
    const { data, meta, links }: Answer = response.json()
    if (links.next !== null && data.length !== limit)
      t.fail(`${url}: a page that goes on is full, found ${data.length}`)
    if (data.length === 0 && rows.length > 0) t.fail(`${url}: no page after the last row`)
    if (meta.count !== data.length) t.fail(`${url}: count is the rows of the page`)
    const next: string = links.next === null ? '' : `, <${links.next}>; rel="next"`
    if (response.headers.link !== `<${links.self}>; rel="self"${next}`)
      t.fail(`${url}: Link is ${response.headers.link}`)
    if (links.self !== url) t.fail(`${url}: self is ${links.self}`)
    if (links.next?.match(/^\/(?!\/)/) === null) t.fail(`${url}: next is no path: ${links.next}`)
    rows.push(...data)
    url = links.next
  }
  return rows
}

testEvery('small pages give the same as large ones, for every list', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const most = new Map(
    (await listsOf(app)).map((operation) => [operation.path, pageRowsMax(operation)])
  )
  const starts = someOf([...(await startsOf(app)), ...OTHERS], 3)
  for (const start of starts) {
    const large = await walk(t, app, start, most.get(start.split('?')[0] ?? '') ?? 0)
    const size = Math.max(7, Math.ceil(large.length / PAGES))
    const small = await walk(t, app, start, size)
    every.ok(large.length > 0, `${start}: ${large.length} rows`)
    every.ok(
      JSON.stringify(small) === JSON.stringify(large),
      `${start}: the same rows in the same order`
    )
    every.equal(
      new Set(large.map((row) => JSON.stringify(row))).size,
      large.length,
      `${start}: each once`
    )
  }
})

testEvery('the whole data set is there', async (t, every) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  for (const noun of [
    'observation',
    'projection',
    'source',
    'metric',
    'entity',
    'event',
    'relation',
    'scenario',
    'country'
  ]) {
    const path = { entity: '/v1/entities', country: '/v1/countries' }[noun] ?? `/v1/${noun}s`
    const key = noun === 'country' ? 'code' : 'id'
    const held = await pluck(store, `SELECT ${key} FROM ${noun}`)
    const found = (await walk(t, app, path, 100)).map((row) => row[key])
    every.same(found.sort(), held.sort(), `${path}: ${held.length}`)
  }
})

t.test('the default page has 100 rows, the largest 1,000', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  t.equal((await app.inject('/v1/observations')).json().meta.count, 100)
  t.equal((await app.inject('/v1/observations?limit=1000')).json().meta.count, 1_000)
  t.equal((await app.inject('/v1/observations?limit=1001')).statusCode, 400)
})

testEvery('a page that ends with the last row says so', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: ['C0001', 'C0002', 'C0003', 'C0004'].map((id) => ({
      id,
      period: id === 'C0004' ? null : '2023'
    }))
  })
  for (const [limit, pages] of Object.entries({ 1: 4, 2: 2, 3: 2, 4: 1, 5: 1 })) {
    let [url, count]: [string | null, number] = [`/v1/observations?limit=${limit}`, 0]
    while (url !== null) {
      url = (await app.inject(url)).json().links.next as string | null
      count += 1
    }
    every.equal(count, pages, `limit ${limit}`)
  }
})

t.test('rows that do not change are met once while others come and go', async (t) => {
  const { app, store } = await buildTestApp(t)
  const ids = Array.from({ length: 20 }, (_, n) => `C${1000 + n * 10}`)
  await insertRows(store, { observation: ids.map((id) => ({ id })) })
  const met: string[] = []
  let [url, round]: [string | null, number] = ['/v1/observations?limit=3', 0]
  while (url !== null) {
    const { data, links }: Answer = (await app.inject(url)).json()
    met.push(...data.map(({ id }) => String(id)))
    round += 1
    const earlierAndLater = [`C${1000 + round}`, `C${1200 - round}`].map((id) => ({ id }))
    await insertRows(store, { observation: earlierAndLater })
    url = links.next
  }
  t.same(
    met.filter((id) => ids.includes(id)),
    ids.toReversed()
  )
  t.equal(new Set(met).size, met.length, 'none twice')
})

async function firstCursor(app: FastifyInstance, url: string): Promise<string> {
  const { next } = (await app.inject(withParameter(url, 'limit=2'))).json().links
  return new URL(next, 'http://x').searchParams.get('cursor') ?? ''
}
const sealed = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url')

testEvery('forged and truncated cursors', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const starts = someOf([...(await startsOf(app)), ...OTHERS], 3)
  for (const start of starts) {
    const cursor = await firstCursor(app, start)
    const [version, question, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const keys = [
      [],
      null,
      'x',
      5,
      {},
      [null],
      [{}],
      [[]],
      [true],
      ['x', 'y', 'z', 'w'],
      [...key, 'x'],
      key.slice(1),
      [...key.slice(0, -1), null],
      [...key.slice(0, -1), {}]
    ]
    const forged = [
      'x',
      'abc',
      'null',
      '[]',
      '%F0%9F%9A%82',
      '1'.repeat(500),
      cursor.slice(0, -4),
      cursor.slice(4),
      `${cursor}AAAA`,
      cursor.toLowerCase(),
      ...[
        null,
        {},
        [],
        [version],
        [version, question],
        [question, version, key],
        { version, question, key }
      ].map(sealed),
      ...[
        [version, 'x', key],
        [version, null, key],
        [0, question, key],
        [version + 1, question, key],
        ['1', question, key]
      ].map(sealed),
      ...keys.map((wrong) => sealed([version, question, wrong])),
      sealed([version, question, key, 'more'])
    ]
    for (const one of forged) {
      const response = await app.inject(withParameter(start, `cursor=${one}`))
      const what = `${start} ${one} ${Buffer.from(one, 'base64url')}`
      every.equal(response.statusCode, 400, `${what}: ${response.statusCode}`)
      if (response.statusCode !== 400) continue
      every.match(
        response.json(),
        { code: 'invalid_cursor', errors: [{ pointer: '/query/cursor' }] },
        what
      )
    }
    every.equal(
      (await app.inject(withParameter(start, `cursor=${cursor}`))).statusCode,
      200,
      `${start}: the real one`
    )
  }
  const { errors } = (await app.inject('/v1/metrics?cursor=x')).json()
  expectProblem(every, await app.inject('/v1/metrics?cursor=x'), 'invalid_cursor', { errors })
})

testEvery('a cursor of another request', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const lists = await startsOf(app)
  for (const [position, start] of lists.entries()) {
    const other = lists[(position + 1) % lists.length] ?? ''
    const response = await app.inject(
      withParameter(other, `cursor=${await firstCursor(app, start)}`)
    )
    every.equal(response.json().code, 'invalid_cursor', `a cursor of ${start} at ${other}`)
  }
  const start = '/v1/observations?metric=goods_trade&subject=PAK&sort=-period'
  const cursor = await firstCursor(app, start)
  const changed = [
    '/v1/observations',
    '/v1/observations?metric=goods_trade&sort=-period',
    '/v1/observations?metric=goods_trade&subject=KAZ&sort=-period',
    '/v1/observations?metric=goods_trade&subject=PAK&sort=period',
    `${start}&from=2020`,
    `${start}&latest_by_author=1`
  ]
  for (const url of changed)
    every.equal(
      (await app.inject(withParameter(url, `cursor=${cursor}`))).json().code,
      'invalid_cursor',
      url
    )
})

testEvery('only the size of the pages may change on the way', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const start of [...(await startsOf(app)), ...OTHERS]) {
    const all: Answer = (await app.inject(withParameter(start, 'limit=20'))).json()
    const cursor = await firstCursor(app, start)
    const rest: Answer = (
      await app.inject(withParameter(start, `limit=18&cursor=${cursor}`))
    ).json()
    every.same(rest.data, all.data.slice(2), `${start}: 2 and then 18 are 20`)
  }
  const cursor = await firstCursor(app, '/v1/observations?metric=goods_trade&subject=PAK')
  const reordered = await app.inject(
    `/v1/observations?cursor=${cursor}&subject=PAK&limit=3&metric=goods_trade`
  )
  every.equal(reordered.statusCode, 200, 'parameters may come in another order')
})
