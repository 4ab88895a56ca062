import fc from 'fast-check'
import t from 'tap'
import { halfUnit } from '../../src/numbers/printed.ts'

t.test('half a unit of the last printed digit', async (t) => {
  const cases: [value: number, text: string, half: number][] = [
    [52_500_000, '$52.5 million', 50_000],
    [98_500_000, '$98,5 млн', 50_000],
    [1_180_000, '1·18 million TEU', 5_000],
    [63_250_000, '$63.250 million', 500],
    [51_010_000_000, '$51.010 billion', 500_000],
    [56_380_000_000, '$56,380 million', 500_000],
    [5_092_977_000, '$5092.977 million', 500],
    [70_524, '70 524 человека', 0.5],
    [70_524, '70\u00a0524', 0.5],
    [9_758, '9 миң 758', 0.5],
    [464_000_000, '۴۶۴ میلیون دلار', 500_000],
    [66_380_000, '66.38 ملین ڈالر', 5_000],
    [39_424_155, '39.424.155 million tonnes', 0.5],
    [1_000_000, 'from 300,000 to 1 million tons', 500_000],
    [300_000, 'from 300,000 to 1 million tons', 500],
    [50, '50.0', 0.05],
    [0.4, '0.4%', 0.05],
    [10_000, '10,000 TEUs', 500],
    [435_000, '435,000', 500],
    [33_600, '33,600 TEU', 0.5],
    [3_000, '3,000km', 0.5],
    [111_000_000, 'one hundred eleven million dollars', 500_000],
    [12_000, 'twelve thousand', 500],
    [7, 'week-long', 0.5],
    [0, '0', 0.5],
    [0, '0.0 %', 0.05],
    [0, '0 million', 500_000],
    [0, '$0.00 billion', 5_000_000],
    [0, 'nothing', 0.5],
    [2.75, 'some', 0.005],
    [-3.7, '-3.7 %', 0.05],
    [0, 'none', 0.5]
  ]
  for (const [value, text, half] of cases) {
    const found = halfUnit(value, text)
    t.ok(Math.abs(found - half) <= half * 1e-9, `${text}: ${found} is ${half}`)
  }
})

t.test('printed with so many decimals, right to half of the last one', async (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999_999 }),
      fc.integer({ min: 1, max: 5 }),
      (whole, decimals) => {
        const value = Math.round(whole * 1_000_000) / 10 ** decimals
        const text = `$${(whole / 10 ** decimals).toFixed(decimals)} million`
        const expected = 0.5 * 10 ** (6 - decimals)
        return Math.abs(halfUnit(Math.round(value), text) - expected) <= expected * 1e-9
      }
    )
  )
  t.pass('it held')
})

t.test(
  'any text and number give a step that is above zero and not above half of the number',
  async (t) => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: 1e-6, max: 1e15 }),
        fc.string({ maxLength: 300 }),
        (value, text) => {
          const half = halfUnit(value, text)
          return half > 0 && half <= Math.max(value, 1) / 2
        }
      )
    )
    t.pass('it held')
  }
)
