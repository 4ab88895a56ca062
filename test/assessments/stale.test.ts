// A series says nothing about today once its newest figure is more than three years old, and more
// than three of its steps.
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { isStale, lastsUntil } from '../../src/assessments/stale.ts'
import { dateOf, dayNumber } from '../../src/numbers/days.ts'
import { yearsFrom } from '../../src/periods/read-period.ts'
import type { Placed } from '../../src/projections/evidence.ts'
import { runs } from '../helpers/random.ts'
import { series } from './given.ts'

/** The points of these periods, placed in years from 2000. */
function placed(...periods: string[]): Placed[] {
  const { points } = series(Object.fromEntries(periods.map((period) => [period, 1])))
  return points.map((point) => ({
    point,
    sample: { time: yearsFrom('2000', point.period), value: 1 }
  }))
}

/** A series is fresh until the day before, and stale from the first day on. */
function staleFrom(t: Test, day: string, ...periods: string[]): void {
  const points = placed(...periods)
  const before = dateOf(dayNumber(day) - 1)
  t.equal(lastsUntil(points), day, periods.join())
  t.equal(isStale(points, before), false, `${periods.join()} on ${before}`)
  t.equal(isStale(points, day), true, `${periods.join()} on ${day}`)
}

t.test('days, months and years last three years from the end of the last', async (t) => {
  staleFrom(t, '2025-01-01', '2021-12-31')
  staleFrom(t, '2025-01-01', '2021-12-30', '2021-12-31')
  staleFrom(t, '2024-01-01', '2020-10', '2020-11', '2020-12')
  staleFrom(t, '2025-01-01', '2021')
  staleFrom(t, '2025-01-01', '2019', '2020', '2021')
  staleFrom(t, '2023-03-01', '2020-02-29')
  t.equal(isStale(placed('2021'), '2030-01-01'), true, 'much later')
  t.equal(isStale(placed('2021'), '2021-06-30'), false, 'before its end')
})

t.test('three steps count in days, so that those of a leap year last longer', async (t) => {
  // 2020-12-31 and 1,098 days, three times 366
  for (const periods of [['2020'], ['2019', '2020'], ['2010', '2020']])
    staleFrom(t, '2024-01-04', ...periods)
})

t.test('a series with figures every five years lasts fifteen', async (t) => {
  // 2020-12-31 and 5,478 days, three times 1,826
  staleFrom(t, '2036-01-01', '2010', '2015', '2020')
})

t.test('the usual step is the median; of an even number the shorter one', async (t) => {
  staleFrom(t, '2024-01-01', '2008', '2018', '2019', '2020')
  staleFrom(t, '2025-01-01', '2018', '2019', '2021')
  // Steps of 731, 1,461 and 2,922 days: 2021-12-31 and 4,383 days
  staleFrom(t, '2034-01-01', '2007', '2015', '2019', '2021')
})

t.test('a series without a point is an error', async (t) => {
  t.throws(() => lastsUntil([]), RangeError)
  t.throws(() => isStale([], '2026-01-01'), RangeError)
})

t.test('a series that lasts beyond the last day of the calendar is never stale', async (t) => {
  for (const periods of [['9999'], ['9000', '9998'], ['1000', '4000', '7000']]) {
    t.equal(lastsUntil(placed(...periods)), null, periods.join())
    t.equal(isStale(placed(...periods), '9999-12-31'), false, periods.join())
  }
})

t.test('a series stays stale: no later day makes it fresh', async (t) => {
  const years = fc.uniqueArray(fc.integer({ min: 1900, max: 2030 }), { minLength: 1, maxLength: 8 })
  const day = fc.date({
    min: new Date('1900-01-01'),
    max: new Date('2200-01-01'),
    noInvalidDate: true
  })
  let stale = 0
  fc.assert(
    fc.property(years, day, day, (some, one, other) => {
      const points = placed(...some.sort().map(String))
      const [earlier, later] = [one, other].map((date) => date.toISOString().slice(0, 10)).sort()
      if (!isStale(points, earlier ?? '')) return true
      stale += 1
      return isStale(points, later ?? '')
    }),
    { numRuns: runs(300, 3_000) }
  )
  t.ok(stale > 5, `${stale} stale series`)
})
