// An apostrophe before what a spreadsheet would run, and its way back.
import fc from 'fast-check'
import t from 'tap'
import { escapeFormula, unescapeFormula } from '../../src/files/formula-escape.ts'

t.test('figures with a sign are no formulas, so they stay as they are', async (t) => {
  for (const text of [
    '+65 %',
    '-3.7 %',
    '-3146 million',
    '+18 % on a year before',
    '- 5',
    '-$3.1 billion',
    '+1 234,5 млн',
    '-10 tonnes/day',
    '+5 year-on-year',
    '+10–15 %',
    '52.5',
    "it's",
    "'quoted'",
    ''
  ])
    t.equal(escapeFormula(text), text)
})

t.test('formulas get an apostrophe, and so does a text that has one already', async (t) => {
  for (const text of [
    '=1+1',
    '+a',
    '-2+3+cmd|',
    '-1*2',
    '+1=2',
    '+5(A1)',
    '+1/A1',
    '-1-A1',
    '-1 - A1',
    '+1:1',
    '+18 %/A1',
    '-5/day',
    '+1 A1/B1',
    '@SUM(A1)',
    '\t1',
    '\r1',
    '＝1',
    "'=1",
    "''=1"
  ])
    t.equal(escapeFormula(text), `'${text}`)
})

t.test('property: an import takes back exactly what an export adds', async () => {
  const text = fc.string({
    unit: fc.constantFrom(
      "'",
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '1',
      'a',
      ' ',
      '%',
      '|',
      '/',
      ':',
      '＝'
    )
  })
  fc.assert(fc.property(text, (one) => unescapeFormula(escapeFormula(one)) === one))
})
