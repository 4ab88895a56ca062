// What the answer says of the values that a forecast uses, and of those that it does not use.
import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

type Rows = Parameters<typeof insertRows>[1]
type Claims = NonNullable<Rows['observation']>
type Metric = NonNullable<Rows['metric']>[number]

const AUTHOR = '/v1/forecasts?metric=goods_trade&by=author&horizon=1'

/** The names of months, in order. */
const months = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const month = String((index % 12) + 1).padStart(2, '0')
    return `${first + Math.floor(index / 12)}-${month}`
  })
const claims = (names: readonly string[], id = 'C'): Claims =>
  names.map((period, index) => ({ id: `${id}${index}`, period, value: 100 + index }))

async function trainingOf(
  t: Parameters<typeof buildTestApp>[0],
  observation: Claims,
  { query = '', metric = {} }: { query?: string; metric?: Metric } = {}
): Promise<object> {
  const test: TestApp = await buildTestApp(t)
  await insertRows(test.store, { metric: [metric], observation })
  const { data } = (await test.app.inject(`${AUTHOR}&method=drift${query}`)).json()
  t.equal(data.length, 1, 'one series')
  return data[0].training
}

t.test('of 434 months the newest 20 years are used, and 194 months are left out', async (t) => {
  const names = months(1989, 434)
  t.same(await trainingOf(t, claims(names)), {
    first_period: '2005-03',
    last_period: '2025-02',
    points: 240,
    left_out: 194,
    left_out_gap: 0,
    left_out_window: 194,
    left_out_break: 0,
    level_break: null,
    others: 0
  })
})

t.test('older values are left out by a gap or because the newest are enough', async (t) => {
  const names = months(1990, 420)
  const cases: [what: string, missing: number[], ...counts: number[]][] = [
    ['a gap after 2 of 420', [417], 2, 417, 0],
    ['a gap after 239', [180], 239, 180, 0],
    ['a gap after 240: the window ends first', [179], 240, 0, 179],
    ['two gaps: the newer one counts', [100, 410], 9, 409, 0],
    ['gaps before the window', [20, 100], 240, 0, 178],
    ['none', [], 240, 0, 180]
  ]
  for (const [what, missing, points, left_out_gap, left_out_window] of cases) {
    const given = names.filter((_, index) => !missing.includes(index))
    const training = await trainingOf(t, claims(given))
    t.match(
      training,
      {
        points,
        left_out: given.length - (points ?? 0),
        left_out_gap,
        left_out_window,
        last_period: '2024-12'
      },
      what
    )
  }
})

t.test('periods are counted, not claims, and only those of the sources asked for', async (t) => {
  const names = months(1995, 360)
  const observation = [
    ...claims(names),
    // The same months again, in another paper and written in another way.
    ...claims(names, 'D').map((row) => ({ ...row, source: 'b-paper' })),
    ...names.slice(0, 12).map((name, index) => ({
      id: `E${index}`,
      period: `${name}-01/P1M`,
      value: 1,
      source: 'b-paper'
    })),
    { id: 'F1', period: '1994-12', value: 1, source: 'c-paper' }
  ]
  const sources = [{}, { id: 'b-paper' }, { id: 'c-paper' }]
  const test = await buildTestApp(t)
  await insertRows(test.store, { source: sources, observation })
  const counts = async (query: string) => {
    const { data } = (await test.app.inject(`${AUTHOR}${query}`)).json()
    const { points, left_out, left_out_window, others } = data[0].training
    return [points, left_out, left_out_window, others]
  }
  t.same(await counts(''), [240, 121, 121, 240])
  t.same(await counts('&source=b-paper'), [240, 120, 120, 0])
  t.same(await counts('&source=b-paper,c-paper'), [240, 121, 121, 0])
})

t.test('dates of a stock are counted by their years', async (t) => {
  const dates = Array.from({ length: 70 }, (_, index) => [
    `${1955 + index}-03-31`,
    `${1955 + index}-12-31`
  ]).flat()
  t.match(await trainingOf(t, claims(dates), { metric: { kind: 'stock' } }), {
    first_period: '1965',
    last_period: '2024',
    points: 60,
    left_out: 10,
    left_out_window: 10,
    left_out_break: 0,
    level_break: null,
    others: 60
  })
  t.match(
    await trainingOf(t, claims(months(2000, 300)), { metric: { kind: 'stock' } }),
    { points: 240, left_out: 60, left_out_window: 60, others: 0 },
    'months of a stock are months'
  )
})

t.test('the table has the two counts as columns', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: claims(months(2004, 252)) })
  const { body } = await test.app.inject(
    `${AUTHOR.replace('?', '.csv?')}&fields=training_left_out,training_left_out_gap,training_left_out_window&level=80`
  )
  t.equal(body, 'training_left_out,training_left_out_gap,training_left_out_window\n12,0,12\n')
})
