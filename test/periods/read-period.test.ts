import fc from 'fast-check'
import t from 'tap'
import { parseDate } from '../../src/periods/dates.ts'
import { parsePeriod } from '../../src/periods/read-period.ts'
import { nextPeriod, periodsBetween } from '../../src/periods/steps.ts'

const DAY_MS = 86_400_000

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

function period(text: string) {
  const found = parsePeriod(text)
  if (!found) throw new Error(`${text} is no period`)
  return found
}

const two = (number: number) => String(number).padStart(2, '0')

t.test('every form has its first day, its last day and its calendar', async (t) => {
  const expected: [string, string, string, string][] = [
    ['2023', '2023-01-01', '2023-12-31', 'P1Y-01'],
    ['2023-Q1', '2023-01-01', '2023-03-31', 'P3M'],
    ['2023-Q2', '2023-04-01', '2023-06-30', 'P3M'],
    ['2023-Q3', '2023-07-01', '2023-09-30', 'P3M'],
    ['2023-Q4', '2023-10-01', '2023-12-31', 'P3M'],
    ['2023-07', '2023-07-01', '2023-07-31', 'P1M'],
    ['2023-12', '2023-12-01', '2023-12-31', 'P1M'],
    ['2023-07-14', '2023-07-14', '2023-07-14', 'P1D'],
    ['2023-07-14/P1D', '2023-07-14', '2023-07-14', 'P1D'],
    ['2023-01-30/P7D', '2023-01-30', '2023-02-05', 'P7D'],
    ['2023-12-25/P14D', '2023-12-25', '2024-01-07', 'P14D'],
    ['2023-07-01/P1Y', '2023-07-01', '2024-06-30', 'P1Y-07'],
    ['2023-01-01/P1Y', '2023-01-01', '2023-12-31', 'P1Y-01'],
    ['2023-01-01/P12M', '2023-01-01', '2023-12-31', 'P1Y-01'],
    ['2024-01-01/P8M', '2024-01-01', '2024-08-31', 'P8M-01'],
    ['2023-07-01/P8M', '2023-07-01', '2024-02-29', 'P8M-07'],
    ['2023-01-01/P3M', '2023-01-01', '2023-03-31', 'P3M'],
    ['2023-02-01/P3M', '2023-02-01', '2023-04-30', 'P3M-02'],
    ['2023-05-01/P1M', '2023-05-01', '2023-05-31', 'P1M'],
    ['2020-01-01/P5Y', '2020-01-01', '2024-12-31', 'P5Y-01'],
    ['2023-01-01/P18M', '2023-01-01', '2024-06-30', 'P18M-01'],
    ['2023-11-01/P3M', '2023-11-01', '2024-01-31', 'P3M-11']
  ]
  for (const [text, starts_on, ends_on, calendar] of expected)
    t.same(parsePeriod(text), { starts_on, ends_on, calendar }, text)
})

t.test('the same days written in two ways fall into one calendar', async (t) => {
  t.same(parsePeriod('2023-Q3'), parsePeriod('2023-07-01/P3M'))
  t.same(parsePeriod('2023'), parsePeriod('2023-01-01/P1Y'))
  t.same(parsePeriod('2023-07'), parsePeriod('2023-07-01/P1M'))
})

t.test('leap years', async (t) => {
  t.equal(period('2024-02').ends_on, '2024-02-29')
  t.equal(period('2023-02').ends_on, '2023-02-28')
  t.equal(period('2000-02').ends_on, '2000-02-29')
  t.equal(period('1900-02').ends_on, '1900-02-28')
  t.equal(period('2024-02-29').ends_on, '2024-02-29')
  t.equal(parsePeriod('2023-02-29'), undefined)
  t.equal(parsePeriod('1900-02-29'), undefined)
})

t.test('a day the later month does not have becomes its last', async (t) => {
  t.equal(period('2023-01-31/P1M').ends_on, '2023-02-27')
  t.equal(period('2024-01-31/P1M').ends_on, '2024-02-28')
  t.equal(period('2024-02-29/P1Y').ends_on, '2025-02-27')
  t.equal(period('2023-08-31/P1M').ends_on, '2023-09-29')
  t.equal(period('2023-03-21/P1Y').ends_on, '2024-03-20')
})

t.test('the ends of the range of years', async (t) => {
  t.equal(period('1000').ends_on, '1000-12-31')
  t.equal(period('9999').ends_on, '9999-12-31')
  t.equal(period('9999-12').ends_on, '9999-12-31')
  t.equal(period('9999-Q4').ends_on, '9999-12-31')
  t.equal(period('9999-12-31').ends_on, '9999-12-31')
  t.equal(parsePeriod('9999-12-01/P2M'), undefined)
  t.equal(parsePeriod('9900-01-01/P999Y'), undefined)
})

t.test(
  'what was read before is read again as it was, also after more than are remembered',
  async (t) => {
    const texts = ['2023', '2023-Q3', '2024-01-01/P8M', '2023-13', 'x'.repeat(1_000)]
    const first = texts.map(parsePeriod)
    t.same(texts.map(parsePeriod), first, 'at once')
    for (let year = 1000; year < 9999; year += 1) parsePeriod(String(year))
    t.same(texts.map(parsePeriod), first, 'after thousands of others')
    t.same(first, [
      { starts_on: '2023-01-01', ends_on: '2023-12-31', calendar: 'P1Y-01' },
      { starts_on: '2023-07-01', ends_on: '2023-09-30', calendar: 'P3M' },
      { starts_on: '2024-01-01', ends_on: '2024-08-31', calendar: 'P8M-01' },
      undefined,
      undefined
    ])
  }
)

t.test('what is no period is refused', async (t) => {
  const wrong = [
    '',
    ' 2023',
    '2023 ',
    '2023\n',
    '23',
    '0999',
    '0000',
    '20233',
    '2023-0',
    '2023-00',
    '2023-13',
    '2023-7',
    '2023-Q0',
    '2023-Q5',
    '2023-q1',
    'Q1-2023',
    '2023-02-30',
    '2023-04-31',
    '2023-00-10',
    '2023-01-00',
    '2023-1-1',
    '2023/2024',
    '2023-2024',
    '2023-07-01/P0Y',
    '2023-07-01/P0D',
    '2023-07-01/P1W',
    '2023-07-01/P1Y6M',
    '2023-07-01/1Y',
    '2023-07-01/P01Y',
    '2023-07/P1Y',
    '2023-02-30/P1Y',
    '2023-07-01/P1000M',
    '٢٠٢٣',
    '+2023',
    '1e3',
    '2023-07-14T00:00:00Z'
  ]
  for (const text of wrong) t.equal(parsePeriod(text), undefined, JSON.stringify(text))
})

t.test('dates are years, months or days and nothing else', async (t) => {
  t.same(parseDate('2024'), { starts_on: '2024-01-01', ends_on: '2024-12-31' })
  t.same(parseDate('2024-10'), { starts_on: '2024-10-01', ends_on: '2024-10-31' })
  t.same(parseDate('2024-10-07'), { starts_on: '2024-10-07', ends_on: '2024-10-07' })
  for (const text of [
    '',
    '2024-Q1',
    '2024-07-01/P1Y',
    '2023-02-30',
    '2024-13',
    '2024-1-07',
    '0001',
    'today',
    '2024-10-07 '
  ])
    t.equal(parseDate(text), undefined, JSON.stringify(text))
})

t.test('property: a period ends where the next one of its kind begins', async (t) => {
  const year = fc.integer({ min: 1000, max: 9997 })
  fc.assert(
    fc.property(year, fc.integer({ min: 1, max: 12 }), (year, month) => {
      const quarter = Math.ceil(month / 3)
      const pairs = [
        [String(year), String(year + 1)],
        [`${year}-${two(month)}`, month === 12 ? `${year + 1}-01` : `${year}-${two(month + 1)}`],
        [`${year}-Q${quarter}`, quarter === 4 ? `${year + 1}-Q1` : `${year}-Q${quarter + 1}`],
        [`${year}-${two(month)}-01/P1Y`, `${year + 1}-${two(month)}-01/P1Y`]
      ] as const
      return pairs.every(([one, next]) => {
        const [here, there] = [period(one), period(next)]
        return (
          here.starts_on <= here.ends_on &&
          dayAfter(here.ends_on) === there.starts_on &&
          here.calendar === there.calendar
        )
      })
    })
  )
  t.pass('it held')
})

t.test(
  'property: any interval that is a period ends after it starts, and a longer one ends later',
  async (t) => {
    const interval = fc.tuple(
      fc.integer({ min: 1000, max: 8000 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 1, max: 998 }),
      fc.constantFrom('Y', 'M')
    )
    fc.assert(
      fc.property(interval, ([year, month, day, length, unit]) => {
        const start = `${year}-${two(month)}-${two(day)}`
        const shorter = parsePeriod(`${start}/P${length}${unit}`)
        const longer = parsePeriod(`${start}/P${length + 1}${unit}`)
        if (!parseDate(start)) return shorter === undefined && longer === undefined
        return (
          shorter !== undefined &&
          longer !== undefined &&
          shorter.starts_on === start &&
          start <= shorter.ends_on &&
          shorter.ends_on < longer.ends_on
        )
      })
    )
    t.pass('it held')
  }
)

t.test('property: any text is a period or none, and never throws', async (t) => {
  fc.assert(
    fc.property(fc.string(), (text) => parsePeriod(text) === undefined || /^\d{4}/.test(text))
  )
  t.pass('it held')
})

t.test('the next period of the same calendar', async (t) => {
  const expected = {
    '2023': '2024',
    '2023-Q3': '2023-Q4',
    '2023-Q4': '2024-Q1',
    '2023-07': '2023-08',
    '2023-12': '2024-01',
    '2023-12-31': '2024-01-01',
    '2024-02-28': '2024-02-29',
    '2023-07-01/P1Y': '2024-07-01/P1Y',
    '2023-01-01/P12M': '2024-01-01/P12M',
    // Quarters and months, however they are written, follow each other.
    '2021-07-01/P3M': '2021-10-01/P3M',
    '2021-10-01/P3M': '2022-01-01/P3M',
    '2023-01-01/P1M': '2023-02-01/P1M',
    '2023-12-01/P1M': '2024-01-01/P1M',
    // Several years follow each other.
    '2023-01-01/P24M': '2025-01-01/P24M',
    '2020-01-01/P5Y': '2025-01-01/P5Y',
    // Of parts of years that part a year later: what lies between is another part.
    '2024-01-01/P8M': '2025-01-01/P8M',
    '2023-07-01/P6M': '2024-07-01/P6M',
    '2023-02-01/P3M': '2024-02-01/P3M'
  }
  for (const [text, next] of Object.entries(expected)) {
    t.equal(nextPeriod(text), next)
    t.equal(
      period(nextPeriod(text)).calendar,
      period(text).calendar,
      `${text}: of the same calendar`
    )
  }
})

t.test('the periods from one to another, both included', async (t) => {
  t.same(periodsBetween('2023', '2025', 9), ['2023', '2024', '2025'])
  t.same(periodsBetween('2023-01-01/P1Y', '2025', 9), [
    '2023-01-01/P1Y',
    '2024-01-01/P1Y',
    '2025-01-01/P1Y'
  ])
  t.same(periodsBetween('2021-07-01/P3M', '2022-Q1', 9), [
    '2021-07-01/P3M',
    '2021-10-01/P3M',
    '2022-01-01/P3M'
  ])
  t.same(periodsBetween('2020-01-01/P24M', '2024-01-01/P2Y', 9), [
    '2020-01-01/P24M',
    '2022-01-01/P24M',
    '2024-01-01/P24M'
  ])
  t.same(periodsBetween('2023', '2025', 3), ['2023', '2024', '2025'], 'as many as allowed')
  const none: [string, string, number][] = [
    ['2023', '2025', 2],
    ['2025', '2023', 9],
    ['2023', '2025-07-01/P1Y', 9],
    ['2023', '2025-Q1', 9],
    ['2020-01-01/P5Y', '2027-01-01/P5Y', 99],
    ['2023', 'soon', 9],
    ['soon', '2023', 9]
  ]
  for (const [first, last, most] of none)
    t.equal(periodsBetween(first, last, most), undefined, `${first} to ${last}, at most ${most}`)
})

t.test(
  'property: the next period begins after this one does, and is of its calendar',
  async (t) => {
    const start = fc
      .tuple(fc.integer({ min: 1000, max: 8000 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, month]) => `${year}-${two(month)}-01`)
    const length = fc
      .oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(24, 36, 60))
      .map((months) => `P${months}M`)
    fc.assert(
      fc.property(start, length, (start, length) => {
        const [here, next] = [
          period(`${start}/${length}`),
          period(nextPeriod(`${start}/${length}`))
        ]
        return here.calendar === next.calendar && here.ends_on < next.starts_on
      })
    )
    t.pass('it held')
  }
)
