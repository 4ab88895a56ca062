import t from 'tap'
import { nextPeriod, previousPeriod } from '../../src/periods/steps.ts'

const PAIRS: [before: string, after: string][] = [
  ['2022', '2023'],
  ['1999', '2000'],
  ['2022-Q4', '2023-Q1'],
  ['2023-Q2', '2023-Q3'],
  ['2022-12', '2023-01'],
  ['2023-06', '2023-07'],
  ['2023-02-28', '2023-03-01'],
  ['2024-02-29', '2024-03-01'],
  ['2022-07-01/P1Y', '2023-07-01/P1Y'],
  ['2023-01-01/P8M', '2024-01-01/P8M'],
  ['2023-07-01/P6M', '2024-07-01/P6M'],
  ['2018-01-01/P2Y', '2020-01-01/P2Y'],
  ['2022-12-26/P7D', '2023-01-02/P7D']
]

t.test('the period before and after one, in each kind of calendar', async (t) => {
  t.same(
    PAIRS.map(([, after]) => previousPeriod(after)),
    PAIRS.map(([before]) => before)
  )
  t.same(
    PAIRS.map(([before]) => nextPeriod(before)),
    PAIRS.map(([, after]) => after)
  )
})
