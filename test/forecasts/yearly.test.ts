import t from 'tap'
import { placeInYear, valuesAYear, windowOf } from '../../src/forecasts/yearly.ts'

t.test('months and quarters have a place in the year, and 20 years are used', async (t) => {
  const cases: [period: string, yearly: number, window: number, place: number][] = [
    ['2024-01', 12, 240, 0],
    ['2024-12', 12, 240, 11],
    ['2024-03-01/P1M', 12, 240, 2],
    ['2024-Q1', 4, 80, 0],
    ['2024-Q4', 4, 80, 3],
    ['2024-07-01/P3M', 4, 80, 2],
    ['2024', 1, 60, 0],
    ['2024-07-01/P1Y', 1, 60, 0],
    ['2024-01-01/P6M', 1, 60, 0],
    // A quarter that begins in another month is none of those that make a year together.
    ['2024-02-01/P3M', 1, 60, 0],
    ['2024-05-06', 1, 60, 0],
    ['2024-05-06/P7D', 1, 60, 0]
  ]
  for (const [period, yearly, window, place] of cases)
    t.same(
      [valuesAYear(period), windowOf(period), placeInYear(period)],
      [yearly, window, place],
      period
    )
})
