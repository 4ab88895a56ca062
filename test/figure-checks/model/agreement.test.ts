import fc from 'fast-check'
import t from 'tap'
import {
  agrees,
  type ClaimedFigure,
  distanceTo,
  intervalOf,
  rangeOf,
  times
} from '../../../src/figure-checks/model/agreement.ts'

const claim = (value: number | null, text = '', ends: Partial<ClaimedFigure> = {}) => ({
  value,
  low: null,
  high: null,
  text,
  ...ends
})
const between = (low: number, high: number, text = '') => claim(null, text, { low, high })
const figure = (value: number, half = 0) => ({ value, half })

t.test('the interval of a claim holds all its figures, whatever their order', async (t) => {
  t.same(intervalOf(claim(5)), { low: 5, high: 5 })
  t.same(intervalOf(between(5, 6)), { low: 5, high: 6 })
  t.same(intervalOf(claim(5.5, '', { low: 5, high: 6 })), { low: 5, high: 6 })
  t.same(intervalOf(claim(7, '', { low: 5, high: 6 })), { low: 5, high: 7 })
  t.same(intervalOf(claim(null, '', { low: 5 })), { low: 5, high: 5 })
  t.same(intervalOf(claim(-5, '', { high: -3 })), { low: -5, high: -3 })
})

t.test('the range of several claims; null of none', async (t) => {
  t.equal(rangeOf([]), null)
  t.same(rangeOf([claim(5), between(-1, 3)]), { low: -1, high: 5 })
})

t.test('a distance has the sign of the side, and the nearer end', async (t) => {
  const range = between(100, 200)
  t.same(distanceTo(90, range), { difference: -10, nearest: 100 })
  t.same(distanceTo(230, range), { difference: 30, nearest: 200 })
  t.same(distanceTo(150, range), { difference: 0, nearest: 150 })
  t.same(distanceTo(-230, between(-200, -100)), { difference: -30, nearest: -200 })
})

/** A figure, a claim, and whether they agree. */
type Case = [value: number, half: number, claim: ClaimedFigure, holds: boolean]

t.test('half a unit of the stated figure, the edge included', async (t) => {
  const cases: Case[] = [
    [53e6, 5e5, claim(52.5e6, '$52.5 million'), true],
    [53e6, 5e5, claim(52.4999e6, '$52.4999 million'), false],
    [2e9, 5e8, claim(2.5e9, '$2,500.00 million'), true],
    [2e9, 5e8, claim(2.51e9, '$2,510.00 million'), false],
    [400e6, 5e5, claim(402.1e6, '$402.10 million'), false]
  ]
  for (const [value, half, of, holds] of cases) t.equal(agrees({ value, half }, of), holds)
})

t.test('half a unit of the claim, if it is the coarser one', async (t) => {
  const cases: Case[] = [
    [1.9e9, 5e3, claim(2e9, '$2 billion'), true],
    [1.5e9, 5e3, claim(2e9, '$2 billion'), true],
    [1.49e9, 5e3, claim(2e9, '$2 billion'), false],
    [150_400, 0.5, claim(150_000, '150,000 TEU'), true],
    [151_000, 0.5, claim(150_000, '150,000 TEU'), false]
  ]
  for (const [value, half, of, holds] of cases) t.equal(agrees({ value, half }, of), holds)
})

t.test('half a percent of the claim, the edge included', async (t) => {
  const text = '1000.00'
  t.ok(agrees(figure(1005), claim(1000, text)))
  t.ok(agrees(figure(995), claim(1000, text)))
  t.notOk(agrees(figure(1005.01), claim(1000, text)))
  t.notOk(agrees(figure(994.99), claim(1000, text)))
  t.ok(agrees(figure(-1005), claim(-1000, `-${text}`)), 'of a negative claim too')
  t.notOk(agrees(figure(-1000), claim(1000, text)))
  t.notOk(agrees(figure(1000), claim(995, '995.00')), 'of the claim, not of the figure')
})

t.test('inside an interval and around both ends, by the end that is nearer', async (t) => {
  const range = between(100, 200, '100.0 to 200.0')
  const holds = [99.5, 100, 150, 200, 201].map((value) => agrees(figure(value), range))
  t.same(holds, [true, true, true, true, true])
  t.same(
    [99.4, 201.1].map((value) => agrees(figure(value), range)),
    [false, false]
  )
  const coarse = between(2e9, 2.15e9, '$2 to $2.15 billion')
  t.ok(agrees(figure(1.6e9), coarse), 'half a billion below')
  t.notOk(agrees(figure(2.2e9), coarse), 'half of 10 million above')
})

t.test('zero agrees by half units alone', async (t) => {
  t.ok(agrees(figure(0, 0.5), claim(0, '0')))
  t.ok(agrees(figure(0.5), claim(0, '0')))
  t.notOk(agrees(figure(0.51), claim(0, '0')))
  t.ok(agrees(figure(0, 5e5), claim(4e5, '400,000.5')))
})

t.test('the words of a bound do not widen a claim', async (t) => {
  t.notOk(agrees(figure(500e6, 5e5), claim(400e6, 'more than $400 million')))
  t.notOk(agrees(figure(410e6, 5e5), claim(400e6, 'about $400 million')))
})

t.test('the errors of binary fractions do not count', async (t) => {
  t.ok(agrees(figure(0.1 + 0.2, 0), claim(0.3, '0.3000000000000000000')))
  t.ok(agrees(figure(8.2 * 1e6, 0), claim(8.2e6, '$8.200000 million')))
})

t.test('a figure agrees with itself, and with its claim multiplied alike', async (t) => {
  const numbers = fc.double({ min: -1e15, max: 1e15, noNaN: true })
  fc.assert(
    fc.property(numbers, fc.constantFrom(1e3, 1e5, 1e6, 1e7), (value, factor) => {
      const own = agrees(figure(value), claim(value))
      const multiplied = times(times(figure(value), factor), 1 / factor)
      return own && agrees(multiplied, claim(value))
    })
  )
  t.same(times({ value: 4, half: 0.5 }, 1e6), { value: 4e6, half: 5e5 })
})
