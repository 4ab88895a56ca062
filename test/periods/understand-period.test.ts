import fc from 'fast-check'
import t from 'tap'
import { labelPeriod } from '../../src/periods/label-period.ts'
import { parsePeriod } from '../../src/periods/read-period.ts'
import { understandLoosely, understandPeriod } from '../../src/periods/understand-period.ts'

/** The form of the data set for each way in which people write a period. */
const UNDERSTOOD: Record<string, string> = {
  '2023': '2023',
  '2023-07-01/P1Y': '2023-07-01/P1Y',
  '2023-A1': '2023',
  '2023Q3': '2023-Q3',
  '2023-q3': '2023-Q3',
  'Q3 2023': '2023-Q3',
  'Q3/2023': '2023-Q3',
  '2023-S1': '2023-01-01/P6M',
  '2023S2': '2023-07-01/P6M',
  '2023-H1': '2023-01-01/P6M',
  'H2 2023': '2023-07-01/P6M',
  '2023M01': '2023-01',
  '2023-M12': '2023-12',
  '2023M1': '2023-01',
  '202307': '2023-07',
  '2023-7': '2023-07',
  '2023/07': '2023-07',
  '07/2023': '2023-07',
  'July 2023': '2023-07',
  'Sept. 2023': '2023-09',
  '2023-W05': '2023-01-30/P7D',
  '2020W53': '2020-12-28/P7D',
  '2021-W01': '2021-01-04/P7D',
  '20230714': '2023-07-14',
  '2023/7/4': '2023-07-04',
  '14.07.2023': '2023-07-14',
  '07.08.2023': '2023-08-07',
  '14/07/2023': '2023-07-14',
  '07/14/2023': '2023-07-14',
  '05/05/2023': '2023-05-05',
  '14 July 2023': '2023-07-14',
  'Jul 14, 2023': '2023-07-14',
  '2023-07-14T00:00:00.000Z': '2023-07-14',
  'Jan–Aug 2024': '2024-01-01/P8M',
  'January - August 2024': '2024-01-01/P8M',
  'Jul 2023 – Feb 2024': '2023-07-01/P8M',
  '2020–2024': '2020-01-01/P5Y',
  'FY2024 (Jul–Jun)': '2023-07-01/P1Y',
  'FY2024 (Apr–Mar)': '2023-04-01/P1Y'
}

t.test('what people write is understood as one period of the data set', async (t) => {
  for (const [text, period] of Object.entries(UNDERSTOOD)) {
    t.same(understandPeriod(text), { period }, text)
    t.same(understandLoosely(text), { period }, text)
  }
})

t.test(
  'a fiscal year without its months is July to June only where a span is asked for',
  async (t) => {
    for (const text of [
      '2023/24',
      '2023-24',
      '2023/2024',
      'FY2024',
      'FY24',
      'fy 24',
      'FY2023-24'
    ]) {
      t.same(understandLoosely(text), { period: '2023-07-01/P1Y', fiscal: true }, text)
      t.same(
        understandPeriod(text),
        {
          expected:
            'a period with its first month, such as 2023-07-01/P1Y for July 2023 to June 2024: ' +
            'fiscal years begin in different months'
        },
        text
      )
    }
    t.same(understandLoosely('FY99'), { period: '1998-07-01/P1Y', fiscal: true })
    t.same(understandLoosely('1999/00'), { period: '1999-07-01/P1Y', fiscal: true })
  }
)

t.test('what can mean two things is refused with what to write', async (t) => {
  const refused = {
    '2006/07': '2006-07 for the month, or 2006-07-01/P1Y for July to June',
    '200607': '2006-07 for the month, or 2006-07-01/P1Y for July to June',
    '2023-2024': '2023-07-01/P1Y for July to June, or 2023-01-01/P2Y for both years',
    '07/08/2023': '2023-08-07 or 2023-07-08: year, month, day'
  }
  for (const [text, expected] of Object.entries(refused)) {
    t.same(understandPeriod(text), { expected }, text)
    t.same(understandLoosely(text), { expected }, text)
  }
})

t.test('what is no period is not understood', async (t) => {
  const texts = [
    '',
    ' ',
    'soon',
    '23',
    '0999',
    '12023',
    '2023-13',
    '2023-00',
    '2023/00',
    '2023/25',
    '202300',
    '20231314',
    '2023-02-30',
    '30 February 2023',
    '2023Q5',
    '2023S3',
    '2023M13',
    '2023-W00',
    '2023-W53',
    '2021-W54',
    '2023-T1',
    'Jux 2023',
    'Jan–Jux 2023',
    'Aug–Jan 2024',
    'FY2024 (Jul–Jul)',
    'FY2023-25',
    'FY2024 (Jux–Jun)',
    '2024-2020',
    '2023-07-14T12:00:00Z',
    `2023${' '.repeat(40)}Q1`
  ]
  for (const text of texts) {
    t.equal(understandPeriod(text), undefined, text)
    t.equal(understandLoosely(text), undefined, text)
  }
})

t.test('each label of whole months, quarters and years is understood as those days', async (t) => {
  const months = fc.record({
    year: fc.integer({ min: 1000, max: 9900 }),
    month: fc.integer({ min: 1, max: 12 }),
    // Two calendar years in a row look like a fiscal year, which the next test names.
    count: fc.integer({ min: 1, max: 99 }).filter((count) => count !== 24)
  })
  fc.assert(
    fc.property(months, ({ year, month, count }) => {
      const period = `${year}-${String(month).padStart(2, '0')}-01/P${count}M`
      const found = understandPeriod(labelPeriod(period))
      const { starts_on, ends_on } = parsePeriod(period) ?? {}
      if (!found || !('period' in found))
        throw new Error(`${labelPeriod(period)} is not understood`)
      const read = parsePeriod(found.period)
      if (read?.starts_on !== starts_on || read?.ends_on !== ends_on)
        throw new Error(`${period}: ${labelPeriod(period)} is read as ${found.period}`)
    })
  )
  t.pass('no label failed')
})

t.test('no text makes it fail, and what it gives is a period', async (t) => {
  const pieces = fc.constantFrom('2023', '24', '-', '/', ' ', 'Q', 'M', 'W', 'FY', 'Jul', '1', '.')
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces).map((parts) => parts.join(''))
  )
  fc.assert(
    fc.property(texts, (text) => {
      const found = understandLoosely(text)
      return !found || 'expected' in found || parsePeriod(found.period) !== undefined
    })
  )
  t.pass('no text failed')
})

t.test('a month that a spreadsheet has cut is refused with both that it may be', async (t) => {
  for (const read of [understandPeriod, understandLoosely])
    t.same(read('2016.1'), {
      expected: '2016-01 for the month; 2016.1 may be a cut 2016.10'
    })
  t.same(understandPeriod('2016.10'), { period: '2016-10' })
})
