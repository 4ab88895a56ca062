import t from 'tap'
import { labelOrNull, labelPeriod } from '../../src/periods/label-period.ts'

t.test('every kind of period has a label', async (t) => {
  const labels: Record<string, string> = {
    '2023': '2023',
    '2023-01-01/P12M': '2023',
    '2020-01-01/P5Y': '2020–2024',
    '2023-01-01/P2Y': 'Jan 2023 – Dec 2024',
    '2023-07-01/P1Y': 'FY2024 (Jul–Jun)',
    '2023-04-01/P12M': 'FY2024 (Apr–Mar)',
    '2023-03-21/P1Y': '21 March 2023 – 20 March 2024',
    '2020-07-01/P5Y': 'Jul 2020 – Jun 2025',
    '2023-Q3': 'Q3 2023',
    '2023-07-01/P3M': 'Q3 2023',
    '2023-02-01/P3M': 'Feb–Apr 2023',
    '2023-11-01/P3M': 'Nov 2023 – Jan 2024',
    '2023-07': 'July 2023',
    '2023-07-01/P1M': 'July 2023',
    '2023-01-31/P1M': '31 January – 27 February 2023',
    '2024-01-01/P8M': 'Jan–Aug 2024',
    '2023-07-01/P8M': 'Jul 2023 – Feb 2024',
    '2023-01-01/P6M': 'Jan–Jun 2023',
    '2023-07-14': '14 July 2023',
    '2023-07-14/P1D': '14 July 2023',
    '2023-01-02/P7D': '2–8 January 2023',
    '2023-01-30/P7D': '30 January – 5 February 2023',
    '2024-12-30/P7D': '30 December 2024 – 5 January 2025'
  }
  for (const [period, label] of Object.entries(labels)) t.equal(labelPeriod(period), label, period)
})

t.test('no period has no label, and a text that is none is a mistake', async (t) => {
  t.equal(labelOrNull(null), null)
  t.equal(labelOrNull('2023'), '2023')
  t.throws(() => labelPeriod('soon'), { message: 'soon is no period' })
})

t.test('labels are right beyond the number that is remembered', async (t) => {
  for (let year = 1000; year < 7000; year += 1) labelPeriod(`${year}-05`)
  t.equal(labelPeriod('1000-05'), 'May 1000')
})
