import t from 'tap'
import { missingPeriods } from '../../src/periods/missing-periods.ts'
import { parsePeriod } from '../../src/periods/read-period.ts'
import { writePeriod } from '../../src/periods/write-period.ts'

t.test('the periods that a row leaves out, in each kind of calendar', (t) => {
  const cases: [calendar: string, days: string[], missing: [count: number, newest: string[]]][] = [
    ['P1Y-01', [], [0, []]],
    ['P1Y-01', ['2020-01-01'], [0, []]],
    ['P1Y-01', ['2019-01-01', '2020-01-01'], [0, []]],
    ['P1Y-01', ['2017-01-01', '2019-01-01', '2022-01-01'], [3, ['2018', '2020', '2021']]],
    ['P1Y-07', ['2019-07-01', '2022-07-01'], [2, ['2020-07-01/P1Y', '2021-07-01/P1Y']]],
    ['P3M', ['2023-10-01', '2024-07-01'], [2, ['2024-Q1', '2024-Q2']]],
    ['P1M', ['2023-11-01', '2024-02-01'], [2, ['2023-12', '2024-01']]],
    // The same part of the next year is the next period.
    ['P8M-01', ['2022-01-01', '2024-01-01'], [1, ['2023-01-01/P8M']]],
    ['P2Y-01', ['2018-01-01', '2022-01-01'], [1, ['2020-01-01/P2Y']]],
    ['P7D', ['2023-01-30', '2023-02-13'], [1, ['2023-02-06/P7D']]],
    ['P1Y-03', ['2020-03-21', '2022-03-21'], [1, ['2021-03-21/P1Y']]]
  ]
  for (const [calendar, days, [count, newest]] of cases)
    t.same(missingPeriods(days, calendar, 100), { count, newest }, `${calendar} ${days}`)
  t.end()
})

t.test('of many periods, the newest are listed and all are counted', (t) => {
  t.same(missingPeriods(['1000-01-01', '9999-01-01'], 'P1Y-01', 2), {
    count: 8_998,
    newest: ['9997', '9998']
  })
  t.end()
})

t.test('nothing is missing where periods need not follow each other', (t) => {
  const cases: [calendar: string, days: string[]][] = [
    ['P1D', ['2023-07-14', '2023-07-17']],
    ['P2Y-01', ['2020-01-01', '2021-01-01']],
    ['P7D', ['2023-01-30', '2023-02-03']],
    ['P1Y-03', ['2020-03-21', '2021-03-01']]
  ]
  for (const [calendar, days] of cases)
    t.equal(missingPeriods(days, calendar, 100), undefined, `${calendar} ${days}`)
  t.end()
})

t.test('a period is written in one form, however it was written before', (t) => {
  const cases: Record<string, string[]> = {
    '2023': ['2023', '2023-01-01/P1Y', '2023-01-01/P12M'],
    '2023-Q3': ['2023-Q3', '2023-07-01/P3M'],
    '2023-07': ['2023-07', '2023-07-01/P1M'],
    '2023-07-14': ['2023-07-14', '2023-07-14/P1D'],
    '2023-07-01/P1Y': ['2023-07-01/P1Y', '2023-07-01/P12M'],
    '2024-01-01/P8M': ['2024-01-01/P8M'],
    '2023-02-01/P3M': ['2023-02-01/P3M'],
    '2020-01-01/P2Y': ['2020-01-01/P2Y', '2020-01-01/P24M'],
    '2023-01-15/P1Y': ['2023-01-15/P1Y'],
    '2023-01-30/P7D': ['2023-01-30/P7D']
  }
  for (const [written, forms] of Object.entries(cases))
    for (const form of forms) {
      const { starts_on = '', calendar = '' } = parsePeriod(form) ?? {}
      t.equal(writePeriod(starts_on, calendar), written, form)
      t.same(parsePeriod(written), parsePeriod(form), `${written} has the days of ${form}`)
    }
  t.end()
})
