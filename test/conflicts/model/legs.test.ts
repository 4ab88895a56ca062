import fc from 'fast-check'
import t from 'tap'
import type { Check, Claim, LegLength } from '../../../src/conflicts/model/checks.ts'
import { allOf, checksIn, claim, METRICS, told } from './worlds.ts'

const length = (said: Partial<Claim> & { id: string }) =>
  claim({ metric: 'route_length', subject: 'way', partner: null, period: null, ...said })
const leg = (id: string, value: number, low = value, high = value): LegLength => ({
  value,
  low,
  high,
  claim: length({ id, value, subject: `leg ${id}` })
})

/** The checks of the claims about a corridor with these legs. */
function checksOf(claims: Claim[], legs?: LegLength[]): Check[] {
  const scope = { family: 'route_length', subject: 'way', partner: null, members: new Map() }
  return allOf({ ...scope, claims, metrics: METRICS, ...(legs && { legs }) })
}

const LEGS = [leg('L1', 300), leg('L2', 200, 180, 250)]

t.test('a printed length lies between the shortest and the longest sum', async (t) => {
  t.same(checksOf([length({ id: 'C1', value: 600, text: '600 km' })], LEGS), [
    {
      key: 'sum_of_legs|route_length|way|||||C1',
      kind: 'sum_of_legs',
      metric: 'route_length',
      subject: 'way',
      partner: null,
      direction: null,
      mode: null,
      product: null,
      period: null,
      starts_on: null,
      ends_on: null,
      periods: 'equal',
      claims: [
        { id: 'C1', role: 'stated' },
        { id: 'L1', role: 'part' },
        { id: 'L2', role: 'part' }
      ],
      claims_count: 3,
      stated: { low: 599.5, high: 600.5 },
      expected: { low: 480, high: 550 },
      difference: 49.5,
      ratio: 1.2,
      growth_percent: null,
      holds: false
    }
  ])
  const said = (value: number, rest: Partial<Claim> = {}) =>
    told(checksOf([length({ id: 'C1', value, ...rest })], LEGS), 'sum_of_legs')
  t.same(said(550.5, { text: '550.5' }), ['fails C1 L1 L2'])
  t.same(said(551, { text: '551' }), ['fails C1 L1 L2'])
  t.same(said(479), ['fails C1 L1 L2'])
  t.same(said(480), ['holds C1 L1 L2'])
  const rounded = checksOf([length({ id: 'C1', value: 551 })], [leg('L1', 550.6)])
  t.same(told(rounded, 'sum_of_legs'), ['holds C1 L1'], 'by rounding')
  t.same(said(600, { bound: 'about' }), ['holds C1 L1 L2'], 'a tenth to either side')
  t.same(said(400, { bound: 'at_least' }), ['holds C1 L1 L2'])
  t.same(said(600, { bound: 'at_least' }), ['fails C1 L1 L2'])
})

t.test('each figure is compared on its own', async (t) => {
  const claims = [length({ id: 'C1', value: 500 }), length({ id: 'C2', value: 700 })]
  t.same(told(checksOf(claims, LEGS), 'sum_of_legs'), ['holds C1 L1 L2', 'fails C2 L1 L2'])
})

t.test('what is not compared', async (t) => {
  t.same(checksOf([length({ id: 'C1', value: 600 })]), [], 'a way without legs')
  const others = [
    length({ id: 'C1', value: 600, partner: 'PAK' }),
    length({ id: 'C2', value: 600, status: 'E' }),
    length({ id: 'C3', value: 20, metric: 'transit_time' })
  ]
  t.same(checksOf(others, LEGS), [], 'a section, a computed length, another metric')
})

t.test('a computed length contradicts nothing', async (t) => {
  const computed = length({ id: 'C1', value: 500, bound: 'about', status: 'E' })
  const printed = [length({ id: 'C2', value: 700 }), length({ id: 'C3', value: 900 })]
  t.same(told(checksOf([computed, ...printed]), 'contradicts'), ['fails C2 C3'])
  t.same(checksOf([computed, ...printed.slice(1)]), [])
  const estimates = [
    claim({ id: 'C2', value: 700, status: 'E' }),
    claim({ id: 'C3', value: 900, status: 'E' })
  ]
  t.same(told(checksIn(estimates), 'contradicts'), ['fails C2 C3'], 'estimates of trade do')
})

t.test('a length that is true holds, and one that is far off does not', async (t) => {
  const legs = fc.array(
    fc.record({
      truth: fc.integer({ min: 1, max: 3_000 }),
      below: fc.double({ min: 0, max: 0.3, noNaN: true }),
      above: fc.double({ min: 0, max: 0.3, noNaN: true }),
      at: fc.double({ min: 0, max: 1, noNaN: true })
    }),
    { minLength: 1, maxLength: 150 }
  )
  const holds = (value: number, all: LegLength[]) => {
    const [check] = checksOf([length({ id: 'C1', value, text: `${value} km` })], all)
    return check?.kind === 'sum_of_legs' && check.claims_count === all.length + 1 && check.holds
  }
  fc.assert(
    fc.property(legs, fc.double({ min: 1.4, max: 9, noNaN: true }), (said, times) => {
      const all = said.map(({ truth, below, above, at }, index) => {
        const [low, high] = [truth * (1 - below), truth * (1 + above)]
        return leg(`L${index}`, low + at * (high - low), low, high)
      })
      const truth = said.reduce((sum, one) => sum + one.truth, 0)
      return holds(truth, all) && !holds(Math.ceil(truth * times) + 1, all)
    }),
    { numRuns: 100 }
  )
  t.pass('it held')
})
