// The score card: who promised and forecast what, and how it went.
import t, { type Test } from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { CHANGED_AT, write } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

type Score = {
  by: string
  key: string | null
  projections: number
  href: string | null
} & Record<string, unknown>
type Page = { data: Score[]; meta: { total: number | null }; links: { next: string | null } }

const METRIC = { unit: 'USD', symmetric: false }
const observation = [
  { id: 'C1', period: '2020', value: 80 },
  { id: 'C2', period: '2021', value: 90 },
  { id: 'C3', period: '2024', value: 120 }
].map((row) => ({ ...row, text: String(row.value) }))

const promise = (id: string, row: NonNullable<Rows['projection']>[number]) => ({
  id,
  base_period: '2021',
  base_value: 90,
  ...row
})
const forecast = (id: string, value: number, row: object = {}) =>
  promise(id, {
    kind: 'forecast',
    scenario: 'agency-forecast',
    attributed_to: 'A Bank',
    target_period: '2024',
    issued_on: '2022-06-30',
    bound: 'exact',
    value,
    ...row
  })
const projection = [
  // 90 to 120 in three years are 10.06 % a year.
  promise('P1', { value: 110, attributed_to: 'Minister & Co.' }),
  promise('P2', { value: 200, attributed_to: 'Minister & Co.' }),
  promise('P3', { value: 300, attributed_to: 'Minister & Co.' }),
  promise('P4', { value: 900, attributed_to: 'Minister & Co.' }),
  promise('P5', { value: 150, target_period: '2024', attributed_to: 'Minister & Co.' }),
  promise('P6', { value: 110, target_period: null, base_value: 130, attributed_to: null }),
  promise('P7', { metric: 'transit', partner: null, attributed_to: null }),
  // Known in June 2022: 80 and 90, so naive is 90 and drift 120.
  forecast('P8', 150),
  forecast('P9', 60),
  // Published in August 2024.
  forecast('P10', 130, { target_period: '2030', issued_on: null })
]

async function given(t: Test, rows: Rows = {}): Promise<TestApp> {
  const made = await buildTestApp(t)
  await insertRows(made.store, {
    metric: [METRIC, { ...METRIC, id: 'transit' }],
    scenario: [{}, { id: 'agency-forecast', name: 'A forecast' }],
    observation,
    projection,
    ...rows
  })
  return made
}

const ask = async ({ app }: TestApp, query = ''): Promise<Page> =>
  (await app.inject(`/v1/score-card${query}`)).json()
const counts = async (made: TestApp, query = '') =>
  (await ask(made, query)).data.map(({ key, projections }) => [key, projections])

const NONE = {
  achieved: 0,
  on_track: 0,
  behind: 0,
  far_behind: 0,
  wrong_way: 0,
  missed: 0,
  not_assessable: 0,
  kept_percent: null,
  scored: 0,
  mean_absolute_error_percent: null,
  mean_error_percent: null,
  naive_mean_absolute_error_percent: null,
  drift_mean_absolute_error_percent: null,
  better_than_naive: 0
}

t.test('200 with every field, by maker', async (t) => {
  const response = await (await given(t)).app.inject('/v1/score-card?total=true')
  t.equal(response.statusCode, 200)
  const { data, meta, links } = response.json()
  t.same(data, [
    {
      ...NONE,
      by: 'attributed_to',
      key: 'Minister & Co.',
      projections: 5,
      targets: 5,
      forecasts: 0,
      achieved: 1,
      // P2 asks for 9.28 % a year, P3 for 14.31 % and P4 for 29.15 %.
      on_track: 1,
      behind: 1,
      far_behind: 1,
      missed: 1,
      kept_percent: 50,
      href: '/v1/projections?attributed_to=Minister%20%26%20Co.'
    },
    {
      ...NONE,
      by: 'attributed_to',
      key: 'A Bank',
      projections: 3,
      targets: 0,
      forecasts: 3,
      scored: 2,
      // 150 and 60 against 120: 25 % and -50 %; naive -25 %, drift 0.
      mean_absolute_error_percent: 37.5,
      mean_error_percent: -12.5,
      naive_mean_absolute_error_percent: 25,
      drift_mean_absolute_error_percent: 0,
      better_than_naive: 0,
      href: '/v1/projections?attributed_to=A%20Bank'
    },
    {
      ...NONE,
      by: 'attributed_to',
      key: null,
      projections: 2,
      targets: 2,
      forecasts: 0,
      achieved: 1,
      not_assessable: 1,
      kept_percent: 100,
      href: null
    }
  ])
  t.match(meta, { revision: 1, count: 3, total: 3, warnings: [] })
  t.same(links, { self: '/v1/score-card?total=true', next: null })
})

t.test('by scenario, metric, kind and horizon', async (t) => {
  const made = await given(t)
  t.same(await counts(made, '?by=attributed_to'), [
    ['Minister & Co.', 5],
    ['A Bank', 3],
    [null, 2]
  ])
  t.same(await counts(made, '?by=scenario'), [
    ['official-target', 7],
    ['agency-forecast', 3]
  ])
  t.same(await counts(made, '?by=metric'), [
    ['goods_trade', 9],
    ['transit', 1]
  ])
  t.same(await counts(made, '?by=kind'), [
    ['target', 7],
    ['forecast', 3]
  ])
  t.same(await counts(made, '?by=horizon'), [
    // Targets have no horizon; a forecast that is not scored yet has one.
    [null, 7],
    ['3', 2],
    ['7', 1]
  ])
})

t.test('equal counts are in order of the key, horizons by their number', async (t) => {
  const made = await given(t, {
    projection: ['2013-06-30', '2014-06-30', '2022-06-30', '2023-06-30'].map((issued_on, index) =>
      forecast(`P${index}`, 150, { issued_on, attributed_to: ['b', 'a', 'B', 'ä'][index] })
    )
  })
  t.same(await counts(made, '?by=horizon'), [
    ['2', 1],
    ['3', 1],
    ['11', 1],
    ['12', 1]
  ])
  t.same(await counts(made), [
    ['B', 1],
    ['a', 1],
    ['b', 1],
    ['ä', 1]
  ])
})

t.test('a scored forecast may beat the naive one', async (t) => {
  const made = await given(t, { projection: [forecast('P1', 121), forecast('P2', 149)] })
  const [score] = (await ask(made)).data
  t.same([score?.['scored'], score?.['better_than_naive']], [2, 2])
  t.equal(score?.['mean_error_percent'], 12.5)
})

t.test('an open bound is wrong on its closed side only', async (t) => {
  // 120 came: 150 is 25 % too much as a floor, 60 is 50 % too little as a ceiling.
  const made = await given(t, {
    projection: (['at_least', 'at_most'] as const).flatMap((bound) =>
      [150, 60].map((value) =>
        forecast(`${bound}-${value}`, value, { bound, attributed_to: bound })
      )
    )
  })
  const { data } = await ask(made)
  t.same(
    data.map((score) => [
      score.key,
      score['scored'],
      score['mean_absolute_error_percent'],
      score['mean_error_percent'],
      score['better_than_naive']
    ]),
    [
      ['at_least', 2, 12.5, 12.5, 1],
      ['at_most', 2, 25, -25, 1]
    ]
  )
})

t.test('filters choose what is counted', async (t) => {
  const made = await given(t)
  t.same(await counts(made, '?kind=forecast'), [['A Bank', 3]])
  t.same(await counts(made, '?metric=transit'), [[null, 1]])
  t.same(await counts(made, '?scenario=official-target&by=kind'), [['target', 7]])
  t.same(await counts(made, '?target_from=2025&by=kind'), [
    ['target', 5],
    ['forecast', 1]
  ])
  t.same(await counts(made, '?target_to=2024&by=kind'), [
    ['forecast', 2],
    ['target', 1]
  ])
  t.same(await counts(made, '?subject=PAK&partner=KAZ&by=metric'), [['goods_trade', 9]])
  t.same(await counts(made, '?between=PAK,KAZ&by=metric'), [['goods_trade', 9]])
  t.same(await counts(made, '?country=PAK&by=kind'), [
    ['target', 7],
    ['forecast', 3]
  ])
  t.same(await counts(made, '?source=a-paper&by=kind&kind=target'), [['target', 7]])
  t.same(await counts(made, '?subject=UZB'), [], 'nothing')
})

testEvery('the link of a score leads to exactly what it counts', async (t, every) => {
  const made = await given(t)
  await write(made.store, { projection: [promise('P11', { attributed_to: 'Minister & Co.' })] })
  const filters = [
    '',
    'kind=forecast',
    'metric=goods_trade',
    'scenario=official-target&target_from=2025',
    'between=PAK,KAZ&country=KAZ',
    'subject=PAK&partner=KAZ',
    'source=a-paper',
    'as_of=2026-01-15',
    'metric=goods_trade&kind=target&as_of=2026-01-15'
  ]
  for (const by of ['attributed_to', 'scenario', 'metric', 'kind'])
    for (const filter of filters) {
      const { data } = await ask(made, `?by=${by}&${filter}`)
      for (const { key, projections, href } of data) {
        if (key === null) {
          every.equal(href, null)
          continue
        }
        const list = await made.app.inject(`${href}&total=true`)
        every.equal(list.statusCode, 200, `${href}`)
        every.equal(list.json().meta.total, projections, `${by} ${filter}: ${href}`)
      }
    }
})

testEvery('names with any characters lead to their projections', async (t, every) => {
  const names = [
    'Minister & Co.',
    'a=b&kind=forecast',
    '100 % sure?',
    'Слова “в кавычках”',
    'قازقستان',
    "O'Neill; DROP",
    'plus+plus',
    'a, b',
    '#1/2',
    'Cafe\u0301',
    'none',
    'x'.repeat(200)
  ]
  const made = await given(t, {
    projection: names.map((attributed_to, index) => promise(`P${index}`, { attributed_to }))
  })
  const { data } = await ask(made)
  every.same(data.map(({ key }) => key).sort(), names.toSorted())
  for (const { key, href } of data) {
    const list = (await made.app.inject(href ?? '')).json()
    every.same(
      list.data?.map((one: { attributed_to: string }) => one.attributed_to),
      [key],
      `${href}`
    )
  }
})

t.test('pages of any size have each score once', async (t) => {
  const made = await given(t, {
    projection: [
      ...projection,
      ...['b', 'a', null, 'd', 'c'].map((attributed_to, index) =>
        promise(`Q${index}`, { attributed_to })
      )
    ]
  })
  const all = (await ask(made)).data
  t.equal(all.length, 7)
  for (const limit of [1, 2, 3]) {
    const found: Score[] = []
    for (let url: string | null = `/v1/score-card?limit=${limit}`; url !== null; ) {
      const page: Page = (await made.app.inject(url)).json()
      found.push(...page.data)
      url = page.links.next
    }
    t.same(found, all, `${limit} a page`)
  }
})

t.test('a walk goes on where it was, though the counts change meanwhile', async (t) => {
  const made = await given(t, {
    projection: ['a', 'a', 'a', 'b', 'b', 'c'].map((attributed_to, index) =>
      promise(`P${index}`, { attributed_to })
    )
  })
  const { data, links } = await ask(made, '?limit=2')
  t.same(
    data.map(({ key }) => key),
    ['a', 'b']
  )
  await write(made.store, { projection: [promise('P9', { attributed_to: 'b' })] })
  const next: Page = (await made.app.inject(links.next ?? '')).json()
  t.same(
    next.data.map(({ key }) => key),
    ['c']
  )
})

t.test('CSV has the same rows', async (t) => {
  const made = await given(t)
  const response = await made.app.inject('/v1/score-card.csv?by=kind')
  t.equal(response.statusCode, 200)
  t.match(response.headers['content-type'], /^text\/csv/)
  t.same(response.body.trim().split('\n'), [
    'by,key,projections,targets,achieved,on_track,behind,far_behind,wrong_way,missed,' +
      'not_assessable,kept_percent,forecasts,scored,mean_absolute_error_percent,' +
      'mean_error_percent,naive_mean_absolute_error_percent,drift_mean_absolute_error_percent,' +
      'better_than_naive,href',
    'kind,target,7,7,2,1,1,1,0,1,1,66.67,0,0,,,,,0,/v1/projections?kind=target',
    'kind,forecast,3,0,0,0,0,0,0,0,0,,3,2,37.5,-12.5,25,0,0,/v1/projections?kind=forecast'
  ])
})

t.test('as of an earlier time, its counts', async (t) => {
  const made = await given(t)
  await write(made.store, { observation: [{ id: 'C3', period: '2024', value: 80, text: '80' }] })
  const short = async (query: string) =>
    (await ask(made, `?by=kind&kind=target${query}`)).data.map(({ achieved, wrong_way }) => [
      achieved,
      wrong_way
    ])
  t.same(await short(''), [[0, 5]])
  t.same(await short('&as_of=2026-01-02'), [[2, 0]])
  t.same(await short(`&as_of=${CHANGED_AT}`), [[0, 5]])
})

t.test('each target has one status', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const by of ['attributed_to', 'scenario', 'metric', 'kind', 'horizon']) {
    const { data } = (await app.inject(`/v1/score-card?by=${by}&limit=1000`)).json() as Page
    const sum = (names: string[]) =>
      data.reduce(
        (total, score) => total + names.reduce((some, name) => some + Number(score[name]), 0),
        0
      )
    const statuses = Object.keys(NONE).slice(0, 7)
    t.equal(sum(statuses), sum(['targets']), `${by}: every target is counted`)
    t.equal(sum(['targets', 'forecasts']), sum(['projections']))
    t.equal(sum(['projections']), 98)
  }
})

t.test('400 for bad input, with what would work', async (t) => {
  const made = await given(t)
  expectProblem(t, await made.app.inject('/v1/score-card?by=x'), 'invalid_parameter', {
    errors: [
      {
        pointer: '/query/by',
        message: '"x" is not one of attributed_to, scenario, metric, kind, horizon.',
        allowed: ['attributed_to', 'scenario', 'metric', 'kind', 'horizon']
      }
    ]
  })
  expectProblem(t, await made.app.inject('/v1/score-card?metric=goods_trad'), 'unknown_id', {
    errors: [
      {
        pointer: '/query/metric',
        message: 'No metric has the id "goods_trad". Similar ids: goods_trade.',
        allowed: ['goods_trade']
      }
    ]
  })
  for (const query of [
    'scenario=agency-forecas',
    'kind=targets',
    'target_from=2030&target_to=2020'
  ])
    t.equal((await made.app.inject(`/v1/score-card?${query}`)).statusCode, 400, query)
})
