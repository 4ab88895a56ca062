// The words for units that stand behind printed figures. Pure.
import { areConvertible, type UnitTraits } from './convert.ts'
import type { KnownUnits } from './known-units.ts'

/**
 * Words beside ids and names. A word may mean several units: `MT` is written for a metric ton and
 * for a million tonnes, and nobody says which.
 */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  USD: ['dollars', 'dollar', 'US$'],
  kg: ['kgs', 'kilograms', 'kilogrammes', 'кг'],
  gram: ['g', 'grams'],
  tonne: ['t', 'ton', 'tons', 'MT', 'metric ton', 'metric tons', 'metric tonnes', 'т', 'тонн'],
  short_ton: ['ton', 'tons'],
  long_ton: ['ton', 'tons'],
  pound: ['lb', 'lbs', 'pounds'],
  m3: ['m³', 'cubic meters', 'cubic metres'],
  litre: ['l', 'litres', 'liters'],
  barrel: ['bbl', 'barrels'],
  m: ['metres', 'meters'],
  km: ['kilometers', 'км'],
  mile: ['mi'],
  hectare: ['ha'],
  km2: ['km²', 'sq km', 'sq. km'],
  minute: ['min', 'mins', 'мин', 'минут'],
  hour: ['h', 'hr', 'hrs', 'ч', 'час', 'часа', 'часов'],
  day: ['день', 'дня', 'дней', 'суток'],
  mile_per_hour: ['mph', 'miles per hour'],
  km_per_hour: ['km/h', 'kmh', 'kph', 'км/ч'],
  percent: ['%', 'per cent', 'pct'],
  TEU: ['TEUs'],
  FEU: ['FEUs']
}
/** What makes a unit part of another one, as in `km/h`, `tonne-km` and `kg per head`. */
const GOES_ON = '(?![\\p{L}\\p{N}_/]|-\\p{L}| per )'
const ENDS = new RegExp(`^${GOES_ON}`, 'u')

/** By what the figures of some text are multiplied for the unit of a metric. */
export type UnitWords = {
  /** The id of the unit of the metric. */
  unit: string
  /** For each unit that the beginning of a text may name; empty if it names none. */
  factorsAt: (text: string) => readonly number[]
}

/** The words for the units that convert to this one. */
export function unitWords(unit: UnitTraits, units: KnownUnits): UnitWords {
  const factors = new Map<string, number[]>()
  for (const one of units.all().filter((other) => areConvertible(other, unit)))
    for (const word of wordsOf(one))
      factors.set(word, [...(factors.get(word) ?? []), one.factor / unit.factor])
  const longest = [...factors.keys()].toSorted((a, b) => b.length - a.length)
  const words = longest.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const beginning = new RegExp(`^[\\s\u00a0-]*(${words})(?:${GOES_ON})`, 'iu')
  return {
    unit: unit.id,
    factorsAt: (text) => factors.get(beginning.exec(text)?.[1]?.toLowerCase() ?? '') ?? []
  }
}

/** The words of all units, made once for each table of units. */
const allWords = new WeakMap<KnownUnits, { word: string; unit: UnitTraits }[]>()

/** The units that the beginning of a text names, as ` tonnes a year` does, of any base. */
export function unitsAt(text: string, units: KnownUnits): UnitTraits[] {
  const begins = beginningOf(text)
  return wordsAt(begins, units)
    .filter(({ word }) => ENDS.test(begins.slice(word.length)))
    .map(({ unit }) => unit)
}

/**
 * Whether a text begins with the word of a unit that goes on, so that it means another one:
 * `tonne-km`, `km/h`.
 */
export function goesOn(text: string, units: KnownUnits): boolean {
  const begins = beginningOf(text)
  const isCompound = (word: string) => /^(?:[/-]\p{L}| per )/u.test(begins.slice(word.length))
  return wordsAt(begins, units).some(({ word }) => isCompound(word))
}

function beginningOf(text: string): string {
  return text.replace(/^[\s\u00a0-]+/, '').toLowerCase()
}

function wordsAt(begins: string, units: KnownUnits) {
  const known =
    allWords.get(units) ??
    units.all().flatMap((unit) => [...wordsOf(unit)].map((word) => ({ word, unit })))
  allWords.set(units, known)
  return known.filter(({ word }) => begins.startsWith(word))
}

function wordsOf({ id, name }: UnitTraits): ReadonlySet<string> {
  const all = [id, id.replaceAll('_', ' '), name, `${name}s`, ...(WORDS[id] ?? [])]
  return new Set(all.map((word) => word.toLowerCase()))
}
