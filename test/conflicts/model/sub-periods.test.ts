import fc from 'fast-check'
import t from 'tap'
import {
  heaviest,
  partsAllowed,
  partsWithin,
  type Stretch,
  tiling
} from '../../../src/conflicts/model/sub-periods.ts'

type Part = Stretch & { weight: number }
const WHOLE = { starts: 0, ends: 9 }

const parts = fc
  .array(
    fc.record({
      starts: fc.integer({ min: 0, max: 9 }),
      length: fc.integer({ min: 0, max: 6 }),
      weight: fc.integer({ min: 0, max: 20 })
    }),
    {
      maxLength: 9
    }
  )
  .map((all): Part[] =>
    all
      .map(({ starts, length, weight }) => ({ starts, ends: Math.min(9, starts + length), weight }))
      .filter(({ starts, ends }) => ends - starts < 9)
      .sort((a, b) => a.starts - b.starts || b.ends - a.ends)
  )

/** All choices of parts without overlap, the plain way. */
function choices(all: readonly Part[]): Part[][] {
  const found: Part[][] = [[]]
  for (const part of all) {
    const free = found.filter((chosen) =>
      chosen.every(({ starts, ends }) => ends < part.starts || starts > part.ends)
    )
    found.push(...free.map((chosen) => [...chosen, part]))
  }
  return found
}

const days = (chosen: readonly Stretch[]) =>
  chosen.reduce((sum, { starts, ends }) => sum + ends - starts + 1, 0)
const weightOf = (chosen: readonly Part[]) => chosen.reduce((sum, { weight }) => sum + weight, 0)

t.test('the heaviest parts are those of the plain way', async (t) => {
  fc.assert(
    fc.property(parts, (all) => {
      const chosen = heaviest(all, ({ weight }) => weight)
      const best = Math.max(...choices(all).map(weightOf))
      return (
        weightOf(chosen) === best &&
        choices(all).some(
          (one) => one.length === chosen.length && one.every((part) => chosen.includes(part))
        )
      )
    })
  )
  t.pass('it held')
})

t.test('a tiling is found exactly where there is one, and it is the cheapest', async (t) => {
  fc.assert(
    fc.property(parts, (all) => {
      const complete = choices(all).filter((chosen) => days(chosen) === 10)
      const tiles = tiling(all, WHOLE, ({ weight }) => weight + 1)
      if (!tiles) return complete.length === 0
      const cost = (chosen: readonly Part[]) => weightOf(chosen) + chosen.length
      return days(tiles) === 10 && cost(tiles) === Math.min(...complete.map(cost))
    })
  )
  t.pass('it held')
})

t.test('parts lie inside and are shorter, and only so many are looked at', async (t) => {
  const sorted = [
    { starts: -3, ends: 20 },
    { starts: 0, ends: 12 },
    { starts: 0, ends: 9 },
    { starts: 0, ends: 4 },
    { starts: 5, ends: 9 },
    { starts: 8, ends: 11 },
    { starts: 10, ends: 10 }
  ]
  t.same(partsWithin(sorted, WHOLE, 100), [sorted[3], sorted[4]])
  t.same(partsWithin(sorted, WHOLE, 3), [sorted[3]])
  t.same(partsWithin(sorted, { starts: 30, ends: 40 }, 100), [])
  t.same([partsAllowed(1), partsAllowed(10_000), partsAllowed(1e9)], [450, 100, 40])
})
