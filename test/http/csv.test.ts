import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import t from 'tap'
import { z } from 'zod'
import { unescapeFormula } from '../../src/files/formula-escape.ts'
import { columnsOf, toCsv } from '../../src/http/csv.ts'
import { plainDecimal } from '../../src/numbers/decimals.ts'

const record = z.object({
  id: z.string(),
  value: z.number().nullable(),
  open: z.boolean().nullable(),
  derived_from: z.array(z.string()),
  source: z.object({ id: z.string(), place: z.object({ url: z.string().nullable() }) }).nullable()
})
const columns = columnsOf(record)
const row = {
  id: 'C0001',
  value: 52_500_000,
  open: true,
  derived_from: ['C0002', 'C0003'],
  source: { id: 'a-paper', place: { url: null } }
}

t.test('the columns of a record, nested keys joined by _', async (t) => {
  const named = columns.map(({ name, path }) => ({ name, path }))
  t.same(named, [
    { name: 'id', path: ['id'] },
    { name: 'value', path: ['value'] },
    { name: 'open', path: ['open'] },
    { name: 'derived_from', path: ['derived_from'] },
    { name: 'source_id', path: ['source', 'id'] },
    { name: 'source_place_url', path: ['source', 'place', 'url'] }
  ])
  for (const { path, places, isOptional } of columns) t.same([places, isOptional], [[path], false])
})

t.test('one row a record, a header where asked', async (t) => {
  t.equal(
    toCsv([row, { ...row, id: 'C0004', source: null }], columns, { header: true }),
    'id,value,open,derived_from,source_id,source_place_url\nC0001,52500000,true,C0002|C0003,a-paper,\nC0004,52500000,true,C0002|C0003,,\n'
  )
  t.equal(toCsv([row], columns, { header: false }), 'C0001,52500000,true,C0002|C0003,a-paper,\n')
})

t.test('no rows are a header alone, or nothing', async (t) => {
  t.equal(
    toCsv([], columns, { header: true }),
    'id,value,open,derived_from,source_id,source_place_url\n'
  )
  t.equal(toCsv([], columns, { header: false }), '')
})

t.test('the columns chosen, in the order given', async (t) => {
  const chosen = ['value', 'id'].flatMap((name) => columns.filter((column) => column.name === name))
  t.equal(toCsv([row], chosen, { header: true }), 'value,id\n52500000,C0001\n')
})

t.test('numbers as they are, negative and small ones too', async (t) => {
  const values = [-71.5, 0, -0.000001, 1e15, 28.5, null]
  const csv = toCsv(
    values.map((value) => ({ ...row, value })),
    columns.filter(({ name }) => name === 'value'),
    { header: false }
  )
  t.same(csv.split('\n').slice(0, 5).map(Number), values.slice(0, 5))
  t.notMatch(csv, /'/, 'not taken for formulas')
})

t.test('texts that a spreadsheet would run are escaped, false is false', async (t) => {
  const only = (name: string) => columns.filter((column) => column.name === name)
  for (const text of ['=1+1', '+a', '-2+3+cmd|1', '@SUM(A1)', '\t=1', '\r=1', "'=1"])
    t.same(
      parse(toCsv([{ ...row, id: text }], only('id'), { header: false })),
      [[`'${text}`]],
      JSON.stringify(text)
    )
  t.same(
    parse(toCsv([{ ...row, derived_from: ['=1', 'x'] }], only('derived_from'), { header: false })),
    [["'=1|x"]],
    'in a list'
  )
  t.equal(toCsv([{ ...row, open: false }], only('open'), { header: false }), 'false\n')
})

t.test('property: every text is read back as it was, whatever it holds', async (t) => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(',', '"', '\n', '\r', ' ', ';', '|', '\u2028'),
      fc.string({ unit: 'grapheme', maxLength: 1 })
    )
  })
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), (texts) => {
      const schema = z.object({ n: z.number(), text: z.string() })
      const csv = toCsv(
        texts.map((text, n) => ({ n, text })),
        columnsOf(schema),
        { header: false }
      )
      const read: string[][] = parse(csv, { record_delimiter: '\n' })
      return texts.every((text, n) => unescapeFormula(read[n]?.[1] ?? '') === text)
    })
  )
  t.pass('each one was')
})

t.test('a carriage return in a text does not end the row for other readers', async (t) => {
  const csv = toCsv([{ ...row, id: 'one\rtwo' }], columns.slice(0, 1), { header: false })
  t.equal(csv, '"one\rtwo"\n', 'RFC 4180 wants it quoted')
})

t.test('property: lines are those that csv-stringify writes', async (t) => {
  const letters = fc.constantFrom('a', ' ', ',', ';', '"', '\n', '\r', '|', '0', 'я')
  const cell = fc.oneof(
    fc.string({ unit: letters }).map((text) => `x${text}`),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e5, max: 1e5 }).map(Math.fround),
    fc.constant(null)
  )
  const names = ['one', 'two']
  const both = names.map((name) => ({ name, path: [name], places: [[name]], isOptional: false }))
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), fc.boolean(), fc.boolean(), (rows, ...flags) => {
      const [header, isExcel] = flags
      const things = rows.map(([one, two]) => ({ one, two }))
      const number = (value: number) => plainDecimal(String(value))
      const options = { header, columns: names, cast: { number } }
      const expected = stringify(rows, {
        ...options,
        bom: header && isExcel,
        delimiter: isExcel ? ';' : ','
      })
      return toCsv(things, both, { header, form: { isExcel, hasCommas: false } }) === expected
    })
  )
  t.pass('each one was')
})
