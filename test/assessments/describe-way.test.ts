// What an assessment says of the way to a target: what is asked for, what is missing, what is
// required from now on. The way goes from 100 in 2020 to 200 in 2030 unless a test says otherwise.
import fc from 'fast-check'
import t from 'tap'
import { assessTarget } from '../../src/assessments/assess-target.ts'
import { ofAllTraffic } from '../../src/assessments/describe-way.ts'
import { askedValue } from '../../src/projections/asked-value.ts'
import { showAssessment } from '../../src/projections/show-assessment.ts'
import { runs } from '../helpers/random.ts'
import { type Given, question, series } from './given.ts'

type Figures = Parameters<typeof series>[0]

const bodyOf = (figures: Figures, given: Given = {}) =>
  assessTarget(question(given), [series(figures)]).body
const gapOf = (figures: Figures, given: Given = {}) => {
  const { asked, gap, gap_percent, reached_percent } = bodyOf(figures, given)
  return [asked, gap, gap_percent, reached_percent]
}

t.test('the whole of a way', async (t) => {
  t.same(bodyOf({ '2020': 100, '2025': 130 }), {
    series: { id: 'goods_trade~PAK~KAZ~~~~P1Y-01', rule: 'preferred', made: [], made_from: [] },
    base: { basis: 'stated', period: '2020', value: 100, scale: 1 },
    latest: { observation: 'c2025', computed_from: [], period: '2025', value: 130 },
    // (1.3^(1/5) - 1) / (2^(1/10) - 1)
    ratio: 0.750611,
    // 100 · √2
    asked: 141.4214,
    gap: 11.4214,
    gap_percent: 8.08,
    reached_percent: 30,
    target_value: 200,
    // (200 / 130)^(1/5) and 70 / 5
    required: { years: 5, annual_growth_percent: 9, annual_change: 14 },
    error: null
  })
})

t.test('a gap is what is missing; it is below zero for what is ahead', async (t) => {
  const less = { traits: { desired: 'decrease' as const }, target: { value: 25 } }
  t.same(gapOf({ '2025': 150 }), [141.4214, -8.5786, -6.07, 50], 'more than asked for')
  t.same(gapOf({ '2025': 250 }), [141.4214, -108.5786, -76.78, 150], 'more than promised')
  t.same(gapOf({ '2025': 50 }, less), [50, 0, 0, 66.67], 'on the way down')
  t.same(gapOf({ '2025': 60 }, less), [50, 10, 20, 53.33], 'too much is missing to less')
  t.same(gapOf({ '2025': 40 }, less), [50, -10, -20, 80])
  t.same(gapOf({ '2025': 110 }, less), [50, 60, 120, -13.33], 'the wrong way')
})

t.test('rates, and ways that no growth leads, go by equal amounts', async (t) => {
  t.same(gapOf({ '2025': 130 }, { unit: 'percent' }), [150, 20, 13.33, 30])
  t.same(gapOf({ '2025': 30 }, { base: { value: 0 } }), [null, null, null, 15])
  t.same(
    gapOf({ '2025': 30 }, { base: { value: -200 } }),
    [null, null, null, 57.5],
    'nothing is missing where there is no status'
  )
  t.same(gapOf({ '2025': -90 }, { base: { value: -100 }, target: { value: -50 } }), [
    null,
    null,
    null,
    20
  ])
})

t.test('without a base or a date nothing is asked for', async (t) => {
  t.same(gapOf({ '2025': 130 }, { target: { period: null } }), [null, null, null, 30])
  t.same(gapOf({ '2025': 130 }, { base: { period: null, value: null } }), [null, null, null, null])
  t.same(
    gapOf({ '2020': 100 }, { today: '2022-01-01' }),
    [null, null, null, null],
    'at the base itself'
  )
  t.same(
    gapOf({ '2019': 90 }, { today: '2022-01-01' }),
    [null, null, null, null],
    'before the base'
  )
})

t.test('what is required from now on', async (t) => {
  const required = (figures: Figures, given: Given = {}) => bodyOf(figures, given).required
  const none = { years: 5, annual_growth_percent: null }
  t.equal(required({ '2025': 200 }), null, 'met: nothing')
  t.equal(required({ '2030': 150 }), null, 'over: nothing any more')
  t.equal(required({ '2025': 130 }, { target: { period: null } }), null, 'no date')
  t.same(
    required({ '2025': 130 }, { unit: 'percent' }),
    { ...none, annual_change: 14 },
    'a rate has no growth'
  )
  t.same(required({ '2025': 0 }), { ...none, annual_change: 40 }, 'nor has zero')
  t.same(
    required({ '2025': 100 }, { base: { period: null, value: null } }),
    { years: 5, annual_growth_percent: 14.87, annual_change: 20 },
    'a base is not needed'
  )
  t.same(
    required(
      { '2025': 100 },
      { traits: { desired: 'decrease' }, base: { value: 300 }, target: { value: 50 } }
    ),
    { years: 5, annual_growth_percent: -12.94, annual_change: -10 }
  )
})

t.test('a figure that was computed names its claims and its own period', async (t) => {
  const evidence = series({ '2020': 100, '2025': 130 })
  const last = evidence.points.at(-1)
  if (!last) throw new Error('there is a point')
  last.computed_from = ['c1', 'c2']
  last.claim = { ...last.claim, period: '2025-12' }
  const summed = assessTarget(question(), [evidence]).body.latest
  t.same(summed, { observation: null, computed_from: ['c1', 'c2'], period: '2025', value: 130 })
  const { computed_from: _, ...date } = last
  evidence.points.splice(-1, 1, date)
  const dated = assessTarget(question(), [evidence]).body.latest
  t.same(
    dated,
    { observation: 'c2025', computed_from: [], period: '2025-12', value: 130 },
    'a date that stands for its year has the period of its claim'
  )
})

t.test('now is the period of the newest revision, on the way only', async (t) => {
  const given = question()
  const assessed = assessTarget(given, [series({ '2024': 130 })])
  const now = (today: string) => {
    const shown = showAssessment(given.projection, assessed, today).now
    return shown && [shown.period, shown.value]
  }
  t.equal(now('2019-12-31'), null, 'before the base')
  t.same(now('2020-01-01'), ['2020', 100])
  t.same(now('2025-06-30'), ['2025', 141.4214])
  t.same(now('2029-12-31'), ['2029', 186.6066])
  t.same(now('2030-12-31'), ['2030', 200])
  t.equal(now('2031-01-01'), null, 'after the target')
  const undated = question({ target: { period: null } })
  const none = assessTarget(undated, [series({ '2024': 130 })])
  t.equal(showAssessment(undated.projection, none, '2025-06-30').now, null, 'without a date')
})

t.test('now in fiscal years, and for a target that is over before its base', async (t) => {
  const fiscal = question({
    base: { period: '2020-07-01/P1Y' },
    target: { period: '2030-07-01/P1Y' }
  })
  const assessed = assessTarget(fiscal, [series({ '2024-07-01/P1Y': 130 })])
  t.same(showAssessment(fiscal.projection, assessed, '2025-06-30').now, {
    period: '2024-07-01/P1Y',
    value: 131.9508
  })
  const past = question({ base: { period: '2024' }, target: { period: '2022' } })
  const kept = assessTarget(past, [series({ '2021': 100, '2022': 130 })])
  t.equal(showAssessment(past.projection, kept, '2023-06-30').now, null)
})

t.test('a series of all traffic comes before parts; parts stand for it only alone', async (t) => {
  const part = (about: { direction?: 'inbound'; mode?: 'rail' | 'road' }) =>
    series({ '2024': 1 }, { series: about })
  const whole = part({})
  const [rail, road, inbound] = [
    part({ mode: 'rail' }),
    part({ mode: 'road' }),
    part({ direction: 'inbound' })
  ]
  const both = part({ mode: 'rail', direction: 'inbound' })
  t.same(ofAllTraffic([]), [])
  t.same(ofAllTraffic([rail, whole, road]), [whole])
  t.same(ofAllTraffic([rail, rail]), [rail, rail])
  for (const [one, other] of [
    [rail, road],
    [rail, inbound],
    [rail, both]
  ] as const)
    t.same(ofAllTraffic([one, other]), [])
})

t.test('what is asked for lies between base and target, and moves only towards it', async (t) => {
  const value = fc.integer({ min: -1e9, max: 1e9 })
  const share = fc.double({ min: -1, max: 2, noNaN: true })
  fc.assert(
    fc.property(value, value, share, share, fc.boolean(), (base, target, one, other, isRate) => {
      const at = (part: number) => askedValue(base, target, { share: part, isRate }) ?? Number.NaN
      const [sooner, later] = [at(Math.min(one, other)), at(Math.max(one, other))]
      const slack = 1e-9 * Math.max(Math.abs(base), Math.abs(target))
      const rises = Math.sign(target - base) * (later - sooner) >= -slack
      const isWithin = [sooner, later].every(
        (asked) =>
          asked >= Math.min(base, target) - slack && asked <= Math.max(base, target) + slack
      )
      return (
        rises && isWithin && Math.abs(at(0) - base) <= slack && Math.abs(at(1) - target) <= slack
      )
    }),
    { numRuns: runs(300, 3_000) }
  )
  t.equal(askedValue(-1.7e308, 1.7e308, { share: 0.5, isRate: true }), null, 'not finite')
})
