// The list of projections by their assessments: filters, orders, pages, CSV and the past.
import type { LightMyRequestResponse } from 'fastify'
import t, { type Test } from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { write } from '../helpers/changes.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

type Assessed = {
  id: string
  assessment: { status: string | null; reason: string | null; gap_percent: number | null }
}
type Page = { data: Assessed[]; meta: { total: number | null }; links: { next: string | null } }

/** In 2024 the series has 100, and the way from 100 to a target has more or less than that. */
const promise = (id: string, row: object = {}) => ({
  id,
  base_period: '2020',
  base_value: 50,
  target_period: '2028',
  ...row
})
const projection: NonNullable<Rows['projection']> = [
  // The way asks for the root of 50 times the target in 2024: 50 · √(value / 50).
  promise('P01', { value: 200 }),
  promise('P02', { value: 800 }),
  promise('P03', { value: 312.5, attributed_to: 'Ministry & Co.' }),
  promise('P04', { value: 312.5 }),
  promise('P05', { value: 60 }),
  promise('P06', { value: 120, base_value: 110, base_period: '2019' }),
  promise('P07', { value: 150, target_period: '2024' }),
  promise('P08', { value: 900, target_period: null }),
  promise('P09', { value: 900, target_period: null, base_value: null }),
  promise('P10', { metric: 'transit', value: 1 }),
  promise('P11', { value: 312.5, kind: 'forecast', attributed_to: 'Ministry & Co.' }),
  promise('P12', { value: 125, kind: 'forecast', target_period: '2024' })
]
/** Largest gaps first, equal ones by id, those without a gap last, such as forecasts. */
const FALLING = [
  ['P02', 50],
  ['P07', 33.33],
  ['P03', 20],
  ['P04', 20],
  ['P06', 13.38],
  ['P01', 0],
  ['P05', -82.57],
  ['P08', null],
  ['P09', null],
  ['P10', null],
  ['P11', null],
  ['P12', null]
]
const RISING = ['P05', 'P01', 'P06', 'P03', 'P04', 'P07', 'P02', 'P08', 'P09', 'P10', 'P11', 'P12']

async function given(t: Test): Promise<TestApp> {
  const made = await buildTestApp(t)
  await insertRows(made.store, {
    metric: [{ symmetric: false }, { id: 'transit', symmetric: false }],
    observation: [{ id: 'C1', period: '2024', value: 100, text: '100' }],
    projection
  })
  return made
}

const ask = async ({ app }: TestApp, query: string): Promise<Page> =>
  (await app.inject(`/v1/projections?${query}`)).json()
const idsOf = async (made: TestApp, query: string) =>
  (await ask(made, query)).data.map(({ id }) => id)

t.test('200 with the assessments', async (t) => {
  const { data } = await ask(await given(t), '')
  t.same(
    data.map(({ id, assessment: { status, reason } }) => [id, status ?? reason]),
    [
      ['P01', 'on_track'],
      ['P02', 'far_behind'],
      ['P03', 'behind'],
      ['P04', 'behind'],
      ['P05', 'achieved'],
      ['P06', 'wrong_way'],
      ['P07', 'missed'],
      ['P08', 'not_assessable'],
      ['P09', 'not_assessable'],
      ['P10', 'not_assessable'],
      ['P11', 'not_observed'],
      ['P12', null]
    ]
  )
})

t.test('filters by status, kind and maker', async (t) => {
  const made = await given(t)
  t.same(await idsOf(made, 'status=behind'), ['P03', 'P04'])
  t.same(await idsOf(made, 'status=far_behind,on_track'), ['P01', 'P02'])
  t.same(await idsOf(made, 'status=not_assessable'), ['P08', 'P09', 'P10'])
  t.same(await idsOf(made, 'status=not_assessable&metric=transit'), ['P10'])
  t.same(await idsOf(made, 'status=achieved&kind=forecast'), [], 'a forecast has no status')
  t.same(await idsOf(made, 'kind=forecast'), ['P11', 'P12'])
  t.same(await idsOf(made, 'attributed_to=Ministry%20%26%20Co.'), ['P03', 'P11'])
  t.same(await idsOf(made, 'attributed_to=Ministry%20%26%20Co.&status=behind'), ['P03'])
  t.same(await idsOf(made, 'attributed_to=ministry%20%26%20co.'), [], 'as it is written')
})

t.test('by gap in both directions, without a gap last, equal ones by id', async (t) => {
  const made = await given(t)
  const { data } = await ask(made, 'sort=-gap_percent')
  t.same(
    data.map(({ id, assessment: { gap_percent } }) => [id, gap_percent]),
    FALLING
  )
  t.same(await idsOf(made, 'sort=gap_percent'), RISING)
  t.same(await idsOf(made, 'sort=-gap_percent&status=behind,not_assessable'), [
    'P03',
    'P04',
    'P08',
    'P09',
    'P10'
  ])
  t.same(
    await idsOf(made, 'sort=id'),
    projection.map(({ id }) => id)
  )
})

testEvery('pages of any size have each projection once, in order', async (t, every) => {
  const made = await given(t)
  for (const query of [
    'sort=-gap_percent',
    'sort=gap_percent',
    'sort=id',
    'status=behind,missed'
  ]) {
    const all = await idsOf(made, query)
    for (const limit of [1, 2, 5, 9, 11]) {
      const found: string[] = []
      for (let url: string | null = `/v1/projections?${query}&limit=${limit}`; url !== null; ) {
        const page: Page = (await made.app.inject(url)).json()
        found.push(...page.data.map(({ id }) => id))
        if (found.length > all.length) break
        url = page.links.next
      }
      every.same(found, all, `${query}, ${limit} a page`)
    }
  }
})

testEvery('CSV walks over the same rows, whole and by the page', async (t, every) => {
  const made = await given(t)
  const idsIn = (body: string) => body.trim().split('\n').slice(1)
  for (const query of ['sort=-gap_percent', 'sort=gap_percent', 'status=not_assessable,behind']) {
    const all = await idsOf(made, query)
    const whole = await made.app.inject(`/v1/projections.csv?${query}&fields=id`)
    every.same(idsIn(whole.body), all, query)
    const found: string[] = []
    let url: string | undefined = `/v1/projections.csv?${query}&fields=id&limit=1`
    while (url && found.length <= all.length) {
      const page: LightMyRequestResponse = await made.app.inject(url)
      found.push(...idsIn(page.body))
      url = /<([^>]+)>; rel="next"/.exec(String(page.headers.link))?.[1]
    }
    every.same(found, all, `${query}, one a page`)
  }
})

t.test('CSV has the fields of the assessment', async (t) => {
  const { app } = await given(t)
  const csv = (
    await app.inject(
      '/v1/projections.csv?status=behind,missed&fields=id,assessment_status,' +
        'assessment_gap_percent,assessment_latest_value,assessment_series_made'
    )
  ).body
  t.same(csv.trim().split('\n'), [
    'id,assessment_status,assessment_gap_percent,assessment_latest_value,assessment_series_made',
    'P03,behind,20,100,',
    'P04,behind,20,100,',
    'P07,missed,33.33,100,'
  ])
})

t.test('total counts what the filters choose', async (t) => {
  const made = await given(t)
  const total = async (query: string) => (await ask(made, `${query}&total=true&limit=1`)).meta.total
  t.equal(await total('status=behind'), 2)
  t.equal(await total('status=behind&sort=-gap_percent'), 2)
  t.equal(await total('sort=gap_percent'), 12)
  t.equal(await total('attributed_to=nobody'), 0)
})

t.test('as of an earlier time, its statuses and its order', async (t) => {
  const made = await given(t)
  await write(made.store, { observation: [{ id: 'C1', period: '2024', value: 40, text: '40' }] })
  const now = await ask(made, 'status=wrong_way')
  t.same(
    now.data.map(({ id }) => id),
    ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P08']
  )
  const then = 'as_of=2026-01-02'
  t.same(await idsOf(made, `status=wrong_way&${then}`), ['P06'])
  t.same(await idsOf(made, `status=behind&${then}`), ['P03', 'P04'])
  t.same(await idsOf(made, `sort=gap_percent&${then}`), RISING)
  const found: string[] = []
  let url: string | null = `/v1/projections?sort=gap_percent&${then}&limit=1`
  while (url !== null && found.length <= RISING.length) {
    const page: Page = (await made.app.inject(url)).json()
    found.push(...page.data.map(({ id }) => id))
    url = page.links.next
  }
  t.same(found, RISING, 'also page by page')
  const { data } = await ask(made, 'status=behind&as_of=2026-01-02')
  t.match(data[0]?.assessment, { status: 'behind', gap_percent: 20 })
})

t.test('a cursor of another order or filter is refused', async (t) => {
  const made = await given(t)
  const { links } = await ask(made, 'sort=-gap_percent&limit=1')
  const cursor = new URLSearchParams(links.next?.split('?')[1]).get('cursor')
  for (const query of ['sort=gap_percent', 'sort=id', '', 'sort=-gap_percent&status=behind']) {
    const response = await made.app.inject(`/v1/projections?${query}&limit=1&cursor=${cursor}`)
    t.equal(response.statusCode, 400, query)
    t.equal(response.json().code, 'invalid_cursor', query)
  }
})
