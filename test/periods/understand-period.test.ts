import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { labelPeriod } from '../../src/periods/label-period.ts'
import { parsePeriod } from '../../src/periods/read-period.ts'
import { understandLoosely, understandPeriod } from '../../src/periods/understand-period.ts'
import { readStarter } from '../helpers/read-rows.ts'

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
  '2020 to 2024': '2020-01-01/P5Y',
  'January to August 2024': '2024-01-01/P8M',
  'Jan–Mar 2024': '2024-Q1',
  'Jan 2023 – Dec 2024': '2023-01-01/P2Y',
  'FY2024 (Apr–Mar)': '2023-04-01/P1Y',
  'FY24 Apr-Mar': '2023-04-01/P1Y',
  'FY2023-24 (April–March)': '2023-04-01/P1Y',
  'FY2024 (Jan–Dec)': '2024',
  'Q3 FY2024 (Jul–Jun)': '2024-Q1',
  'Q4FY24 (Apr-Mar)': '2024-Q1',
  // Tables of statistics print months so, those of the State Bank of Pakistan among them.
  'Jul-23': '2023-07',
  'Sept-98': '1998-09',
  "Jul'23": '2023-07',
  'Jul ’23': '2023-07',
  'Jul 99': '1999-07',
  'Jul 2023': '2023-07',
  Jul2023: '2023-07',
  'Jul-2023': '2023-07',
  'July, 2023': '2023-07',
  '2023-Jul': '2023-07',
  '2023 July': '2023-07',
  '14-Jul-2023': '2023-07-14',
  '9M 2023': '2023-01-01/P9M',
  '9M2023': '2023-01-01/P9M',
  '2023 9M': '2023-01-01/P9M',
  '12M 2023': '2023',
  '1M 2023': '2023-01',
  '3M 2023': '2023-Q1',
  'H1 2023': '2023-01-01/P6M',
  '2023H1': '2023-01-01/P6M',
  '1H2023': '2023-01-01/P6M',
  '2H 23': '2023-07-01/P6M',
  '3Q 2023': '2023-Q3',
  '3Q23': '2023-Q3',
  "Q3'23": '2023-Q3',
  'July–February 2023-24': '2023-07-01/P8M',
  'July-June, 2023-2024': '2023-07-01/P1Y',
  'Jul–Feb FY24': '2023-07-01/P8M',
  '2–8 January 2023': '2023-01-02/P7D',
  '30 January – 5 February 2023': '2023-01-30/P7D',
  '30 January to 5 February 2023': '2023-01-30/P7D',
  '30 December 2024 – 5 January 2025': '2024-12-30/P7D',
  'January 30 – February 5, 2023': '2023-01-30/P7D',
  'January 2-8, 2023': '2023-01-02/P7D',
  '21 March 2023 – 20 March 2024': '2023-03-21/P1Y',
  '31 January – 27 February 2023': '2023-01-31/P28D',
  '29 February 2024 – 27 February 2027': '2024-02-29/P3Y',
  '1–31 July 2023': '2023-07',
  '2023-01-30/2023-02-05': '2023-01-30/P7D',
  '2023-01-30 - 2023-02-05': '2023-01-30/P7D',
  '2024-01/2024-08': '2024-01-01/P8M'
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
            'a period by its months, such as 2023-07-01/P1Y for July 2023 to June 2024: ' +
            'fiscal years begin in different months'
        },
        text
      )
    }
    const parts: Record<string, string> = {
      Q3FY24: '2024-Q1',
      'Q3 FY2024': '2024-Q1',
      'FY24 Q1': '2023-Q3',
      '1HFY24': '2023-07-01/P6M',
      '9MFY24': '2023-07-01/P9M',
      'FY2023-24 9M': '2023-07-01/P9M',
      'Jul–Sep FY24': '2023-Q3',
      'Jan–Mar FY2024': '2024-Q1',
      'July–September 2023-24': '2023-Q3'
    }
    for (const [text, period] of Object.entries(parts)) {
      t.same(understandLoosely(text), { period, fiscal: true }, text)
      t.match(
        understandPeriod(text),
        { expected: new RegExp(`^a period by its months, such as ${period} for `) },
        text
      )
    }
    t.same(understandPeriod('Q3FY24'), {
      expected:
        'a period by its months, such as 2024-Q1 for January 2024 to March 2024: fiscal years ' +
        'begin in different months'
    })
    t.same(understandLoosely('FY99'), { period: '1998-07-01/P1Y', fiscal: true })
    t.same(understandLoosely('1999/00'), { period: '1999-07-01/P1Y', fiscal: true })
  }
)

t.test('what can mean two things is refused with what to write', async (t) => {
  const refused = {
    '2006/07': '2006-07 for the month, or 2006-07-01/P1Y for July to June',
    '200607': '2006-07 for the month, or 2006-07-01/P1Y for July to June',
    '2023-2024': '2023-07-01/P1Y for July to June, or 2023-01-01/P2Y for both years',
    '07/08/2023': '2023-08-07 or 2023-07-08: year, month, day',
    'Jul 23': '2023-07 for the month, or a day with its year, such as 2023-07-23',
    '23-Jul': '2023-07 for the month, or a day with its year, such as 2023-07-23',
    '14-Jul-23': '2023-07-14, with all digits of the year'
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
    'FY24-26',
    'FY1000',
    'Q5FY24',
    '13M 2023',
    '0M 2023',
    'Jux-23',
    'Jux 23',
    '23-Jux',
    '14-Jux-23',
    'May–Aug FY2024 (Jul–Jux)',
    'Jux–Feb FY24',
    'May–Aug FY24',
    '8–2 January 2023',
    '30 February – 5 March 2023',
    '5 February – 30 January 2023',
    '1 January 2020 – 5 May 2023',
    '2023-02-30/2023-03-05',
    '2023-07-14T12:00:00Z',
    `2023${' '.repeat(40)}Q1`
  ]
  for (const text of texts) {
    t.equal(understandPeriod(text), undefined, text)
    t.equal(understandLoosely(text), undefined, text)
  }
})

/** The days of a text as a period, or why there are none. */
function daysOf(found: ReturnType<typeof understandPeriod>) {
  if (!found || 'expected' in found) return found
  const { starts_on, ends_on } = parsePeriod(found.period) ?? {}
  return { starts_on, ends_on }
}

t.test('each label is understood as the days that it is the label of', async (t) => {
  const periods = fc
    .record({
      year: fc.integer({ min: 1000, max: 9999 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 31 })),
      count: fc.oneof(fc.integer({ min: 1, max: 36 }), fc.integer({ min: 1, max: 999 })),
      unit: fc.constantFrom('Y', 'M', 'D')
    })
    .map(({ year, month, day, count, unit }) => {
      const two = (part: number) => String(part).padStart(2, '0')
      return `${year}-${two(month)}-${two(day)}/P${count}${unit}`
    })
    .filter((period) => parsePeriod(period) !== undefined)
  fc.assert(
    fc.property(periods, (period) => {
      const label = labelPeriod(period)
      for (const understand of [understandPeriod, understandLoosely]) {
        const found = daysOf(understand(label))
        if (!isDeepStrictEqual(found, daysOf({ period })))
          throw new Error(`${period}: ${label} is read as ${JSON.stringify(found)}`)
      }
    }),
    { numRuns: 1_000 }
  )
  t.pass('no label failed')
})

t.test('each period of the starter data has a label that is understood', async (t) => {
  const { observation, projection } = await readStarter()
  const named = [
    ...observation.map(({ period }) => period),
    ...projection.flatMap(({ base_period, target_period }) => [base_period, target_period])
  ]
  const periods = new Set(named.filter((period) => period !== null))
  t.ok(periods.size > 100, `${periods.size} periods`)
  for (const period of periods)
    t.same(daysOf(understandPeriod(labelPeriod(period))), daysOf({ period }), period)
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
