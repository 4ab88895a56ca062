import fc from 'fast-check'
import t from 'tap'
import { minimise, type Range } from '../../../src/forecasts/model/minimise.ts'

const UNIT = { minimum: 0, maximum: 1 }
/**
 * Of six values a parameter, one more, and at most 200 rounds that try two neighbours a parameter
 * and look at the best again.
 */
const evaluationsMax = (parameters: number) => 6 ** parameters + 1 + 200 * (2 * parameters + 1)

/** What was asked for, and what came out. */
function watched(loss: (point: readonly number[]) => number, ranges: readonly Range[]) {
  const asked: { point: readonly number[]; loss: number }[] = []
  const point = minimise((point) => {
    const value = loss(point)
    asked.push({ point: [...point], loss: value })
    return value
  }, ranges)
  return { point, asked }
}

t.test('the bottom of a bowl, in one to three dimensions', async (t) => {
  for (const bottom of [[0.3], [0.3, 0.71], [0.3, 0.71, 0.052]]) {
    const point = minimise(
      (point) => point.reduce((sum, value, index) => sum + (value - (bottom[index] ?? 0)) ** 2, 0),
      bottom.map(() => UNIT)
    )
    t.equal(point.length, bottom.length)
    for (const [index, value] of point.entries())
      t.ok(Math.abs(value - (bottom[index] ?? 0)) < 2e-4, `${value} is ${bottom[index]}`)
  }
})

t.test('bottoms on the edge are reached exactly', async (t) => {
  t.same(
    minimise(([x = 0]) => x, [{ minimum: 0.01, maximum: 1 }]),
    [0.01]
  )
  t.same(
    minimise(([x = 0]) => -x, [{ minimum: 0.01, maximum: 1 }]),
    [1]
  )
  t.same(
    minimise(
      ([x = 0, y = 0]) => x - y,
      [
        { minimum: -2, maximum: 5 },
        { minimum: 0.8, maximum: 0.98 }
      ]
    ),
    [-2, 0.98]
  )
})

t.test('a range of one point stays there', async (t) => {
  t.same(
    minimise(([x = 0]) => x * x, [{ minimum: 0.5, maximum: 0.5 }]),
    [0.5]
  )
})

t.test('of two hollows the deeper, on either side', async (t) => {
  const hollows = (deep: number, flat: number) =>
    minimise(([x = 0]) => Math.min((x - deep) ** 2 - 0.01, (x - flat) ** 2), [UNIT]).every(
      (x) => Math.abs(x - deep) < 2e-4
    )
  t.ok(hollows(0.2, 0.8))
  t.ok(hollows(0.8, 0.2))
})

t.test('bounded, whatever the function', async (t) => {
  const rough = (point: readonly number[]) =>
    point.reduce((sum, value) => sum + Math.sin(1e5 * value), 0)
  let calls = 0
  const next = () => {
    calls += 1
    return calls
  }
  const valley = ([x = 0, y = 0]: readonly number[]) => 100 * (y - x * x) ** 2 + (1 - x) ** 2
  const losses: [string, (point: readonly number[]) => number][] = [
    ['constant', () => 1],
    ['rough', rough],
    ["Rosenbrock's valley", valley],
    ['ever less', () => -next()],
    ['not a number', () => Number.NaN],
    ['infinite', () => Number.POSITIVE_INFINITY]
  ]
  for (const [name, loss] of losses) {
    for (const parameters of [1, 2, 3]) {
      const ranges = Array.from({ length: parameters }, () => UNIT)
      const { point, asked } = watched(loss, ranges)
      t.ok(
        asked.length <= evaluationsMax(parameters),
        `${name}, ${parameters}: ${asked.length} evaluations`
      )
      t.ok(point.every((value) => value >= 0 && value <= 1))
    }
  }
})

t.test('properties of any smooth function', async (t) => {
  const centres = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), {
    minLength: 1,
    maxLength: 3
  })
  fc.assert(
    fc.property(centres, fc.double({ min: -1, max: 1, noNaN: true }), (centre, twist) => {
      const loss = (point: readonly number[]) =>
        point.reduce(
          (sum, x, index) => sum + (x - (centre[index] ?? 0)) ** 2 + twist * Math.cos(9 * x),
          0
        )
      const ranges = centre.map((_, index) => ({ minimum: -1, maximum: index }))
      const { point, asked } = watched(loss, ranges)
      const inside = [point, ...asked.map((one) => one.point)].every((one) =>
        one.every((x, index) => x >= -1 && x <= (ranges[index]?.maximum ?? 0))
      )
      const again = minimise(loss, ranges)
      return (
        inside &&
        asked.every((one) => loss(point) <= one.loss) &&
        again.every((x, index) => x === point[index])
      )
    })
  )
  t.pass('never outside the box, nothing it saw was better, the same again')
})
