// The path, the progress and the outlook of a projection as of an earlier time are what the same
// request answered then.
import t from 'tap'
import type { Store } from '../../src/db/store.ts'
import { buildTestApp } from '../helpers/app.ts'
import { withdrawAll } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { someOf } from '../helpers/random.ts'
import { insertRows, RECORDED_AT, type Rows } from '../helpers/rows.ts'
import { asOf, type Said, said } from '../helpers/said.ts'
import { testEvery } from '../helpers/test-every.ts'

type Claims = NonNullable<Rows['observation']>

/** One claim a year from 2017 on. */
const yearly = (id: string, values: number[], over: Claims[number] = {}): Claims =>
  values.map((value, index) => ({
    id: `${id}${index + 1}`,
    period: String(2017 + index),
    value,
    attributed_to: id,
    ...over
  }))

type Change = (store: Store, time: string) => Promise<unknown>
const write =
  (rows: Rows): Change =>
  (store, time) =>
    insertRows(store, rows, { time })
const remove =
  (ids: Parameters<typeof withdrawAll>[1]): Change =>
  (store, time) =>
    withdrawAll(store, ids, { time })

/** What came in, was corrected and went, each with its time. */
const HISTORY: [time: string, change: Change][] = [
  [
    '2022-01-02T03:04:05Z',
    write({
      projection: [{ base_period: '2020', base_value: 100, target_period: '2025', value: 200 }],
      observation: yearly('A', [70, 80, 90, 100, 112])
    })
  ],
  // Other figures, an author with more of them, the pair in the other order, and other metrics.
  [
    '2022-02-01T00:00:00Z',
    write({
      source: [{}, { id: 'b-paper', published: '2024-11-01' }],
      metric: [{}, { id: 'goods_exports' }, { id: 'goods_imports' }],
      observation: [
        ...yearly('A', [71], { source: 'b-paper' }),
        ...yearly('B', [60, 61, 62, 63, 64, 65], { source: 'b-paper' }),
        ...yearly('M', [70, 80, 95], { subject: 'KAZ', partner: 'PAK' }),
        ...yearly('X', [30, 40, 50, 60], { metric: 'goods_exports' }),
        ...yearly('I', [30, 40, 50, 60], { metric: 'goods_imports' })
      ]
    })
  ],
  ['2022-03-01T00:00:00Z', remove({ observation: ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'A5'] })],
  // The projection is corrected, its source and metric too. A year has ended meanwhile.
  [
    '2023-01-01T00:00:00Z',
    write({
      source: [{ publisher: 'A Paper, renamed' }],
      metric: [{ desired: 'none', minimum: 0, maximum: 150 }],
      projection: [
        { base_period: '2020', base_value: 100, target_period: '2024', value: 150, bound: 'exact' }
      ],
      observation: yearly('A', [70, 80, 90, 101, 110, 120])
    })
  ],
  // The promise is over, and the series has ended long ago.
  ['2026-02-01T00:00:00Z', write({ source: [{ id: 'c-paper' }] })],
  ['2026-03-01T00:00:00Z', remove({ projection: ['P001'] })]
]

const URLS = [
  '/v1/projections/P001/path',
  '/v1/projections/P001/path?shape=linear',
  '/v1/projections/P001/path.csv',
  '/v1/projections/P001/progress',
  '/v1/projections/P001/progress?by=author',
  '/v1/projections/P001/progress?rule=median&method=growth_ratio',
  '/v1/projections/P001/progress?source=b-paper',
  '/v1/projections/P001/progress?measured_on=2019',
  '/v1/projections/P001/progress?by=author&measured_on=2022-06',
  '/v1/projections/P001/progress.csv?by=author',
  '/v1/projections/P001/outlook',
  '/v1/projections/P001/outlook?by=author&level=80&growth=5',
  '/v1/projections/P001/outlook?rule=source:b-paper&method=drift',
  '/v1/projections/P001/outlook.csv'
]

testEvery('each answer of the past is the one that was given then', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  const urls = someOf(URLS, 7)
  const answers: { url: string; time: string; given: Said }[] = []
  for (const [time, change] of HISTORY) {
    await change(store, time)
    for (const url of urls) answers.push({ url, time, given: await said(app, url) })
  }
  for (const { url, time, given } of answers)
    every.same(await said(app, asOf(url, time)), given, asOf(url, time))
  const different = new Set(answers.map(({ given }) => JSON.stringify(given))).size
  every.ok(different > HISTORY.length, `${different} of ${answers.length} differ`)
  const { meta, data } = (await app.inject(asOf(URLS[3] ?? '', '2022-02-15'))).json()
  every.same([meta.revision, meta.updated_at], [2, '2022-02-01T00:00:00Z'])
  every.equal(data.measured_on, '2022-02-01', 'the day of the revision that answers')
})

testEvery('404 and 410 for a projection that there was not', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { source: [{}] })
  await insertRows(store, { projection: [{}] }, { time: '2026-02-01T00:00:00Z' })
  await withdrawAll(store, { projection: ['P001'] }, { time: '2026-03-01T00:00:00Z' })
  for (const aspect of ['path', 'progress', 'outlook']) {
    const status = async (time: string) =>
      (await app.inject(`/v1/projections/P001/${aspect}?as_of=${time}`)).statusCode
    every.same(
      [await status('2026-01-31'), await status('2026-02-28'), await status('2026-03-01')],
      [404, 200, 410],
      aspect
    )
  }
})

const PROGRESS = '/v1/projections/P001/progress'
const ADVICE =
  'Here `as_of` is the time of the data, as everywhere; the day that is measured is `measured_on`.'
const MOMENT =
  'the number of a revision, a timestamp such as 2026-11-23T12:00:00Z or a day such as 2026-11-23'

testEvery('who means the day that is measured learns its name', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}], observation: [{}] })
  for (const [given, message, allowed, works] of [
    ['2023-Q3', `Expected ${MOMENT}, found "2023-Q3". ${ADVICE}`, MOMENT, 'measured_on=2023-Q3'],
    ['soon', `Expected ${MOMENT}, found "soon".`, MOMENT, ''],
    [
      '2024-12-31',
      `There were no data yet: the first revision was made at ${RECORDED_AT}. ${ADVICE}`,
      `a time of ${RECORDED_AT} or later`,
      'measured_on=2024-12-31'
    ],
    [
      '2024-12-31T23:59:59Z',
      `There were no data yet: the first revision was made at ${RECORDED_AT}. ${ADVICE}`,
      `a time of ${RECORDED_AT} or later`,
      `as_of=${RECORDED_AT}`
    ],
    [
      '2024-12-31&measured_on=2023',
      `There were no data yet: the first revision was made at ${RECORDED_AT}.`,
      `a time of ${RECORDED_AT} or later`,
      `as_of=${RECORDED_AT}&measured_on=2023`
    ]
  ] as const) {
    const response = await app.inject(`${PROGRESS}?as_of=${given}`)
    const errors = [{ pointer: '/query/as_of', message, allowed: [allowed] }]
    expectProblem(every, response, 'invalid_parameter', {
      detail: `/query/as_of: ${message}`,
      errors
    })
    const { try: address } = response.json()
    every.equal(decodeURIComponent(address), works === '' ? PROGRESS : `${PROGRESS}?${works}`)
    every.equal((await app.inject(address)).statusCode, 200, address)
  }
})

testEvery('the advice is only for those who need it', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}], observation: [{}] })
  const both = await app.inject(`${PROGRESS}?as_of=2024&measured_on=2023`)
  const none = 'There is no revision 2024 yet; the newest is 1.'
  const year = ' For the year, write 2024-12-31. There were no data then: the first revision was '
  const message = `${none}${year}made at ${RECORDED_AT}.`
  every.equal(both.json().errors[0].message, message)
  every.equal(both.json().try, `${PROGRESS}?as_of=1&measured_on=2023`)
  const alone = (await app.inject(`${PROGRESS}?as_of=2024`)).json()
  every.equal(alone.errors[0].message, `${none} ${ADVICE}`)
  every.equal(alone.try, `${PROGRESS}?measured_on=2024`)
  const outlook = await app.inject('/v1/projections/P001/outlook?as_of=2024')
  every.equal(outlook.json().errors[0].message, message)
  const isToCome = (day: string) =>
    `as_of: ${day}T23:59:59Z is in the future; the answer comes from the current data.`
  for (const [query, warnings] of [
    ['?as_of=2099-12-31', [`${isToCome('2099-12-31')} ${ADVICE}`]],
    ['?as_of=2098-01-01T23:59:59Z', [`${isToCome('2098-01-01')} ${ADVICE}`]],
    ['?by=author&as_of=2099-12-31', [`${isToCome('2099-12-31')} ${ADVICE}`]],
    ['?as_of=2099-12-31&measured_on=2023', [isToCome('2099-12-31')]]
  ] as const)
    every.same((await app.inject(`${PROGRESS}${query}`)).json().meta.warnings, warnings, query)
  const date = await app.inject(`${PROGRESS}?date=2023`)
  every.match(date.json().errors[0].message, /Did you mean measured_on\?/)
  every.equal(date.json().try, `${PROGRESS}?measured_on=2023`)
})

t.test('what is measured on another day comes from the data of as_of', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}], observation: [{ period: '2023', value: 1 }] })
  const later = [
    { period: '2023', value: 2 },
    { id: 'C0002', period: '2024', value: 3 }
  ]
  await insertRows(store, { observation: later }, { time: '2026-02-01T00:00:00Z' })
  const seen = async (query: string) => {
    const { measured_on, rows } = (await app.inject(`${PROGRESS}${query}`)).json().data
    return [measured_on, rows[0]?.latest.period, rows[0]?.latest.value]
  }
  t.same(await seen(''), ['2026-02-01', '2024', 3])
  t.same(await seen('?measured_on=2023'), ['2023-12-31', '2023', 2])
  t.same(await seen('?as_of=2026-01-31'), ['2026-01-02', '2023', 1])
  t.same(await seen('?as_of=2026-01-31&measured_on=2024'), ['2024-12-31', '2023', 1])
  t.same(await seen('?as_of=2026-01-31&measured_on=2022'), ['2022-12-31', undefined, undefined])
})
