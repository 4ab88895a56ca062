// Periods as upstreams write them: parts of fiscal years, and years of two digits.
import t from 'tap'
import { builtIn } from '../../src/mappings/built-in.ts'
import { periodReader } from '../../src/mappings/read-period.ts'
import { mappingOf } from './mapped.ts'

/** What each text is read as; `refused` where another period must be written. */
function readAll(period: Parameters<typeof periodReader>[0], texts: readonly string[]) {
  const read = periodReader(period)
  return texts.map((text) => {
    const found = read(text)
    return `${text} = ${'period' in found ? found.period : 'refused'}`
  })
}
const fiscal = (month: number) =>
  mappingOf({ period: { column: 'year', fiscal_year_begins: month } }).period

t.test('parts of the fiscal years of the State Bank of Pakistan, from July', async (t) => {
  const texts = ['FY24', '2023/24', 'Q1FY24', 'Q3FY24', 'H1FY24', 'H2 FY2024', '9MFY24']
  const named = ['Jul-Dec FY24', 'January-June FY24', 'Jul-Feb FY24', 'Apr-Sep FY24']
  t.same(readAll(builtIn('sbp').period, [...texts, ...named]), [
    'FY24 = 2023-07-01/P1Y',
    '2023/24 = 2023-07-01/P1Y',
    'Q1FY24 = 2023-Q3',
    'Q3FY24 = 2024-Q1',
    'H1FY24 = 2023-07-01/P6M',
    'H2 FY2024 = 2024-01-01/P6M',
    '9MFY24 = 2023-07-01/P9M',
    'Jul-Dec FY24 = 2023-07-01/P6M',
    'January-June FY24 = 2024-01-01/P6M',
    'Jul-Feb FY24 = 2023-07-01/P8M',
    'Apr-Sep FY24 = refused'
  ])
})

t.test('parts of fiscal years that begin in January, April and October', async (t) => {
  const texts = ['FY24', '2023/24', 'Q3FY24', 'H1FY24', 'Apr-Sep FY24', 'Jan-Mar FY24']
  t.same(readAll(fiscal(1), texts), [
    'FY24 = 2024',
    '2023/24 = 2024',
    'Q3FY24 = 2024-Q3',
    'H1FY24 = 2024-01-01/P6M',
    'Apr-Sep FY24 = 2024-04-01/P6M',
    'Jan-Mar FY24 = 2024-Q1'
  ])
  t.same(readAll(fiscal(4), texts), [
    'FY24 = 2023-04-01/P1Y',
    '2023/24 = 2023-04-01/P1Y',
    'Q3FY24 = 2023-Q4',
    'H1FY24 = 2023-04-01/P6M',
    'Apr-Sep FY24 = 2023-04-01/P6M',
    'Jan-Mar FY24 = 2024-Q1'
  ])
  t.same(readAll(fiscal(10), texts), [
    'FY24 = 2023-10-01/P1Y',
    '2023/24 = 2023-10-01/P1Y',
    'Q3FY24 = 2024-Q2',
    'H1FY24 = 2023-10-01/P6M',
    'Apr-Sep FY24 = 2024-04-01/P6M',
    'Jan-Mar FY24 = 2024-Q1'
  ])
})

t.test('a part of a fiscal year is refused where no first month is given', async (t) => {
  const read = periodReader(mappingOf().period)
  for (const text of ['Q3FY24', '9MFY24', 'Jul-Dec FY24', 'FY24'])
    t.same(read(text), {
      expected:
        'a period with its first month; /period/fiscal_year_begins of the mapping says the month'
    })
  t.same(read('Q3 FY24 (Jul-Jun)'), { period: '2024-Q1' }, 'the text says the months')
})

t.test('months of the State Bank with years of two digits have the right century', async (t) => {
  const texts = ['Jul-98', 'Jul-23', 'Jul 98', 'Jul 23', '31-Jul-98', '31-Jul-23', '31-Jul-2023']
  t.same(readAll(builtIn('sbp').period, texts), [
    'Jul-98 = 1998-07',
    'Jul-23 = 2023-07',
    'Jul 98 = 1998-07',
    'Jul 23 = 2023-07',
    '31-Jul-98 = 1998-07',
    '31-Jul-23 = 2023-07',
    '31-Jul-2023 = 2023-07'
  ])
})

t.test('a text that is longer than any period is refused before a pattern tries it', async (t) => {
  const replace = [{ pattern: '^x+$', by: '2023' }]
  const texts = ['xxx', 'x'.repeat(200), 'x'.repeat(201)]
  const { period } = mappingOf({ period: { column: 'year', replace } })
  t.same(readAll(period, texts), ['xxx = 2023', `${texts[1]} = 2023`, `${texts[2]} = refused`])
})
