import fc from 'fast-check'
import t from 'tap'
import { isExact, plainDecimal } from '../../src/numbers/decimals.ts'

t.test('numbers with an exponent are written out digit by digit', async (t) => {
  const cases: Record<string, string> = {
    '1e3': '1000',
    '1.5e3': '1500',
    '-1.5E+3': '-1500',
    '1.2345e2': '123.45',
    '12e-1': '1.2',
    '5e-3': '0.005',
    '1.23456e-18': '0.00000000000000000123456',
    '0e5': '000000',
    '100000000000000001e0': '100000000000000001',
    '1500': '1500',
    '1e0003': '1000',
    '1e1000': '1e1000',
    x1e3: 'x1e3'
  }
  for (const [text, plain] of Object.entries(cases)) t.equal(plainDecimal(text), plain)
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (value) => Number(plainDecimal(String(value))) === value
    )
  )
})

t.test('what a double holds as it is written is exact', async (t) => {
  for (const text of [
    '0',
    '-0.5',
    '0.1',
    '52500000',
    '123456789012345',
    '1000000000000000000',
    '28.50',
    '007'
  ])
    t.ok(isExact(text), text)
  for (const text of [
    '12345678901234567',
    '100000000000000001',
    '0.1000000000000000055',
    '0.000000000000000000000001',
    '1000000000000000001',
    `1${'0'.repeat(19)}`
  ])
    t.notOk(isExact(text), text)
})
