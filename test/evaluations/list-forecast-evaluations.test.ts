import t, { type Test } from 'tap'
import {
  MEASURE_NAMES,
  record,
  type SeriesTest,
  type Tested,
  testSeries
} from '../../src/evaluations/test-series.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { write } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

const LONG = [10, 12, 11, 15, 14, 17, 19, 22, 21, 25, 24, 27, 29, 33]
const SHORT = LONG.slice(0, 5)

const claims = (prefix: string, values: readonly number[], row: object = {}) =>
  values.map((value, index) => ({
    id: `${prefix}${index}`,
    period: String(2010 + index),
    value,
    text: String(value),
    ...row
  }))

/** One long series of trade with a month and two short ones; students in few years; a distance. */
async function given(t: Test): Promise<TestApp> {
  const made = await buildTestApp(t)
  await insertRows(made.store, {
    metric: [
      { id: 'goods_trade' },
      { id: 'students', name: 'Students', topic: 'education' },
      { id: 'transit' },
      { id: 'route_length', kind: 'distance' }
    ],
    observation: [
      ...claims('L', LONG),
      ...claims('U', SHORT.slice(0, 4), { subject: 'UZB' }),
      ...claims('R', SHORT.slice(0, 2), { mode: 'rail' }),
      ...claims('S', SHORT, { metric: 'students', partner: null }),
      ...claims('T', SHORT.slice(0, 4), { metric: 'transit' }),
      ...claims('D', SHORT, { metric: 'route_length' })
    ]
  })
  return made
}

const ask = async ({ app }: TestApp, query = '') =>
  (await app.inject(`/v1/forecasts/evaluation${query}`)).json()

/** The part of an answer about one series, whose figures are then those of all series. */
function methodsOf(values: readonly number[]) {
  const test = testSeries(values, { horizon: 5, bounds: () => ({ minimum: 0 }) })
  if ('untested' in test) throw new Error(test.untested)
  return (['auto', 'naive', 'drift'] as const).map((method) => {
    const at = (place: number) => figuresAt(test, method, place)
    const steps = test.methods[method].mase.length - 1
    return {
      method,
      ...at(0),
      steps: Array.from({ length: steps }, (_, index) => ({
        step: index + 1,
        series: 1,
        ...at(index + 1)
      }))
    }
  })
}

function figuresAt(test: SeriesTest, method: Tested, place: number) {
  return record(MEASURE_NAMES, (name) => test.methods[method][name][place])
}

t.test('200 with every field', async (t) => {
  const made = await given(t)
  const response = await made.app.inject('/v1/forecasts/evaluation?total=true')
  t.equal(response.statusCode, 200)
  const { data, meta, links } = response.json()
  const [own, simple] = methodsOf(LONG)
  t.same(data, [
    {
      metric: 'goods_trade',
      frequency: 'A',
      skill_percent: null,
      reason: 'too_few_series',
      series: 1,
      better_than_naive: 1,
      worse_than_naive: 0,
      too_short: 2,
      never_changed: 0,
      left_out: 0,
      horizon: 5,
      origins: 10,
      // Of ten origins, the last four have fewer than five values after them.
      forecasts: 6 * 5 + 4 + 3 + 2 + 1,
      methods: methodsOf(LONG)
    },
    {
      metric: 'students',
      frequency: 'A',
      skill_percent: null,
      reason: 'too_few_series',
      series: 1,
      better_than_naive: data[1]?.better_than_naive,
      worse_than_naive: data[1]?.worse_than_naive,
      too_short: 0,
      never_changed: 0,
      left_out: 0,
      horizon: 5,
      origins: 1,
      forecasts: 1,
      methods: methodsOf(SHORT)
    }
  ])
  t.ok(
    Number(own?.mase) < Number(simple?.mase),
    'a steady trend is forecast better than by its last value'
  )
  t.same(meta, {
    revision: 1,
    updated_at: RECORDED_AT,
    license: 'Facts quoted with attribution: name the source of each figure.',
    warnings: [],
    count: 2,
    total: 2,
    next_cursor: null
  })
  t.same(links, { self: '/v1/forecasts/evaluation?total=true', next: null })
})

t.test('the filters and names', async (t) => {
  const made = await given(t)
  const found = async (query: string) =>
    (await ask(made, query)).data.map(({ metric }: { metric: string }) => metric)
  t.same(await found('?metric=students'), ['students'])
  t.same(await found('?topic=education'), ['students'])
  t.same(await found('?frequency=A'), ['goods_trade', 'students'])
  t.same(await found('?frequency=M,Q,W'), [])
  t.same(await found('?metric=students&topic=trade'), [])
  const { data } = await ask(made, '?metric=students&names=en&fields=metric,metric_name,series')
  t.same(data, [{ metric: 'students', metric_name: 'Students', series: 1 }])
})

t.test('page by page', async (t) => {
  const made = await given(t)
  const { data, links } = await ask(made, '?limit=1')
  t.same([data.length, data[0].metric], [1, 'goods_trade'])
  const next = (await made.app.inject(links.next)).json()
  t.same([next.data[0].metric, next.links.next], ['students', null])
})

t.test('CSV has a row for each method and step, and one for all steps', async (t) => {
  const made = await given(t)
  const { body } = await made.app.inject('/v1/forecasts/evaluation.csv?metric=students')
  const [header, ...lines] = body.trim().split('\n')
  t.equal(
    header,
    'metric,frequency,skill_percent,reason,series,better_than_naive,worse_than_naive,too_short,' +
      'never_changed,left_out,horizon,origins,forecasts,method,step,step_series,mase,smape,interval_score_80,' +
      'interval_score_95,coverage_percent_80,coverage_percent_95'
  )
  const cells = lines.map((line) => line.split(','))
  t.same(
    cells.map(([metric, , , reason, ...rest]) => [metric, reason, ...rest.slice(9, 12)]),
    ['auto', 'naive', 'drift'].flatMap((method) => [
      ['students', 'too_few_series', method, '', '1'],
      ['students', 'too_few_series', method, '1', '1']
    ])
  )
  // 15 for 14, where the values before moved by 2, 1 and 4.
  t.equal(cells[2]?.[16], '0.4286')
})

t.test('a correction changes the answer, and its revision', async (t) => {
  const made = await given(t)
  const before = await ask(made, '?metric=students')
  await write(made.store, { observation: [{ id: 'L0', period: '2010', value: 11, text: '11' }] })
  t.same(await ask(made, '?metric=students'), before, 'another metric')
  await write(made.store, {
    observation: [{ ...claims('S', SHORT, { metric: 'students', partner: null })[4], value: 20 }]
  })
  const { data, meta } = await ask(made, '?metric=students')
  t.equal(meta.revision, 3)
  // 15 for 20.
  t.equal(data[0].methods[1].mase, 2.1429)
})

t.test('a metric without an evaluation: an empty list that says why', async (t) => {
  const made = await given(t)
  const { data, meta } = await ask(made, '?metric=transit')
  t.same(data, [])
  t.same(meta.warnings, [
    'metric: transit has no evaluation, because none of its series has 5 values in a row. Fewer ' +
      'leave none to compare with a forecast.'
  ])
  const some = await ask(made, '?metric=transit,students,route_length')
  t.equal(some.data.length, 1)
  t.equal(some.meta.warnings.length, 2, 'also beside others')
  t.same((await ask(made, '?metric=students&frequency=M')).meta.warnings, [
    'frequency: students is evaluated only at A.'
  ])
})

t.test('why a metric has none, where its series are long enough', async (t) => {
  const made = await buildTestApp(t)
  const days = LONG.map((value, index) => ({
    id: `D${index}`,
    metric: 'transit',
    period: `2024-05-${10 + index}`,
    value,
    text: String(value)
  }))
  await insertRows(made.store, {
    metric: [{ id: 'goods_trade' }, { id: 'transit', kind: 'flow' }, { id: 'students' }],
    observation: [...claims('S', [7, 7, 7, 7, 7]), ...days]
  })
  const warned = async (metric: string) =>
    (await ask(made, `?metric=${metric}`)).meta.warnings.map((one: string) => one.slice(8))
  t.same(await warned('transit'), [
    'transit has no evaluation, because its figures come neither each year nor each quarter, ' +
      'month or week: single dates and other periods have no frequency.'
  ])
  t.same(await warned('goods_trade'), [
    'goods_trade has no evaluation, because the values of its series were all the same before ' +
      'each time of a forecast, or too few.'
  ])
  t.same(await warned('students'), [
    'students has no evaluation, because no claim about it names a period.'
  ])
})

t.test('filters that no evaluation meets are named', async (t) => {
  const made = await given(t)
  const warned = async (query: string) => (await ask(made, query)).meta.warnings
  t.same(await warned('?frequency=Q,W'), [
    'frequency: no metric is evaluated at Q or W, only at A.'
  ])
  t.same(await warned('?topic=education&frequency=M'), [
    'frequency: no metric of education is evaluated at M, only at A.'
  ])
  t.same(await warned('?topic=finance'), ['topic: no metric of finance has an evaluation.'])
  t.same(await warned('?metric=students&topic=trade'), [
    'topic: students belongs to education, not to trade.'
  ])
  t.same(await warned('?topic=education&frequency=A,M'), [])
})

t.test('400 for a metric that cannot be forecast', async (t) => {
  const made = await given(t)
  const address = '/v1/forecasts/evaluation?metric=route_length'
  const response = await made.app.inject(address)
  t.equal(response.json().try, '/v1/forecasts/evaluation?metric=goods_trade')
  expectProblem(t, response, 'invalid_parameter', {
    detail:
      '/query/metric: route_length is a distance, which changes by building: a forecast makes no ' +
      'sense.',
    errors: [
      {
        pointer: '/query/metric',
        message:
          'route_length is a distance, which changes by building: a forecast makes no sense.',
        allowed: [
          'GET /v1/forecasts/evaluation?metric=goods_trade',
          'GET /v1/forecasts/evaluation?metric=students'
        ]
      }
    ]
  })
})

t.test('400 for an unknown metric, frequency and parameter', async (t) => {
  const made = await given(t)
  const code = async (query: string) => (await ask(made, query)).code
  t.equal(await code('?metric=goods_trad'), 'unknown_id')
  t.equal(await code('?frequency=D'), 'invalid_parameter')
  t.equal(await code('?horizon=3'), 'unknown_parameter')
})

t.test('an empty data set has no evaluations', async (t) => {
  const made = await buildTestApp(t)
  const { data, meta } = await ask(made)
  t.same([data, meta.count], [[], 0])
})
