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
  // The cube root of 1/2 · 2/2 · 900/900 is 0.794.
  t.same(counts, {
    skill_percent: 20.6,
    reason: null,
    better_than_naive: 1,
    origins: 30,
    forecasts: 60
  })
})

const skill = (...tests: SeriesTest[]) => {
  const { skill_percent, reason } = averageTests(tests)
  return [skill_percent, reason]
}

t.test('twice and half as large errors cancel out', async (t) => {
  t.same(skill(test([2, 2], [4, 4]), test([4, 4], [2, 2])), [0, null])
  t.same(skill(test([2, 2], [4, 4]), test([1, 1], [2, 2])), [50, null])
  t.same(skill(test([4, 4], [2, 2]), test([2, 2], [1, 1])), [-100, null])
})

t.test('with few forecasts there is no skill, because it may be chance', async (t) => {
  t.same(skill(test([2, 2], [4, 4], 29)), [null, 'too_few_forecasts'])
  t.same(skill(test([2, 2], [4, 4], 30)), [50, null])
})

t.test('series without an error count in no ratio', async (t) => {
  const others = [test([0, 0], [2, 2]), test([2, 2], [0, 0]), test([null, null], [null, null])]
  t.same(skill(...others), [null, 'no_errors'])
  t.same(skill(...others, test([3, 3], [4, 4])), [25, null])
  const { methods, better_than_naive } = averageTests(others)
  t.equal(methods[0]?.mase, 1, 'of 0 and 2; the third has none')
  t.equal(better_than_naive, 1)
})

t.test('without any error there is no figure', async (t) => {
  const { methods } = averageTests([test([null, null], [null, null])])
  t.equal(methods[0]?.mase, null)
  t.equal(methods[0]?.steps[0]?.coverage_percent_80, null)
})
