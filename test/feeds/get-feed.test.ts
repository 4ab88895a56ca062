// getFeedAtom and getFeedJson: whole answers, pages, headers and what is refused.
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import type { JsonFeed } from '../../src/feeds/schemas.ts'
import { VERSION } from '../../src/version.ts'
import { exampleUrl, feedsOf, filledUrl } from '../app/operations.ts'
import { buildTestApp } from '../helpers/app.ts'
import { withdrawAll, write } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

const SETTINGS = { PUBLIC_URL: 'https://metrics.example' }

t.test('a claim, its correction and its withdrawal, in both formats', async (t) => {
  const { app, store } = await buildTestApp(t, { settings: SETTINGS })
  await insertRows(store, { observation: [{}] }, { time: '2026-01-01T00:00:00Z' })
  await write(
    store,
    { observation: [{ value: 55000000, text: '$55 million' }] },
    { time: '2026-02-01T00:00:00Z', note: 'A misprint.' }
  )
  await withdrawAll(
    store,
    { observation: ['C0001'] },
    { time: '2026-03-01T00:00:00Z', note: 'Not found again.' }
  )
  const json = await app.inject('/v1/feed.json?metric=goods_trade')
  const source = 'Read in: A Paper, “Trade grows”, https://example.org/trade'
  const definition = 'Goods trade turnover: Exports plus imports.'
  const item = (id: string, event: string, revision: number, time: string) => ({
    id: `urn:uuid:${id}`,
    external_url: 'https://example.org/trade',
    date_published: time,
    date_modified: time,
    authors: [{ name: 'A Ministry' }],
    tags: [event, 'goods_trade'],
    _corridor_metrics: {
      event,
      type: 'observation',
      id: 'C0001',
      metric: 'goods_trade',
      revision
    }
  })
  t.same(json.json(), {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Corridor Metrics: goods trade turnover',
    home_page_url: 'https://metrics.example/',
    feed_url: 'https://metrics.example/v1/feed.json?metric=goods_trade',
    description: 'What is new in the data, the newest first. The question: goods trade turnover.',
    authors: [{ name: 'Corridor Metrics' }],
    language: 'en',
    _corridor_metrics: {
      about: 'https://metrics.example/docs',
      id: 'urn:uuid:e20de013-2a59-5e71-96e2-2843016dc8a1',
      updated: '2026-03-01T00:00:00Z',
      rights: 'Facts quoted with attribution: name the source of each figure.',
      generator: { name: 'Corridor Metrics', version: VERSION }
    },
    items: [
      {
        ...item('9ddafd3f-cebb-5226-8a03-bdd0552d5b9b', 'withdrawal', 3, '2026-03-01T00:00:00Z'),
        url: 'https://metrics.example/v1/observations/C0001/history',
        title:
          'Withdrawn: Pakistan–Kazakhstan, goods trade turnover, 2023: $55 million, said A Ministry',
        content_text: [
          'It was printed as: $55 million',
          'Author: A Ministry',
          source,
          'Reason: Not found again.',
          definition
        ].join('\n')
      },
      {
        ...item('e02d11a8-6e60-5766-903b-6f30b0d430b7', 'correction', 2, '2026-02-01T00:00:00Z'),
        url: 'https://metrics.example/v1/observations/C0001?as_of=2',
        title:
          'Corrected: Pakistan–Kazakhstan, goods trade turnover, 2023: now $55 million, before $52.5 million, says A Ministry',
        content_text: [
          'Printed as: $55 million',
          'Changed: figure from $52.5 million to $55 million.',
          'Changed: printed text from “$52.5 million” to “$55 million”.',
          'Author: A Ministry',
          source,
          'Reason: A misprint.',
          definition
        ].join('\n')
      },
      {
        ...item('09a2c970-686a-539a-b6ee-f847fcbadef3', 'claim', 1, '2026-01-01T00:00:00Z'),
        url: 'https://metrics.example/v1/observations/C0001?as_of=1',
        title: 'Pakistan–Kazakhstan, goods trade turnover, 2023: $52.5 million, says A Ministry',
        content_text: ['Printed as: $52.5 million', 'Author: A Ministry', source, definition].join(
          '\n'
        )
      }
    ]
  })
  const atom = await app.inject('/v1/feed.atom?metric=goods_trade&event=withdrawal')
  t.equal(
    atom.body,
    `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>urn:uuid:ff7ef3bf-651f-508d-9623-b20d66f14d10</id>
  <title>Corridor Metrics: goods trade turnover; only withdrawals</title>
  <subtitle>What is new in the data, the newest first. The question: goods trade turnover; only withdrawals.</subtitle>
  <updated>2026-03-01T00:00:00Z</updated>
  <author>
    <name>Corridor Metrics</name>
  </author>
  <link rel="self" type="application/atom+xml" href="https://metrics.example/v1/feed.atom?metric=goods_trade&amp;event=withdrawal"/>
  <link rel="alternate" type="application/feed+json" href="https://metrics.example/v1/feed.json?metric=goods_trade&amp;event=withdrawal"/>
  <link rel="first" type="application/atom+xml" href="https://metrics.example/v1/feed.atom?metric=goods_trade&amp;event=withdrawal"/>
  <generator uri="https://metrics.example/" version="${VERSION}">Corridor Metrics</generator>
  <rights>Facts quoted with attribution: name the source of each figure.</rights>
  <entry>
    <id>urn:uuid:9ddafd3f-cebb-5226-8a03-bdd0552d5b9b</id>
    <title>Withdrawn: Pakistan–Kazakhstan, goods trade turnover, 2023: $55 million, said A Ministry</title>
    <published>2026-03-01T00:00:00Z</published>
    <updated>2026-03-01T00:00:00Z</updated>
    <author>
      <name>A Ministry</name>
    </author>
    <link rel="alternate" type="application/json" href="https://metrics.example/v1/observations/C0001/history"/>
    <link rel="via" href="https://example.org/trade"/>
    <category term="withdrawal" label="Withdrawal"/>
    <category term="goods_trade" label="Goods trade turnover"/>
    <content type="text">It was printed as: $55 million
Author: A Ministry
Read in: A Paper, “Trade grows”, https://example.org/trade
Reason: Not found again.
Goods trade turnover: Exports plus imports.</content>
  </entry>
</feed>
`
  )
  t.equal(json.headers['content-type'], 'application/feed+json')
  t.equal(atom.headers['content-type'], 'application/atom+xml; charset=utf-8')
})

t.test('pages lead from one to the next, and a page knows the first', async (t) => {
  const { app, store } = await buildTestApp(t)
  const observation = ['C1', 'C2', 'C3'].map((id) => ({ id }))
  await insertRows(store, { observation })
  const address = '/v1/feed.json?country=pk&event=claim&limit=2'
  const first = await app.inject(address)
  const page: JsonFeed = first.json()
  t.same(page.items.map(idOf), ['C3', 'C2'])
  t.equal(page.feed_url, `http://localhost:3000${address}`)
  const next = page.next_url?.replace('http://localhost:3000', '') ?? ''
  t.equal(first.headers.link, `<${address}>; rel="self", <${next}>; rel="next"`)
  const second: JsonFeed = (await app.inject(next)).json()
  t.same(second.items.map(idOf), ['C1'])
  t.equal(second.next_url, undefined)
  t.equal(second.feed_url, page.feed_url)
  const { body } = await app.inject('/v1/feed.atom?country=PAK&event=claim&limit=2')
  const [, cursor] = /rel="next"[^>]*href="[^"]*cursor=(\w+)"/.exec(body) ?? []
  const last = (await app.inject(`/v1/feed.atom?country=PAK&event=claim&limit=1&cursor=${cursor}`))
    .body
  t.match(
    last,
    `href="http://localhost:3000/v1/feed.atom?country=PAK&amp;event=claim&amp;limit=1&amp;cursor=${cursor}"`
  )
  t.match(
    last,
    '<link rel="first" type="application/atom+xml" href="http://localhost:3000/v1/feed.atom?country=PAK&amp;event=claim&amp;limit=1"/>'
  )
  t.notMatch(last, 'rel="next"')
  const ids = [...body.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id)
  t.same(
    ids.slice(1),
    page.items.map(({ id }) => id),
    'entries have the same ids in both formats'
  )
  t.equal(ids[0], /<id>(.*?)<\/id>/.exec(last)?.[1], 'all pages have the id of the feed')
})

t.test('ids are the same on every host', async (t) => {
  const { app, store } = await buildTestApp(t)
  const other = await buildTestApp(t, { settings: SETTINGS })
  for (const one of [store, other.store]) await insertRows(one, { observation: [{}] })
  const read = async (one: typeof app): Promise<JsonFeed> =>
    (await one.inject('/v1/feed.json?metric=goods_trade&country=KAZ')).json()
  const [here, there] = [await read(app), await read(other.app)]
  t.same(
    here.items.map(({ id }) => id),
    there.items.map(({ id }) => id)
  )
  t.equal(here._corridor_metrics.id, there._corridor_metrics.id)
  t.equal(here.items[0]?.url.startsWith('http://localhost:3000/v1/'), true)
  t.equal(there.items[0]?.url.startsWith('https://metrics.example/v1/'), true)
})

t.test('tags, HEAD and compression are those of all routes', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const url of ['/v1/feed.atom?metric=goods_trade', '/v1/feed.json?metric=goods_trade']) {
    const { headers, body } = await app.inject(url)
    t.match(headers, {
      etag: /^W\/".+"$/,
      'cache-control': 'public, max-age=60, s-maxage=60, stale-while-revalidate=300',
      vary: 'Accept, Accept-Encoding'
    })
    const again = await app.inject({ url, headers: { 'if-none-match': String(headers.etag) } })
    t.equal(again.statusCode, 304)
    t.equal(again.body, '')
    const head = await app.inject({ method: 'HEAD', url })
    t.equal(head.statusCode, 200)
    t.equal(head.body, '')
    t.equal(head.headers.etag, headers.etag)
    const packed = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } })
    t.equal(packed.headers['content-encoding'], 'gzip')
    t.equal(gunzipSync(packed.rawPayload).toString(), body)
  }
})

t.test('a question that is too broad, and what else is refused', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const path of ['/v1/feed.atom', '/v1/feed.json']) {
    expectProblem(t, await app.inject(`${path}?event=claim`), 'invalid_parameter', {
      errors: [
        {
          pointer: '/query/metric',
          message:
            'A feed of everything would be too broad to follow: name at least one metric or ' +
            'country. Mirrors of all data read /v1/changes.',
          allowed: ['metric=goods_trade', 'country=PAK', 'between=PAK,KAZ']
        }
      ]
    })
    t.equal((await app.inject(path)).json().try, `${path}?metric=goods_trade`)
    t.equal(
      (await app.inject(`${path}?event=claim`)).json().try,
      `${path}?event=claim&metric=goods_trade`
    )
    for (const [query, code, tried] of [
      ['metric=goods_trad', 'unknown_id', null],
      ['metric=goods_trade,goods_trad', 'unknown_id', null],
      ['country=PAK&metric=nope', 'unknown_id', null],
      ['country=Xyzzy', 'unknown_id', null],
      ['country=PAK&event=news', 'invalid_parameter', 'country=PAK'],
      [
        `metric=${Array.from({ length: 11 }, (_, index) => `m${index}`)}`,
        'invalid_parameter',
        null
      ],
      ['metric=goods_trade&limit=201', 'invalid_parameter', 'metric=goods_trade&limit=50'],
      ['metric=goods_trade&cursor=x', 'invalid_cursor', null],
      ['metrik=goods_trade', 'unknown_parameter', 'metric=goods_trade'],
      ['topic=trade', 'unknown_parameter', null],
      ['metric=goods_trade&as_of=2026', 'unknown_parameter', 'metric=goods_trade']
    ] as const) {
      const problem = (await app.inject(`${path}?${query}`)).json()
      t.match(problem, { status: 400, code }, query)
      t.equal(problem.try, tried === null ? null : `${path}?${tried}`, query)
    }
  }
  t.equal((await app.inject({ method: 'POST', url: '/v1/feed.atom' })).statusCode, 405)
})

t.test('the examples of the document give entries', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const operations = await feedsOf(app)
  t.same(
    operations.map(({ operationId }) => operationId),
    ['getFeedAtom', 'getFeedJson']
  )
  for (const operation of operations)
    for (const url of [filledUrl(operation), exampleUrl(operation)])
      t.match((await app.inject(url)).body, /<entry>|"id":"urn:uuid:/, url)
  for (const event of ['claim', 'projection', 'conflict']) {
    const feed: JsonFeed = (
      await app.inject(`/v1/feed.json?metric=goods_trade&event=${event}`)
    ).json()
    t.ok(feed.items.length > 0, event)
    t.same(new Set(feed.items.map(({ tags }) => tags[0])), new Set([event]))
  }
})

function idOf({ _corridor_metrics: { id } }: JsonFeed['items'][number]): string {
  return id
}

t.test('a pair is followed in either order, and nothing else', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const seen = new Set<string>()
  let url: string | undefined =
    '/v1/feed.json?metric=goods_trade&between=KAZ,PAK&event=claim&limit=200'
  while (url) {
    const feed: JsonFeed = (await app.inject(url)).json()
    for (const { title } of feed.items) seen.add(title.split(',')[0] ?? '')
    url = feed.next_url?.replace(/^https?:\/\/[^/]+/, '')
  }
  t.same([...seen].sort(), ['Kazakhstan–Pakistan', 'Pakistan–Kazakhstan'])
})
