// Guesses the unit of an indicator from its name, among the units that the table has. Pure.
import type { UnitTraits } from '../units/convert.ts'
import type { KnownUnits } from '../units/known-units.ts'

/** What names of indicators say about units in words that no unit has for a name. */
const TOLD_BY: [pattern: RegExp, unit: string][] = [
  [/\bconstant 2015 US\$/i, 'USD_2015'],
  [/annual %|% change|percent change|growth rate|% growth/i, 'percent_change'],
  [/% of GDP|share of GDP|percent of GDP/i, 'percent_of_gdp'],
  [/% of GNI/i, 'percent_of_gni'],
  [/% of exports/i, 'percent_of_exports'],
  [/per 100 people/i, 'per_100_people'],
  [/per 1,?000 people/i, 'per_1000_people'],
  [/\bLCU per US\$/i, 'LCU_per_USD'],
  [/people per sq\.? km/i, 'person_per_km2'],
  [/%|\bpercent/i, 'percent']
]
/** The same for words that are less telling than the name of a unit. */
const HINTED_BY: [pattern: RegExp, unit: string][] = [
  [/US\$|\bUSD\b|U\.S\. dollars/i, 'USD'],
  [/\bhours?\b/i, 'hour'],
  [/\bdays?\b/i, 'day'],
  [/\b(?:metric )?tons?\b/i, 'tonne'],
  [/\bkm\b|kilomet/i, 'km'],
  [/population, |number of (?:people|persons|cases)/i, 'person']
]
/** Ways to write scales and units, and the words that units have for them. */
const SAME_WORDS: [pattern: RegExp, word: string][] = [
  [/US\$|U\.S\. dollars|US dollars/gi, 'USD'],
  [/\b(?:mn|mln)\b|\bmillions of\b|\bmillions\b/gi, 'million'],
  [/\b(?:bn|bln)\b|\bbillions of\b|\bbillions\b/gi, 'billion'],
  [/\bthousands of\b|\bthousands\b|'000\b/gi, 'thousand'],
  [/\bRs\.?(?= |$|\))|\bPak\.? rupees\b/gi, 'PKR'],
  [/\b(?:metric )?tons\b/gi, 'tonnes']
]
/** Shorter ids are words or symbols of other things. */
const CHARACTERS_MIN = 3

/** The unit that a name tells; undefined if it tells none of the table. */
export function guessUnit(name: string, units: KnownUnits): UnitTraits | undefined {
  return findIn(TOLD_BY, name, units) ?? findNamed(name, units) ?? findIn(HINTED_BY, name, units)
}

function findIn(
  words: readonly [RegExp, string][],
  name: string,
  units: KnownUnits
): UnitTraits | undefined {
  return words.flatMap(([pattern, id]) => (pattern.test(name) ? (units.find(id) ?? []) : []))[0]
}

/** The unit with the longest id or name that stands in the text. */
function findNamed(text: string, units: KnownUnits): UnitTraits | undefined {
  const plain = SAME_WORDS.reduce((before, [from, to]) => before.replaceAll(from, ` ${to} `), text)
  const words = spaced(plain)
  const lower = words.toLowerCase()
  const found = units.all().flatMap((unit) => {
    const { ids, names } = textsOf(unit)
    const byId = unit.id.length >= CHARACTERS_MIN && ids.some((one) => words.includes(one))
    const longest = Math.max(
      byId ? unit.id.length : 0,
      ...names.map((one) => (lower.includes(one) ? one.trim().length : 0))
    )
    return longest > 0 ? [{ unit, longest }] : []
  })
  return found.toSorted((a, b) => b.longest - a.longest || (a.unit.id < b.unit.id ? -1 : 1))[0]
    ?.unit
}

/** A file may have thousands of indicators, and each is held against all units. */
const texts = new WeakMap<UnitTraits, { ids: string[]; names: string[] }>()

function textsOf(unit: UnitTraits): { ids: string[]; names: string[] } {
  const known = texts.get(unit)
  if (known) return known
  const names = [unit.name, `${unit.name}s`].map((one) => spaced(one).toLowerCase())
  const made = { ids: formsOf(unit.id), names }
  texts.set(unit, made)
  return made
}

/** An id as words; `USD million` is `million_USD`, too. */
function formsOf(id: string): string[] {
  const words = spaced(id)
  const [first, second, ...others] = words.trim().split(' ')
  return second === undefined || others.length > 0 ? [words] : [words, ` ${second} ${first} `]
}

/** The words of a text between blanks. */
function spaced(text: string): string {
  return ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()} `
}
