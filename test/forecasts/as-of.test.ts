// Forecasts as of an earlier time are what the same request answered then.
import t, { type Test } from 'tap'
import { asOf as pastOf } from '../../src/db/as-of.ts'
import type { Store } from '../../src/db/store.ts'
import { listAuthorSeries } from '../../src/observations/series/author-series.ts'
import { buildTestApp } from '../helpers/app.ts'
import { withdrawAll } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { someOf } from '../helpers/random.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'
import { asOf, type Said, said } from '../helpers/said.ts'
import { testEvery } from '../helpers/test-every.ts'

type Claims = NonNullable<Rows['observation']>

/** One claim a year from `first` on. */
const yearly = (id: string, values: number[], over: Claims[number] = {}, first = 2014): Claims =>
  values.map((value, index) => ({
    id: `${id}${index + 1}`,
    period: String(first + index),
    value,
    attributed_to: id,
    ...over
  }))
const ids = (id: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${id}${index + 1}`)

type Change = (store: Store, time: string) => Promise<unknown>
const write =
  (rows: Rows): Change =>
  (store, time) =>
    insertRows(store, rows, { time })

/** What came in, was corrected and went, each with its time. */
const HISTORY: [time: string, change: Change][] = [
  [
    '2020-01-02T03:04:05Z',
    write({
      observation: [
        ...yearly('A', [10, 12, 13, 12, 16, 18]),
        ...yearly('B', [20, 21, 23]),
        ...yearly('K', [5, 6, 7, 8], { subject: 'KAZ', partner: 'PAK' })
      ]
    })
  ],
  // B overtakes A, in the order of the list as in its values; another author and source come.
  [
    '2020-02-01T00:00:00Z',
    write({
      source: [{}, { id: 'b-paper', published: '2024-11-01' }],
      observation: [
        ...yearly('A', [11]),
        ...yearly('B', [20, 22, 24, 26, 27, 29, 40]),
        ...yearly('C', [1, 2, 4, 8, 16, 32], { source: 'b-paper' }),
        { id: 'A9', period: '2019', value: 19, attributed_to: 'A', source: 'b-paper' },
        { id: 'N1', period: null, attributed_to: 'A' }
      ]
    })
  ],
  [
    '2020-03-01T00:00:00Z',
    (store, time) => withdrawAll(store, { observation: ids('B', 7) }, { time })
  ],
  [
    '2020-04-01T00:00:00Z',
    write({
      metric: [{ desired: 'decrease', minimum: 0, maximum: 30 }],
      source: [{ published: '2025-01-01', publisher: 'A Paper, renamed' }],
      observation: yearly('A', [15], { value: null, low: 9, high: 15, bound: 'range' })
    })
  ],
  // Most of the series have ended long before; the claims of C are of another series now.
  [
    '2026-01-01T00:00:00Z',
    write({
      observation: [
        ...yearly('C', [1, 2, 4, 8, 16, 32], { subject: 'UZB' }, 2019),
        ...yearly('B', [30, 31], {}, 2023)
      ]
    })
  ]
]

const URLS = [
  '/v1/forecasts?metric=goods_trade',
  '/v1/forecasts?metric=goods_trade&limit=1',
  '/v1/forecasts?metric=goods_trade&rule=median&method=drift&level=80&horizon=2',
  '/v1/forecasts?metric=goods_trade&rule=source:b-paper',
  '/v1/forecasts?metric=goods_trade&source=b-paper&names=en',
  '/v1/forecasts?metric=goods_trade&country=UZB',
  '/v1/forecasts?metric=goods_trade&product=none&calendar=year&subject=PAK',
  '/v1/forecasts?metric=goods_trade&calendar=month',
  '/v1/forecasts.csv?metric=goods_trade',
  '/v1/forecasts?metric=goods_trade&by=author&total=true',
  '/v1/forecasts?metric=goods_trade&by=author&limit=1',
  '/v1/forecasts?metric=goods_trade&by=author&source=b-paper&total=true',
  '/v1/forecasts?metric=goods_trade&by=author&subject=PAK,UZB&partner=KAZ&calendar=year',
  '/v1/forecasts?metric=goods_trade&by=author&calendar=P1M',
  '/v1/forecasts.csv?metric=goods_trade&by=author&limit=2',
  '/v1/forecasts.csv?metric=goods_trade&by=author'
]

/** Makes the history, and asks for these addresses after each of its revisions. */
async function liveThrough(t: Test, urls: readonly string[]) {
  const { app, store } = await buildTestApp(t)
  const answers: { url: string; time: string; given: Said }[] = []
  for (const [time, change] of HISTORY) {
    await change(store, time)
    for (const url of urls) answers.push({ url, time, given: await said(app, url) })
  }
  return { app, store, answers }
}

testEvery('each answer of the past is the one that was given then', async (t, every) => {
  const { app, answers } = await liveThrough(t, someOf(URLS, 7))
  for (const { url, time, given } of answers)
    every.same(await said(app, asOf(url, time)), given, asOf(url, time))
  const different = new Set(answers.map(({ given }) => JSON.stringify(given))).size
  every.ok(different > HISTORY.length, `${different} of ${answers.length} differ`)
})

testEvery('the pages of a walk are of one revision, whatever is written', async (t, every) => {
  const urls = ['rule', 'author'].map((by) => `/v1/forecasts?metric=goods_trade&by=${by}&limit=1`)
  const { app, store, answers } = await liveThrough(t, urls)
  const [time] = HISTORY[3] ?? []
  for (const url of urls) {
    const first = (await app.inject(`${url}&as_of=2025-01-01`)).json()
    await withdrawAll(store, { observation: ids('A', 6) }, { time: '2026-02-01T00:00:00Z' })
    await insertRows(
      store,
      { observation: yearly('A', [1, 2, 3, 4, 5, 6]) },
      { time: '2026-02-02T00:00:00Z' }
    )
    const rest = await said(app, first.links.next)
    const found = answers.find((one) => one.url === url && one.time === time)
    every.same([...first.data, ...(rest.data as unknown[])], found?.given.data, url)
    every.equal(first.meta.revision, 4, url)
  }
})

testEvery('what is refused, is refused with what worked then', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  const [early, late] = ['2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z']
  const metric = [{}, { id: 'students', unit: 'person' }, { id: 'lpi_rank', unit: 'rank' }]
  const ofKazakhstan = yearly('K', [5, 6], { subject: 'KAZ', partner: null })
  const undated = { id: 'X1', metric: 'students', period: null, partner: null }
  await insertRows(store, { metric, observation: [...ofKazakhstan, undated] }, { time: early })
  const ofMany = yearly('S', [1, 2, 3], { metric: 'students', partner: null })
  const ofPakistan = yearly('P', [1, 2, 3, 4], { partner: null })
  await insertRows(store, { observation: [...ofMany, ...ofPakistan] }, { time: late })
  const works = `/v1/forecasts?metric=goods_trade&subject=KAZ&as_of=${early}`
  for (const [query, what] of [
    ['metric=students', 'students has no series: no claim about it names a period.'],
    ['metric=students&by=author', 'students has no series: no claim about it names a period.'],
    ['metric=goods_trade&subject=PAK', 'goods_trade has no series that all filters allow.'],
    [
      'metric=lpi_rank',
      'lpi_rank is a rank, which moves by what others do: a forecast makes no sense.'
    ]
  ]) {
    const response = await app.inject(`/v1/forecasts?${query}&as_of=${early}`)
    const message = `${what} A request that works: GET ${works}.`
    expectProblem(every, response, 'invalid_parameter', {
      detail: `/query/metric: ${message}`,
      errors: [{ pointer: '/query/metric', message, allowed: [`GET ${works}`] }]
    })
    every.equal(response.json().try, works)
  }
  every.equal((await said(app, works)).status, 200)
  const known = await app.inject(
    `/v1/forecasts?metric=goods_trade&rule=source:b-paper&as_of=${early}`
  )
  every.equal(known.json().code, 'unknown_id', 'a source that there was not')
})

t.test('series of authors are refused where too many claims would be counted', async (t) => {
  const { store } = await liveThrough(t, [])
  await store.snapshot(async (now) => {
    const past = await pastOf(now, 1)
    const list = (most: number) =>
      listAuthorSeries(past, { metric: 'goods_trade', subject: ['PAK'] }, { limit: 1 }, most)
    t.match(await list(9), [{ attributed_to: 'A', observations: 6 }])
    await t.rejects(list(8), { code: 'invalid_parameter', errors: [{ pointer: '/query/by' }] })
  })
})

t.test(
  'the series of an earlier time are counted once, until there is a new revision',
  async (t) => {
    const { store } = await liveThrough(t, [])
    const list = (revision: number, { subject = 'PAK', most = 9 } = {}) =>
      store.snapshot(async (now) => {
        const filters = { metric: 'goods_trade', subject: [subject] }
        const [first] = await listAuthorSeries(
          await pastOf(now, revision),
          filters,
          { limit: 1 },
          most
        )
        return first
      })
    const [first, second] = [await list(1), await list(2, { most: 99 })]
    t.match([first, second], [{ observations: 6 }, { observations: 7 }])
    t.equal(await list(1), first)
    t.equal(await list(2, { most: 99 }), second)
    t.match(await list(1, { subject: 'KAZ' }), { observations: 4, subject: 'KAZ' })
    await t.rejects(list(1, { most: 8 }), { code: 'invalid_parameter' }, 'another limit')
    t.equal(await list(1), first)
    await insertRows(store, { source: [{ publisher: 'B' }] }, { time: '2026-02-01T00:00:00Z' })
    t.not(await list(1), first)
    t.same(await list(1), first)
  }
)
