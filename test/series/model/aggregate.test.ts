import t from 'tap'
import { parsePeriod } from '../../../src/periods/read-period.ts'
import {
  AGGREGATE_CALENDARS,
  AGGREGATES,
  aggregateValues,
  longPeriodOf
} from '../../../src/series/model/aggregate.ts'

t.test('each month lies in one year, fiscal year and quarter', async (t) => {
  const cases: [month: string, year: string, fiscal: string, quarter: string][] = [
    ['2023-01-01', '2023', '2022-07-01/P1Y', '2023-Q1'],
    ['2023-06-01', '2023', '2022-07-01/P1Y', '2023-Q2'],
    ['2023-07-01', '2023', '2023-07-01/P1Y', '2023-Q3'],
    ['2023-12-01', '2023', '2023-07-01/P1Y', '2023-Q4']
  ]
  for (const [day, ...periods] of cases)
    t.same(
      AGGREGATES.map((one) => longPeriodOf(day, one)),
      periods,
      day
    )
  for (const one of AGGREGATES) {
    const { calendar } = parsePeriod(longPeriodOf('2023-05-01', one)) ?? {}
    t.equal(calendar, AGGREGATE_CALENDARS[one].calendar, one)
  }
})

t.test('sums are exact, and each part of a mean counts the same', async (t) => {
  t.equal(aggregateValues(['0.1', '0.2', '0.3'], 'sum'), '0.6')
  t.equal(aggregateValues(['1', '2', '4.5'], 'mean'), '2.5')
  t.match(aggregateValues(['1', '1', '2'], 'mean'), /^1\.3{40}/)
})
