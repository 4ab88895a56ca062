import fc from 'fast-check'
import t from 'tap'
import { decimalOf } from '../../src/numbers/decimals.ts'
import {
  addDecimals,
  multiplyDecimals,
  raiseDecimal,
  roundDecimal,
  roundDigits,
  signOf,
  subtractDecimals
} from '../../src/numbers/exact-decimals.ts'

const decimals = fc
  .double({ min: -1e18, max: 1e18, noNaN: true })
  .filter((value) => !Object.is(value, -0))
  .map(decimalOf)

t.test('sums and differences have no noise', async (t) => {
  t.equal(addDecimals('0.1', '0.2'), '0.3')
  t.equal(addDecimals('1.5', '-2'), '-0.5')
  t.equal(subtractDecimals('0.3', '0.1'), '0.2')
  t.equal(subtractDecimals('100', '100.00'), '0')
  t.equal(subtractDecimals('-1', '-0.5'), '-0.5')
  t.equal(subtractDecimals('1000000000000000000', '0.01'), '999999999999999999.99')
  fc.assert(
    fc.property(
      decimals,
      decimals,
      (one, other) => addDecimals(subtractDecimals(one, other), other) === one
    )
  )
})

t.test('powers are exact', async (t) => {
  t.equal(raiseDecimal('1.02', 4), '1.08243216')
  t.equal(raiseDecimal('-0.5', 3), '-0.125')
  t.equal(raiseDecimal('7', 0), '1')
  fc.assert(
    fc.property(
      decimals,
      (one) => raiseDecimal(one, 3) === multiplyDecimals(multiplyDecimals(one, one), one)
    )
  )
})

t.test('halves are rounded to even', async (t) => {
  const cases: [plain: string, decimals: number, rounded: string][] = [
    ['1.25', 1, '1.2'],
    ['1.35', 1, '1.4'],
    ['1.2500001', 1, '1.3'],
    ['-0.125', 2, '-0.12'],
    ['-0.135', 2, '-0.14'],
    ['0.00004', 4, '0'],
    ['99.99995', 4, '100'],
    ['12.5', 0, '12'],
    ['12', 4, '12'],
    ['1.500', 2, '1.5']
  ]
  for (const [plain, most, rounded] of cases) t.equal(roundDecimal(plain, most), rounded, plain)
})

t.test('digits are counted from the first one that is no zero', async (t) => {
  const cases: [plain: string, digits: number, rounded: string][] = [
    ['1408.33333333', 6, '1408.33'],
    ['-1408.33333333', 6, '-1408.33'],
    ['0.000012345678', 3, '0.0000123'],
    ['123456.7', 3, '123457'],
    ['0', 3, '0'],
    ['9.9996', 4, '10']
  ]
  for (const [plain, digits, rounded] of cases) t.equal(roundDigits(plain, digits), rounded, plain)
})

t.test('the sign of a decimal', async (t) => {
  t.same(['-0.001', '0.00', '0', '12'].map(signOf), [-1, 0, 0, 1])
})
