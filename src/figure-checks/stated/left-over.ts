// Finds what stands behind a figure and was not understood. Pure.
import { isRate } from '../../observations/series/traits.ts'
import type { UnitTraits } from '../../units/convert.ts'
import { goesOn, unitsAt } from '../../units/unit-words.ts'
import type { Misfit, StatedContext } from './read-numeral.ts'

/** Words of amounts that are not read, and units that are none of the table. */
const UNREAD_WORDS =
  'hundreds?|dozens?|scores?|half|arabs?|kharabs?|MM|mtpa|forty-foot|40-foot|bps|‰|times|' +
  'and a half|±'
const UNREAD = new RegExp(`^[\\s-]*(?:${UNREAD_WORDS})(?!\\p{L})`, 'iu')
/** A rate is no total: `a month`, `lorries per day`, `daily`. */
const RATES = [
  String.raw`(?:\p{L}+\s+)?(?:per|an?|\/|every|each)\s*(?:hour|day|week|month|quarter)(?!\p{L})`,
  String.raw`(?:\p{L}+\s+)?(?:hourly|daily|weekly|monthly|quarterly)(?!\p{L})`,
  'в (?:час|день|сутки|неделю|месяц)'
]
const RATED = new RegExp(`^[\\s-]*(?:${RATES.join('|')})`, 'iu')
/** What begins at the numeral itself, or after a sign that joins it: `1.5e3`, `5/6`; not `128th`. */
const JOINED = /^(?!(?:st|nd|rd|th)(?!\p{L}))(?:[\p{L}\p{No}/]|-\p{L})/u
/** Kinds of units that are written with every figure, so that another word is another unit. */
const MEASURED = [
  ...['time', 'length', 'mass', 'speed', 'volume', 'energy', 'power', 'area', 'currency'],
  'price'
]
/** Kinds of units that are rates themselves. */
const SPEEDS = ['speed', 'rate', 'price']
const NEXT_WORD = /^[\s-]+(\p{L}+)/u
/** Words that may follow a figure without being a unit. */
const ORDINARY = new Set(
  (
    'a an the in of at by for on per to from and or more less about over under with each every year ' +
    'years annually long is was were as than between worth trade turnover exports imports total ' +
    'deal deals investment loan plus up down до в на за и из от по г'
  ).split(' ')
)
/** Money for a year is a total of the year. */
const PER_OTHER = /^[\s-]*(?:per|\/)\s*(?!year|annum)\p{L}/iu
const PER = /^[\s-]*(?:per|an?|\/)\s*(\p{L}[\p{L}\d]*)/iu

/** A rate where the metric counts totals: `500 TEU daily`; undefined if it is none. */
export function rateStated(rest: string, unit: UnitTraits): Misfit | undefined {
  if (SPEEDS.includes(unit.kind) || !RATED.test(rest)) return undefined
  const misfit = `"${rest.trim().slice(0, 20)}" is a rate. The metric is counted in ${unit.id}.`
  return { misfit, isBroken: true }
}

/** Why the text behind a figure does not fit the metric; undefined if it does. */
export function leftOver(
  rest: string,
  context: StatedContext,
  found: 'money' | 'none'
): Misfit | undefined {
  const { unit, units } = context
  const counted = `The metric is counted in ${unit.id}`
  const word = rest.trim().slice(0, 20)
  const isPrice = unit.kind === 'price' && PER.test(rest)
  if (isPrice && isOtherPrice(rest, unit)) return { misfit: `${counted}, not "${word}".` }
  const [other] = unitsAt(rest, units)
  // Shares of GDP and changes are said in percent.
  if (isPrice || (other && isRate(unit.id) && isRate(other.id))) return undefined
  const misfit = `"${word}" behind the figure is not understood. ${counted}.`
  if (UNREAD.test(rest) || JOINED.test(rest)) return { misfit, isBroken: true }
  if (found === 'money' && PER_OTHER.test(rest)) return { misfit, isBroken: true }
  if (found === 'money') return undefined
  // A data set may have no unit of this name.
  if (rest.trimStart().startsWith('%')) return { misfit: `${counted}, not in percent.` }
  if (other) return { misfit: `${counted}, not in ${other.id}.` }
  const [, next] = NEXT_WORD.exec(rest) ?? []
  const isMeasured = MEASURED.includes(unit.kind)
  const isUnknown = isMeasured && next !== undefined && !ORDINARY.has(next.toLowerCase())
  return goesOn(rest, units) || isUnknown ? { misfit } : undefined
}

/** Whether money is stated per something else than the prices of the metric. */
function isOtherPrice(rest: string, { id }: UnitTraits): boolean {
  const [, denominator] = id.split('_per_')
  const [, said] = PER.exec(rest) ?? []
  if (denominator === undefined || said === undefined) return false
  const words = [denominator, `${denominator}s`, 'unit'].map((one) => one.toLowerCase())
  return !words.includes(said.toLowerCase())
}
