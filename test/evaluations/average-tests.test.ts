import fc from 'fast-check'
import t from 'tap'
import { averageTests } from '../../src/evaluations/average-tests.ts'
import {
  type Figures,
  MEASURE_NAMES,
  record,
  type SeriesTest
} from '../../src/evaluations/test-series.ts'

type Errors = (number | null)[]

/** Figures whose measures are all the same. */
const figures = (values: Errors): Figures => record(MEASURE_NAMES, () => values)

/** A series of ten origins whose methods have these errors: of all steps, of step 1 and so on. */
const test = (auto: Errors, naive: Errors, forecasts = 20): SeriesTest => ({
  origins: 10,
  forecasts,
  methods: { auto: figures(auto), naive: figures(naive), drift: figures(naive) }
})

t.test('errors are the median of series, coverage is their mean, by step too', async (t) => {
  const { methods, ...counts } = averageTests([
    test([1, 1, 1], [2, 2, 2]),
    test([2, 1, 3], [2, 2, 2]),
    test([900, 900], [900, 900])
  ])
  const [auto] = methods
  t.same(
    methods.map(({ method }) => method),
    ['auto', 'naive', 'drift']
  )
  t.match(auto, { mase: 2, smape: 2, interval_score_80: 2, coverage_percent_95: 301 })
  t.match(auto?.steps, [
    { step: 1, series: 3, mase: 1, coverage_percent_80: 300.6667 },
    { step: 2, series: 2, mase: 2, coverage_percent_80: 2 }
  ])
  t.same(counts, {
    skill_percent: null,
    reason: 'too_few_series',
    better_than_naive: 1,
    worse_than_naive: 0,
    origins: 30,
    forecasts: 60
  })
})

/** What is said of series whose methods have these errors. */
const skill = (errors: [auto: number, naive: number][], forecasts = 20) => {
  const tests = errors.map(([auto, naive]) => test([auto, auto], [naive, naive], forecasts))
  const { skill_percent, reason, better_than_naive, worse_than_naive } = averageTests(tests)
  return [skill_percent, reason, better_than_naive, worse_than_naive]
}
const times = (count: number, one: [number, number]) => Array.from({ length: count }, () => one)

t.test('the skill is that of the series in the middle', async (t) => {
  const around: [number, number][] = [
    [9, 1],
    [1, 9],
    [3, 1],
    [1, 3]
  ]
  t.same(skill([...around, [3, 4]]), [25, null, 3, 2])
  t.same(skill([...around, [5, 4]]), [-25, null, 2, 3])
  t.same(skill([...around, [4, 4]]), [0, null, 2, 2])
  t.same(skill([...around, [3, 4], [5, 4]]), [0, null, 3, 3], 'the mean of the middle two')
})

t.test('one series that is almost without error decides nothing', async (t) => {
  t.same(skill([...times(4, [5, 4]), [0.0001, 9]]), [-25, null, 1, 4])
  t.same(skill([...times(4, [5, 4]), [0, 9]]), [-25, null, 1, 4])
})

t.test('without an error of both, they are equal; of naive alone, it is far better', async (t) => {
  t.same(skill(times(5, [0, 0])), [0, null, 0, 0])
  t.same(skill([...times(3, [0, 0]), ...times(2, [3, 4])]), [0, null, 2, 0])
  t.same(skill([...times(2, [1, 0]), ...times(3, [3, 4])]), [25, null, 3, 2])
  t.same(skill([...times(3, [1, 0]), ...times(3, [3, 4])]), [null, 'naive_exact', 3, 3])
  t.same(skill(times(5, [0, 4])), [100, null, 5, 0])
})

t.test('with few series or forecasts there is no skill, because it may be chance', async (t) => {
  t.same(skill(times(4, [3, 4])), [null, 'too_few_series', 4, 0])
  t.same(skill(times(5, [3, 4]), 5), [null, 'too_few_forecasts', 5, 0])
  t.same(skill(times(5, [3, 4]), 6), [25, null, 5, 0])
})

t.test('the skill agrees with the majority of series', async (t) => {
  const error = fc.integer({ min: 0, max: 4 })
  fc.assert(
    fc.property(fc.array(fc.tuple(error, error), { minLength: 5 }), (errors) => {
      const [percent, , better, worse] = skill(errors)
      const half = errors.length / 2
      if (Number(better) > half && !(Number(percent) > 0)) throw new Error(`${percent}`)
      if (Number(worse) > half && percent !== null && !(Number(percent) < 0))
        throw new Error(`${percent}`)
    })
  )
  t.pass()
})
