// A series says nothing about today once its newest figure is more than three years old, or three
// of its steps.
import fc from 'fast-check'
import t from 'tap'
import { isStale, lastsUntil } from '../../src/assessments/stale.ts'
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

t.test(
  'a series of one or more yearly points lasts three years from the end of the last',
  async (t) => {
    // 2020-12-31 and 1,096 days, three times 365.25 rounded up
    const until = '2024-01-01'
    for (const periods of [['2020'], ['2019', '2020'], ['2010', '2018', '2019', '2020']])
      t.equal(lastsUntil(placed(...periods)), until, periods.join())
    t.equal(isStale(placed('2020'), '2023-12-31'), false, 'the day before')
    t.equal(isStale(placed('2020'), until), true, 'the day itself')
    t.equal(isStale(placed('2020'), '2030-01-01'), true)
  }
)

t.test('months and days last three years too', async (t) => {
  t.equal(lastsUntil(placed('2020-10', '2020-11', '2020-12')), '2024-01-01')
  t.equal(lastsUntil(placed('2020-12-30', '2020-12-31')), '2024-01-01')
})

t.test('a series with figures every five years lasts fifteen', async (t) => {
  // 2020-12-31 and 5,479 days, fifteen times 365.25 rounded up
  t.equal(lastsUntil(placed('2010', '2015', '2020')), '2036-01-01')
  t.equal(isStale(placed('2010', '2015', '2020'), '2035-12-31'), false)
  t.equal(isStale(placed('2010', '2015', '2020'), '2036-01-01'), true)
})

t.test('the usual step is the median; of an even number the longer one', async (t) => {
  t.equal(lastsUntil(placed('2008', '2018', '2019', '2020')), '2024-01-01', 'steps of 10, 1, 1')
  t.equal(lastsUntil(placed('2018', '2019', '2021')), '2028-01-01', 'steps of 1 and 2')
})

t.test('without a point nothing lasts and nothing is stale', async (t) => {
  t.equal(lastsUntil([]), null)
  t.equal(isStale([], '2026-01-01'), false)
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
