import fc from 'fast-check'
import t from 'tap'
import { annualGrowth, grown } from '../../../src/projections/model/growth.ts'
import { near } from '../../forecasts/model/oracles.ts'

const at = (time: number, value: number) => ({ time, value })

t.test('the growth the three projections of the article require', async (t) => {
  near(t, 100 * annualGrowth(at(2023, 400), at(2030, 2_000)), 25.8499, 'trade', 5e-6)
  near(t, 100 * annualGrowth(at(2023, 500), at(2030, 5_000)), 38.9495, 'students', 5e-6)
  near(t, 100 * annualGrowth(at(2023, 10_000), at(2030, 150_000)), 47.2357, 'transit', 5e-6)
})

t.test('rise, fall, fall to nothing and no change', async (t) => {
  t.equal(annualGrowth(at(2023, 100), at(2025, 400)), 1)
  t.equal(annualGrowth(at(2023, 400), at(2025, 100)), -0.5)
  t.equal(annualGrowth(at(2023, 400), at(2025, 0)), -1)
  t.equal(annualGrowth(at(2023, 400), at(2025, 400)), 0)
})

t.test('growth is that of a year, also within one and over parts of years', async (t) => {
  near(t, annualGrowth(at(2023, 100), at(2023.5, 110)), 0.21, '1.1² - 1')
  near(t, annualGrowth(at(2023, 1), at(2025.5, 3)), 0.5518455739, '3^(1 / 2.5) - 1')
})

t.test('the reason where there is no growth rate', async (t) => {
  const cases: [from: [number, number], to: [number, number], string][] = [
    [[2023, 0], [2025, 5], 'base_zero'],
    [[2023, 0], [2025, 0], 'base_zero'],
    [[2023, -5], [2025, 5], 'opposite_signs'],
    [[2023, 5], [2025, -5], 'opposite_signs'],
    // The product of the two is too small to be a number other than zero.
    [[2023, -1e-200], [2025, 1e-200], 'opposite_signs'],
    [[2023, -5], [2025, -9], 'negative_values'],
    // Zero is on neither side.
    [[2023, -5], [2025, 0], 'negative_values'],
    [[2023, 0], [2025, -5], 'base_zero'],
    [[2023, 5], [2023, 9], 'no_later_observation'],
    [[2025, 5], [2023, 9], 'no_later_observation'],
    [[2023, 5e-324], [2024, 1e300], 'not_finite'],
    [[2023, 1], [2023.001, 1e9], 'not_finite']
  ]
  for (const [from, to, reason] of cases) {
    t.throws(
      () => annualGrowth(at(...from), at(...to)),
      { name: 'NotAssessable', reason },
      `${from} to ${to}`
    )
  }
})

t.test('no growth rate of what is no number', async (t) => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    t.throws(() => annualGrowth(at(2023, bad), at(2025, 5)), `from ${bad}`)
    t.throws(() => annualGrowth(at(2023, 5), at(2025, bad)), `to ${bad}`)
  }
})

t.test('what grows on at a rate', async (t) => {
  near(t, grown(at(2025, 600), 0.1, 2027), 726, '600 · 1.1²')
  near(t, grown(at(2025, 600), 0.21, 2025.5), 660, '600 · 1.21^0.5')
  t.equal(grown(at(2025, 600), 0, 2030), 600)
  t.equal(grown(at(2025, 600), -1, 2030), 0)
})

t.test('property: what grew from one value to another grows to it again', async (t) => {
  // A fall to a millionth leaves ten of sixteen digits of the rate.
  const value = fc.double({ min: 1, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(value, value, fc.integer({ min: 1, max: 100 }), (from, to, years) => {
      const again = grown(
        at(2000, from),
        annualGrowth(at(2000, from), at(2000 + years, to)),
        2000 + years
      )
      return Math.abs(again - to) <= 1e-8 * to
    })
  )
  t.pass('it held')
})
