import t from 'tap'
import { checkNumbers, checkRange, checkWhole } from '../../src/numbers/guards.ts'

t.test('numbers', async (t) => {
  t.doesNotThrow(() => checkNumbers([0]))
  t.doesNotThrow(() => checkNumbers([-1e308, -0, 5e-324, 1e308]))
  const cases: [number[], RegExp][] = [
    [[], /at least one value/],
    [[Number.NaN], /value 1 .*NaN/],
    [[1, 2, Number.NaN], /value 3 .*NaN/],
    [[1, Number.POSITIVE_INFINITY, Number.NaN], /value 2 .*Infinity/],
    [[1, 2, 3, Number.NEGATIVE_INFINITY], /value 4 .*-Infinity/]
  ]
  for (const [values, message] of cases) {
    t.throws(() => checkNumbers(values), { name: 'RangeError', message }, String(values))
    t.throws(() => checkNumbers(values), RangeError)
  }
  const holes: number[] = [1, 2]
  holes.length = 3
  t.throws(() => checkNumbers(holes), { name: 'RangeError', message: /value 3/ }, 'a hole')
})

t.test('whole numbers within bounds', async (t) => {
  for (const value of [1, 15, 30])
    t.doesNotThrow(() => checkWhole('horizon', value, 1, 30), String(value))
  for (const value of [0, 31, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY])
    t.throws(() => checkWhole('horizon', value, 1, 30), {
      name: 'RangeError',
      message: `horizon is ${value}, not a whole number from 1 to 30`
    })
})

t.test('bounds with room between them', async (t) => {
  const right: [(number | undefined)?, number?][] = [
    [],
    [0],
    [undefined, 0],
    [0, 0],
    [-1, 1],
    [0, Number.POSITIVE_INFINITY]
  ]
  for (const bounds of right) t.doesNotThrow(() => checkRange(...bounds), String(bounds))
  const wrong: [(number | undefined)?, number?][] = [
    [1, 0],
    [Number.NaN],
    [undefined, Number.NaN],
    [Number.POSITIVE_INFINITY, 0]
  ]
  for (const bounds of wrong)
    t.throws(
      () => checkRange(...bounds),
      { name: 'RangeError', message: /leave no room between them$/ },
      String(bounds)
    )
})
