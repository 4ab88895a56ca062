// What `meta` tells beside the revision: the time of the data, the total, the next cursor.
import type { FastifyInstance } from 'fastify'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw, write } from '../helpers/changes.ts'
import { runs, SLOW, someOf } from '../helpers/random.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import {
  exampleUrl,
  listsOf,
  type Operation,
  pageRowsMax,
  plainUrl,
  readsOf,
  withParameter
} from './operations.ts'

const JSON_ONLY = { accept: 'application/json' }
const hasTotal = ({ parameters }: Operation) => parameters.some(({ name }) => name === 'total')

type Answer = {
  data: object[]
  meta: { total: number | null; next_cursor: string | null; warnings: string[] }
  links: { next: string | null }
}

async function ask(app: FastifyInstance, url: string): Promise<Answer> {
  return (await app.inject({ url, headers: JSON_ONLY })).json()
}

testEvery('total counts all rows that match, on every list that has it', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const lists = await listsOf(app)
  every.same(
    lists.filter((one) => !hasTotal(one)).map(({ path }) => path),
    ['/v1'],
    'only the list of operations has no total: all of them are there'
  )
  for (const operation of someOf(lists.filter(hasTotal), 4))
    for (const base of [plainUrl(operation), filteredUrl(operation)]) {
      const url = withParameter(base, 'limit=7')
      const { meta } = await ask(app, withParameter(url, 'total=true'))
      const pages = withParameter(base, `limit=${pageRowsMax(operation)}`)
      every.equal(meta.total, await countByWalking(app, pages), url)
      every.same(meta.warnings, [], url)
      every.equal((await ask(app, url)).meta.total, null, `${url}: null unless asked for`)
    }
})

/** Every example at once, without those that give the answer another form. */
function filteredUrl(operation: Operation): string {
  const form = ['limit', 'total', 'fields', 'names', 'format']
  const parameters = operation.parameters.filter(({ name }) => !form.includes(name))
  return exampleUrl({ ...operation, parameters })
}

async function countByWalking(app: FastifyInstance, start: string): Promise<number> {
  let count = 0
  for (let url: string | null = start; url !== null; ) {
    const { data, links }: Answer = await ask(app, url)
    count += data.length
    url = links.next
  }
  return count
}

testEvery('total is of the same data as the rows', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{ id: 'C1' }, { id: 'C2' }] })
  await write(store, { observation: [{ id: 'C3' }] })
  const total = async (query: string) =>
    (await ask(app, `/v1/observations?total=true&limit=1${query}`)).meta.total
  every.equal(await total(''), 3)
  every.equal(await total(`&as_of=${RECORDED_AT}`), 2)
  every.equal(await total('&latest_by_author=1&metric=goods_trade'), 3)
  every.equal(await total('&subject=KAZ'), 0)
})

const ELSEWHERE = [
  '/v1/series?metric=goods_exports',
  '/v1/series?metric=goods_exports&from=2020&to=2022',
  '/v1/series?metric=goods_exports&from=2024-03',
  '/v1/series?metric=goods_exports&to=1950',
  '/v1/series?metric=goods_exports&sort=-value&from=2020',
  '/v1/series?metric=goods_trade&country=PAK&calendar=fiscal_year,P1M',
  '/v1/series?metric=goods_exports&direction=none&partner_kind=country',
  '/v1/series?metric=transit_trade_value&mode=road,none',
  '/v1/series?metric=goods_trade&between=PAK,KAZ&rule=source:inform-kaz-2023',
  '/v1/series?metric=goods_trade&rule=source:inform-kaz-2023&from=2023&to=2023',
  '/v1/series?metric=goods_trade&rule=source:inform-kaz-2023&from=2024',
  '/v1/forecasts?metric=goods_exports&country=AFG&calendar=year',
  '/v1/forecasts?metric=goods_trade&source=inform-kaz-2023',
  '/v1/forecasts?metric=goods_trade&rule=source:inform-kaz-2023&product=none',
  '/v1/forecasts?metric=goods_exports&by=author&country=PAK&calendar=year',
  '/v1/forecasts?metric=goods_trade&by=author&source=inform-kaz-2023',
  '/v1/forecasts/evaluation?frequency=A',
  '/v1/forecasts/evaluation?topic=trade,transit',
  '/v1/changes?type=observation&since=0',
  '/v1/changes?type=entity,relation',
  '/v1/changes?since=1',
  '/v1/imports?state=refused',
  '/v1/imports?state=done&kind=starter',
  '/v1/search?q=trade kazakhstan',
  '/v1/search?q=pakistan kazakhstan&type=series',
  '/v1/search?q=Kazakstan',
  '/v1/search?q=trade&type=metric,projection',
  '/v1/search?q=qqqq'
]

testEvery(
  'total counts what the filters of computed and composed lists leave',
  async (t, every) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    let filled = 0
    for (const url of someOf(ELSEWHERE, 7).map(encodeURI)) {
      const { statusCode } = await app.inject(url)
      if (statusCode !== 200) {
        every.equal(statusCode, 200, url)
        continue
      }
      const { meta } = await ask(app, withParameter(url, 'total=true&limit=1'))
      every.equal(meta.total, await countByWalking(app, withParameter(url, 'limit=100')), url)
      if (meta.total) filled += 1
    }
    every.ok(filled >= runs(0, 13), `${filled} of them have rows`)
  }
)

testEvery('changes and versions are counted with withdrawals and corrections', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{ id: 'C1' }, { id: 'C2' }] })
  await write(store, { observation: [{ id: 'C1', value: 7, text: '7' }] })
  await withdraw(store, 'observation', 'C1')
  for (const [url, total] of [
    ['/v1/changes?type=observation', 4],
    ['/v1/changes?type=observation&since=1', 2],
    ['/v1/changes?since=3', 0],
    ['/v1/observations/C1/history', 3],
    ['/v1/observations/C2/history', 1]
  ] as const)
    for (const page of [url, withParameter(url, 'limit=1')]) {
      const { meta } = await ask(app, withParameter(page, 'total=true'))
      every.equal(meta.total, total, page)
      every.equal(await countByWalking(app, page), total, `${page}: as many rows`)
    }
})

const OF_THEN = 'total: rows of an earlier time (`as_of`) are not counted here.'

testEvery(
  'forecasts by rule of an earlier time are not counted, by author they are',
  async (t, every) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, { observation: [{ id: 'C1' }] })
    await write(store, { observation: [{ id: 'C2', attributed_to: 'B' }] })
    const url = '/v1/forecasts?metric=goods_trade&total=true'
    for (const [query, total, warnings] of [
      ['', 1, []],
      ['&by=author', 2, []],
      [`&as_of=${RECORDED_AT}`, null, [OF_THEN]],
      [`&as_of=${RECORDED_AT}&by=author`, 1, []]
    ] as const) {
      const { meta } = await ask(app, url + query)
      every.same([meta.total, meta.warnings], [total, warnings], query)
    }
  }
)

testEvery(
  'series are not counted where all their claims would be read',
  async (t, every) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, { observation: [{ id: 'C1' }] })
    const many = Array.from({ length: 5_001 }, (_, index) => ({
      id: `D${index}`,
      source: 'many-claims',
      attributed_to: `author ${index}`
    }))
    await write(store, { source: [{ id: 'many-claims' }], observation: many })
    const url = '/v1/series?metric=goods_trade&total=true'
    const tooLong =
      'total: counting these rows would take too long; the description of the list says when.'
    for (const [query, total, warnings] of [
      ['', 1, []],
      ['&as_of=9999-12-31', 1, [/^as_of: /]],
      [`&as_of=${RECORDED_AT}`, null, [OF_THEN]],
      ['&rule=source:many-claims', null, [tooLong]],
      [`&rule=source:a-paper&as_of=${RECORDED_AT}`, null, [OF_THEN]]
    ] as const) {
      const { data, meta } = await ask(app, url + query)
      every.equal(data.length, 1, query)
      every.equal(meta.total, total, query)
      every.equal(meta.warnings.length, warnings.length, query)
      every.match(meta.warnings, warnings, query)
    }
  },
  SLOW
)

testEvery('the next page does not count again, and takes the cursor of meta', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { meta, links } = await ask(app, '/v1/sources?total=true&limit=2')
  every.equal(links.next, `/v1/sources?limit=2&cursor=${meta.next_cursor}`)
  const next = await ask(app, links.next ?? '')
  every.equal(next.meta.total, null)
  const counted = await ask(app, `/v1/sources?total=true&limit=2&cursor=${meta.next_cursor}`)
  every.same(counted.data, next.data, 'a cursor goes with total or without it')
  every.equal(counted.meta.total, 348 + 143)
  every.equal((await ask(app, '/v1/scenarios')).meta.next_cursor, null, 'null at the end')
})

testEvery('updated_at is the time of the revision, on every answer', async (t, every) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  // Citations are texts.
  const reads = (await readsOf(app)).filter(({ path }) => !path.endsWith('/citation'))
  for (const operation of someOf(reads, 6)) {
    const { meta } = (await app.inject({ url: exampleUrl(operation), headers: JSON_ONLY })).json()
    if (meta) every.equal(meta.updated_at, '2026-11-23T00:00:00Z', operation.operationId)
  }
  // All answers show the catalogue.
  await write(store, { scenario: [{ id: 'another-scenario' }] }, { time: '2027-02-03T04:05:06Z' })
  const updatedAt = async (url: string) => (await app.inject(url)).json().meta.updated_at
  every.equal(await updatedAt('/v1/metrics'), '2027-02-03T04:05:06Z')
  every.equal(await updatedAt('/v1/metrics/goods_trade'), '2027-02-03T04:05:06Z')
  every.equal(await updatedAt('/v1/observations?as_of=2026-12-01'), '2026-11-23T00:00:00Z')
  every.equal(await updatedAt('/v1/observations/C0392?as_of=2026-12-01'), '2026-11-23T00:00:00Z')
})

testEvery('without data there is no time', async (t, every) => {
  const { app } = await buildTestApp(t)
  every.equal((await app.inject('/v1/sources')).json().meta.updated_at, null)
})
