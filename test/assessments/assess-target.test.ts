// The status of a target: its classes with their bounds, its reasons, and the series it rests on.
// The way goes from 100 in 2020 to 200 in 2030 unless a test says otherwise.
import fc from 'fast-check'
import t from 'tap'
import { assessTarget } from '../../src/assessments/assess-target.ts'
import type { Assessed } from '../../src/projections/assessment.ts'
import { ASSESSMENT_STATUSES } from '../../src/vocabularies.ts'
import { runs } from '../helpers/random.ts'
import { type Given, question, series } from './given.ts'

type Figures = Parameters<typeof series>[0]

const assess = (figures: Figures, given: Given = {}) =>
  assessTarget(question(given), [series(figures)])
const verdict = ({ status, reason, body }: Assessed) => [status, reason, body.ratio]
const verdictOf = (figures: Figures, given: Given = {}) => verdict(assess(figures, given))

/** The figure after four of ten years with a share of the growth that doubles in ten years. */
const afterFour = (ratio: number) => 100 * (1 + ratio * (2 ** 0.1 - 1)) ** 4

t.test('the class of a pace, and its bounds', async (t) => {
  const classes: [ratio: number, status: string][] = [
    [1.3, 'on_track'],
    [0.9501, 'on_track'],
    [0.9499, 'behind'],
    [0.6001, 'behind'],
    [0.5999, 'far_behind'],
    [0.0001, 'far_behind'],
    [-0.0001, 'wrong_way'],
    [-2, 'wrong_way']
  ]
  for (const [ratio, status] of classes)
    t.same(verdictOf({ '2024': afterFour(ratio) }), [status, null, ratio], `${ratio}`)
  t.same(verdictOf({ '2024': 100 }), ['far_behind', null, 0], 'standing still')
})

t.test('a bound belongs to the better class', async (t) => {
  // 100 percent points in 20 years, so 19, 12 and 0 points after 4 are 0.95, 0.60 and 0.
  const given = { unit: 'percent', target: { period: '2040' } }
  const classes: [value: number, verdict: unknown[]][] = [
    [119, ['on_track', null, 0.95]],
    [118.9, ['behind', null, 0.945]],
    [112, ['behind', null, 0.6]],
    [111.9, ['far_behind', null, 0.595]],
    [100, ['far_behind', null, 0]],
    [99.9, ['wrong_way', null, -0.005]]
  ]
  for (const [value, expected] of classes)
    t.same(verdictOf({ '2024': value }, given), expected, `${value}`)
})

t.test('a target of less is judged the other way round', async (t) => {
  const given = { traits: { desired: 'decrease' as const }, target: { value: 50 } }
  // 100 · 0.5^0.4 is what the way asks for in 2024.
  t.same(verdictOf({ '2024': 75 }, given), ['on_track', null, 1.036259])
  t.same(verdictOf({ '2024': 80 }, given), ['behind', null, 0.810226])
  t.same(verdictOf({ '2024': 90 }, given), ['far_behind', null, 0.388195])
  t.same(verdictOf({ '2024': 101 }, given), ['wrong_way', null, -0.037193])
  t.same(verdictOf({ '2024': 50 }, given), ['achieved', null, 2.37585])
})

t.test('achieved is met, before its time, in it, and also if it is over', async (t) => {
  // Four years of ten: 2^(1/4) - 1 as a share of 2^(1/10) - 1
  t.same(verdictOf({ '2024': 200 }), ['achieved', null, 2.636171])
  t.same(verdictOf({ '2024': 199.99 })[0], 'on_track')
  t.same(verdictOf({ '2030': 200 }), ['achieved', null, 1])
  t.same(verdictOf({ '2030': 250, '2024': 100 }, { today: '2031-01-01' })[0], 'achieved')
  t.same(verdictOf({ '2024': 200 }, { today: '2040-01-01' })[0], 'achieved', 'an old figure')
})

t.test('missed: the period of the target was observed and fell short', async (t) => {
  t.same(verdictOf({ '2030': 199 }), ['missed', null, 0.992517])
  t.same(verdictOf({ '2030': 90 })[0], 'missed', 'whatever the pace was')
  t.same(verdictOf({ '2030': 199, '2024': 300 })[0], 'missed', 'also if it had been met before')
  t.same(
    verdictOf({ '2029': 199 }, { today: '2031-01-01' })[0],
    'on_track',
    'the period is over, but not observed'
  )
  t.same(
    verdictOf({ '2030': 199, '2031': 300 }, { today: '2032-01-01' })[0],
    'missed',
    'later figures do not count'
  )
  t.same(verdictOf({ '2030': 199 }, { base: { value: null } })[2], null, 'without a base no ratio')
})

t.test('a range or an open bound is kept by its weakest value', async (t) => {
  const range = { value: null, low: 180, high: 220, bound: 'range' as const }
  const statusOf = (figures: Figures, given: Given) => {
    const { status, body } = assess(figures, given)
    return [status, body.target_value]
  }
  t.same(statusOf({ '2030': 180 }, { target: range }), ['achieved', 180])
  t.same(statusOf({ '2030': 179 }, { target: range }), ['missed', 180])
  const falling = {
    traits: { desired: 'decrease' as const },
    base: { value: 300 },
    target: range
  }
  t.same(statusOf({ '2030': 220 }, falling), ['achieved', 220])
  t.same(statusOf({ '2030': 221 }, falling), ['missed', 220])
  const free = { traits: { desired: 'none' as const } }
  t.same(
    statusOf({ '2030': 190 }, { ...free, target: { bound: 'at_most' }, base: { value: 300 } }),
    ['achieved', 200],
    'at most, without a desired direction'
  )
  t.same(
    statusOf({ '2030': 190 }, { ...free, target: { bound: 'at_least' }, base: { value: 300 } }),
    ['missed', 200],
    'at least, though the base is above it'
  )
  t.same(
    statusOf({ '2030': { low: 150, high: 250 } }, {}),
    ['missed', 200],
    'a figure that is a range counts with its weakest value too'
  )
})

t.test('rates are judged by differences', async (t) => {
  const given = { unit: 'percent', base: { value: 2 }, target: { value: 12 } }
  // 1 point a year is required, 0.75 were made; growth would give 0.2574 of 0.1962, 1.31.
  t.same(verdictOf({ '2024': 5 }, given), ['behind', null, 0.75])
  t.same(verdictOf({ '2024': -2 }, given), ['wrong_way', null, -1])
  t.same(
    verdictOf({ '2024': 4 }, { ...given, base: { value: 0 }, target: { value: 10 } }),
    ['on_track', null, 1],
    'from zero'
  )
})

t.test('each reason why there is no status', async (t) => {
  const none = (reason: string) => ['not_assessable', reason, null]
  const rate = { unit: 'percent', traits: { desired: 'none' as const } }
  t.same(verdict(assessTarget(question(), [])), none('no_comparable_series'))
  t.same(verdictOf({ '2031': 100 }), none('no_observation_in_time'))
  t.same(verdictOf({ '2024': 110 }, rate), none('no_direction'))
  t.same(verdictOf({ '2030': 300 }, rate), none('no_direction'), 'though it came')
  const soon = { today: '2022-01-01' }
  t.same(verdictOf({ '2020': 100 }, soon), none('no_later_observation'))
  t.same(verdictOf({ '2019': 100 }, soon), none('no_later_observation'))
  t.same(
    verdictOf({ '2019': 100 }, { ...soon, base: { value: null } }),
    none('no_later_observation'),
    'no base in the series either'
  )
  t.same(verdictOf({ '2024': 100 }, { base: { period: null } }), none('no_base_period'))
  t.same(
    verdictOf({ '2024': 100 }, { base: { period: '2019-07-01/P1Y' } }),
    none('calendars_differ')
  )
  t.same(verdictOf({ '2024': 110 }, { target: { period: null } }), none('no_target_period'))
  t.same(verdictOf({ '2021': 110 }), none('stale_series'))
  t.same(verdictOf({ '2024': 90 }, { target: { value: 100 } }), none('target_is_base'))
  t.same(verdictOf({ '2024': 90 }, { base: { value: 0 } }), none('base_zero'))
  t.same(verdictOf({ '2024': 90 }, { base: { value: -100 } }), none('opposite_signs'))
  t.same(
    verdictOf({ '2024': -90 }, { base: { value: -100 }, target: { value: -50 } }),
    none('negative_values')
  )
  t.same(
    verdictOf(
      { '2020-07-02': 1e300 },
      {
        base: { period: '2020-07-01', value: 1e-300 },
        target: { period: '2020-12-31', value: 1.1e300 },
        today: '2020-07-03'
      }
    ),
    none('not_finite')
  )
})

t.test('a status begins and ends on known days', async (t) => {
  const figures = { '2021': 108 }
  const until = '2025-01-01'
  const open = assess(figures, { today: '2024-12-31' })
  t.same([open.status, open.due_on], ['on_track', until])
  const stale = assess(figures, { today: until })
  t.same([stale.status, stale.reason, stale.due_on], ['not_assessable', 'stale_series', null])
  t.equal(assess({ '2021': 300 }).due_on, null, 'what is achieved stays so')
  t.equal(assess({ '2030': 100 }).due_on, null, 'what is missed stays so')
  const rate: Given = { unit: 'percent', traits: { desired: 'none' } }
  t.equal(assess({ '2024': 110 }, rate).due_on, null, 'without a direction nothing changes')
  t.same(
    assess({ '2020': 100 }, { today: '2021-01-01' }).due_on,
    // 2020 has 366 days, and three such steps are three days more than three years.
    '2024-01-04',
    'a reason ends too, where a stale series is the better one'
  )
  t.same(
    [assess(figures).body.gap_percent, assess(figures).body.latest?.value],
    [null, 108],
    'a stale series still says where it stood, but not what it lacks'
  )
})

t.test('a target without a date is met, or lost ground, or has no status', async (t) => {
  const given = { target: { period: null } }
  const short = ({ status, reason, body: { reached_percent, asked, gap, required } }: Assessed) => [
    status,
    reason,
    reached_percent,
    asked,
    gap,
    required
  ]
  t.same(short(assess({ '2024': 130 }, given)), [
    'not_assessable',
    'no_target_period',
    30,
    null,
    null,
    null
  ])
  t.same(short(assess({ '2024': 200 }, given)), ['achieved', null, 100, null, null, null])
  t.same(short(assess({ '2024': 90 }, given)), ['wrong_way', null, -10, null, null, null])
  t.equal(assess({ '2024': 100 }, given).reason, 'no_target_period', 'standing still')
  t.equal(assess({ '2020': 100 }, { ...given, today: '2022-01-01' }).reason, 'no_later_observation')
  t.equal(assess({ '2024': 90 }, { ...given, today: '2030-01-01' }).reason, 'stale_series')
})

t.test('a base that was revised rescales the series', async (t) => {
  // The series has 110 for 2020: all its figures count for 100 / 110.
  const { status, body } = assess({ '2020': 110, '2024': 154 })
  t.same(body.base, { basis: 'rescaled', period: '2020', value: 100, scale: 0.909091 })
  t.same([status, body.latest?.value, body.reached_percent], ['on_track', 154, 40])
  t.equal(assess({ '2020': 110, '2030': 210 }).status, 'missed', '210 counts for 190.9')
  t.same(assess({ '2020': 102, '2024': 140 }).body.base, {
    basis: 'stated',
    period: '2020',
    value: 100,
    scale: 1
  })
  t.same(
    assess({ '2020': 130, '2024': 140 }).body.base,
    { basis: 'series', period: '2020', value: 130, scale: 1 },
    'more than a quarter apart is another thing'
  )
})

t.test('other series are used where the better one lacks data', async (t) => {
  const own = (figures: Figures) => series(figures)
  const mirror = series(
    { '2024': 110 },
    {
      made: ['mirror'],
      series: { id: 'goods_trade~KAZ~PAK~~~~P1Y-01', subject: 'KAZ', partner: 'PAK' }
    }
  )
  const sum = series(
    { '2024': 140 },
    { made: ['sum_of_metrics'], series: { id: 'sum' }, made_from: ['one', 'two'] }
  )
  const used = (given: Given, ...evidence: ReturnType<typeof series>[]) => {
    const { status, reason, body } = assessTarget(question(given), evidence)
    return [status, reason, body.series?.id]
  }
  const mirrored = 'goods_trade~KAZ~PAK~~~~P1Y-01'
  const first = 'goods_trade~PAK~KAZ~~~~P1Y-01'
  t.same(used({}, own({ '2024': 140 }), mirror, sum), ['on_track', null, first])
  t.same(used({}, own({ '2020': 100 }), mirror, sum), ['far_behind', null, mirrored])
  t.same(used({}, own({ '2021': 110 }), mirror), ['far_behind', null, mirrored], 'a stale one')
  t.same(used({}, own({ '2031': 110 }), mirror), ['far_behind', null, mirrored], 'one too late')
  t.same(used({}, own({ '2020': 100 }), sum), ['on_track', null, 'sum'])
  t.same(
    used({}, own({ '2020': 100 }), own({ '2031': 110 })),
    ['not_assessable', 'stale_series', first],
    'the reason is that of the most comparable one'
  )
  const { series: described } = assessTarget(question(), [own({ '2020': 100 }), sum]).body
  t.same(described, {
    id: 'sum',
    rule: 'preferred',
    made: ['sum_of_metrics'],
    made_from: ['one', 'two']
  })
  const undated = { target: { period: null } }
  const met = series({ '2024': 300 }, { made: ['mirror'], series: { id: mirrored } })
  t.same(
    used(undated, own({ '2024': 110 }), met),
    ['not_assessable', 'no_target_period', first],
    'not where the target itself allows no status'
  )
  t.same(used({ target: { value: 100 } }, own({ '2024': 90 }), met), [
    'not_assessable',
    'target_is_base',
    first
  ])
  const free = { unit: 'percent', traits: { desired: 'none' as const } }
  t.same(used(free, own({ '2024': 90 }), met), ['not_assessable', 'no_direction', first])
})

t.test('a part of the traffic stands for the whole only alone', async (t) => {
  const part = (mode: 'rail' | 'road', value: number) =>
    series({ '2024': value }, { series: { mode, id: mode } })
  const whole = series({ '2024': 140 })
  const used = (...evidence: ReturnType<typeof series>[]) => {
    const { status, reason, body } = assessTarget(question(), evidence)
    return [status, reason, body.series?.id]
  }
  t.same(used(part('rail', 110)), ['far_behind', null, 'rail'])
  t.same(used(part('rail', 110), part('rail', 140)), ['far_behind', null, 'rail'])
  t.same(used(whole, part('rail', 110)), ['on_track', null, 'goods_trade~PAK~KAZ~~~~P1Y-01'])
  t.same(used(part('rail', 300), series({ '2020': 100 })), [
    'not_assessable',
    'stale_series',
    'goods_trade~PAK~KAZ~~~~P1Y-01'
  ])
  t.same(used(part('rail', 110), part('road', 110)), [
    'not_assessable',
    'no_comparable_series',
    undefined
  ])
})

t.test('a figure on the way has no gap, whatever the way', async () => {
  const value = fc.integer({ min: 1, max: 1_000_000 })
  const way = fc.record({
    base: value,
    target: value,
    // Older figures are stale.
    year: fc.integer({ min: 2023, max: 2029 }),
    isRate: fc.boolean()
  })
  fc.assert(
    fc.property(way, ({ base, target, year, isRate }) => {
      const share = (year - 2020) / 10
      const asked = isRate ? base + (target - base) * share : base * (target / base) ** share
      const { body } = assess(
        { [year]: asked },
        {
          unit: isRate ? 'percent' : 'USD',
          traits: { desired: target < base ? 'decrease' : 'increase' },
          base: { value: base },
          target: { value: target }
        }
      )
      return body.gap_percent === 0 && Math.abs(body.gap ?? 1) <= 1e-3
    }),
    { numRuns: runs(200, 2_000) }
  )
})

t.test('the better the newest figure, the better the status', async (t) => {
  const order = [...ASSESSMENT_STATUSES.slice(0, 5)]
  const value = fc.integer({ min: 1, max: 1_000 })
  const arbitrary = fc.record({
    base: value,
    target: value,
    one: value,
    other: value,
    isRate: fc.boolean(),
    desired: fc.constantFrom('increase' as const, 'decrease' as const)
  })
  const seen = new Set<string>()
  fc.assert(
    fc.property(arbitrary, ({ base, target, one, other, isRate, desired }) => {
      fc.pre(base !== target)
      const given: Given = {
        unit: isRate ? 'percent' : 'USD',
        traits: { desired },
        base: { value: base },
        target: { value: target }
      }
      const [worse, better] = [one, other]
        .sort((a, b) => (desired === 'increase' ? a - b : b - a))
        .map((latest) => assess({ '2024': latest }, given).status)
      seen.add(worse ?? '').add(better ?? '')
      const placeOf = (status: string | null | undefined) =>
        order.indexOf(status as (typeof order)[number])
      return placeOf(better) >= 0 && placeOf(better) <= placeOf(worse)
    }),
    { numRuns: runs(400, 4_000) }
  )
  t.same([...seen].sort(), order.toSorted(), 'each status came')
})
