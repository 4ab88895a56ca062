import fc from 'fast-check'
import t from 'tap'
import { areConvertible, convertFigure, type UnitTraits } from '../../src/units/convert.ts'
import { explainUnit } from '../../src/units/explain-unit.ts'
import { knownUnits } from '../../src/units/known-units.ts'

const unit = (
  id: string,
  factor = 1,
  base: string | null = null,
  kind = 'currency'
): UnitTraits => ({ id, name: id, kind, base, factor })
const USD = unit('USD')
const MILLION = unit('million_USD', 1_000_000, 'USD')
const PKR = unit('PKR')
const KG = unit('kg', 1, null, 'mass')
const POUND = unit('pound', 0.45359237, 'kg', 'mass')
const TONNE = unit('tonne', 1000, 'kg', 'mass')
const MILE = unit('mile', 1609.344, 'm', 'length')
const KM = unit('km', 1000, 'm', 'length')

t.test('figures convert exactly, where doubles would add noise', async (t) => {
  const cases: [figure: number, from: UnitTraits, to: UnitTraits, expected: number][] = [
    [52.5, MILLION, USD, 52_500_000],
    [1.1, MILLION, USD, 1_100_000],
    [-0.07, MILLION, USD, -70_000],
    [52_500_000, USD, MILLION, 52.5],
    [7, USD, MILLION, 0.000007],
    [4.35, TONNE, KG, 4350],
    [2, POUND, KG, 0.90718474],
    [26.2, MILE, KM, 42.1648128],
    [0, POUND, TONNE, 0],
    [12.3, USD, USD, 12.3],
    [1e-7, MILLION, USD, 0.1]
  ]
  for (const [figure, from, to, expected] of cases)
    t.equal(convertFigure(figure, from, to), expected, `${figure} ${from.id} in ${to.id}`)
})

t.test('what a double cannot hold is rounded half to even at 15 digits', async (t) => {
  t.equal(convertFigure(1, KG, POUND), 2.20462262184878)
  t.equal(convertFigure(-1, KG, POUND), -2.20462262184878)
  t.equal(convertFigure(1, KM, MILE), 0.621371192237334)
  const third = unit('third', 3, 'kg', 'mass')
  t.equal(convertFigure(2, KG, third), 0.666666666666667)
  const seventh = unit('seventh', 7, 'kg', 'mass')
  t.equal(convertFigure(1, KG, seventh), 0.142857142857143)
})

t.test('property: there and back gives the same figure of up to ten digits', async (t) => {
  const decimal = fc
    .record({ digits: fc.integer({ min: 1, max: 9_999_999_999 }), places: fc.nat(6) })
    .map(({ digits, places }) => Number(`${digits}e-${places}`))
  fc.assert(
    fc.property(decimal, fc.constantFrom([USD, MILLION], [KG, POUND], [KM, MILE]), (one, pair) => {
      const [from, to] = pair as [UnitTraits, UnitTraits]
      const back = convertFigure(convertFigure(one, from, to), to, from)
      return Math.abs(back - one) <= 1e-14 * one
    })
  )
  t.pass()
})

t.test('units convert if they have the same base, and only then', async (t) => {
  t.ok(areConvertible(MILLION, USD))
  t.ok(areConvertible(POUND, TONNE))
  t.notOk(areConvertible(PKR, USD), 'exchange rates move')
  t.notOk(areConvertible(KG, USD))
})

t.test('errors say what the unit is, what converts, and why this one does not', async (t) => {
  const units = knownUnits([USD, MILLION, PKR, KG, TONNE, POUND])
  const say = (given: string, needed = USD) =>
    explainUnit(given, { metric: 'goods_trade', unit: needed }, units)
  const own = 'USD, the unit of goods_trade, or a unit that converts to it: million_USD; '
  t.equal(
    say('PKR'),
    `${own}exchange rates move, so no currency converts to another one: the metric exchange_rate has them`
  )
  t.equal(say('tonne'), `${own}tonne is a unit of mass`)
  t.equal(say('milion_usd'), `${own}similar ids: million_USD`)
  t.equal(say('parsec'), `${own}no unit has this id`)
  t.equal(
    say('USD', PKR),
    'PKR, the unit of goods_trade: no other unit converts to it; exchange rates move, so no ' +
      'currency converts to another one: the metric exchange_rate has them'
  )
  t.equal(units.find('MILLION_usd'), MILLION, 'in any case')
})
