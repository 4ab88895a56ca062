// Reads growth rates from notes. Notes are written for people, so only a text with one possible
// meaning is read.
import { ABOUT } from './claim-quantity.ts'
import type { Quantity } from './quantities.ts'

/**
 * `factor`: the number by which the base was multiplied. `year`: the named base year; null means
 * the year before.
 */
export type GrowthRate = { percent: number; factor: Quantity; year: number | null }

export const NOTE_CHARACTERS_READ = 500
const WORD = '(two|three|four|five|six|seven|eight|nine|ten)'
const APPROXIMATE = '(about |almost |nearly )?'
const NUMBER = '(\\d{1,4}(?:\\.\\d{1,4})?)'
const PERCENT = `${NUMBER} ?(?:%|percent|per cent)`
const BASE = '(?:(?:the|a) (?:year before|year earlier|previous year)|(\\d{4}))'
const ON_BASE = `(?: (?:on|from|over|against|compared (?:with|to)) ${BASE}| year[ -]on[ -]year)?`
const RISE = '(?:growth|increase|rise)'
const FALL = '(?:decline|decrease|fall|drop)'
/** `+65 %`, `-3.7%`, `+18 % on a year before`, `+32 percent on 2019` */
const SIGNED = new RegExp(`^([+-])${PERCENT}${ON_BASE}$`)
/** `up 40 %`, `fell by 12 % year on year`, `growth of 8 % on 2019` */
const TOLD = new RegExp(
  `^(?:(up|rose|grew|increased|(?:an? )?${RISE} of)|down|fell|declined|decreased|(?:an? ` +
    `)?${FALL} of)(?: by)? ${APPROXIMATE}${PERCENT}${ON_BASE}$`
)
/** `40 % growth`, `12 % decline on 2019` */
const NAMED = new RegExp(`^(?:an? )?${APPROXIMATE}${PERCENT} (?:(${RISE})|${FALL})${ON_BASE}$`)
/** `called 40 % less than 2022`, `14 % above 2021` */
const COMPARED = new RegExp(
  `^(?:called )?${APPROXIMATE}${PERCENT} (less than|lower than|below|more than|higher ` +
    `than|above) ${BASE}$`
)
/** `7.2 times the year before`, `about twice the year before` */
const TIMES = new RegExp(`^${APPROXIMATE}(?:(twice)|(?:${NUMBER}|${WORD}) times) ${BASE}$`)
/** `almost twofold`, `a threefold rise on 2019` */
const FOLD = new RegExp(`^(?:an? )?${APPROXIMATE}${WORD}fold(?: ${RISE})?${ON_BASE}$`)
/** `doubled`, `almost tripled on 2019` */
const MULTIPLIED = new RegExp(`^${APPROXIMATE}(doubled|tripled|quadrupled)${ON_BASE}$`)
/** A figure that is only expected proves nothing. */
const TO_COME = /\b(?:target|planned|forecast|expected|projected)\b/i
const VERBS: Record<string, string> = { doubled: '2', tripled: '3', quadrupled: '4' }
const WORDS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** The rate that a note names in a separate clause; undefined if it names none or more than one. */
export function growthRateIn(note: string): GrowthRate | undefined {
  const read = note.slice(0, NOTE_CHARACTERS_READ).replaceAll('\u2212', '-')
  if (TO_COME.test(read)) return undefined
  // A comma before a digit may belong to a number.
  const clauses = read.split(/;|,(?!\d)/)
  const rates = clauses.flatMap((clause) => readClause(clause.trim()) ?? [])
  return rates.length === 1 ? rates[0] : undefined
}

function readClause(clause: string): GrowthRate | undefined {
  const signed = SIGNED.exec(clause)
  if (signed) return changed(Number(`${signed[1]}1`), signed[2], undefined, signed[3])
  const told = TOLD.exec(clause)
  if (told) return changed(told[1] ? 1 : -1, told[3], told[2], told[4])
  const named = NAMED.exec(clause)
  if (named) return changed(named[3] ? 1 : -1, named[2], named[1], named[4])
  const compared = COMPARED.exec(clause)
  if (compared)
    return changed(
      /^(less|lower|below)/.test(compared[3] ?? '') ? -1 : 1,
      compared[2],
      compared[1],
      compared[4]
    )
  return readMultiple(clause)
}

function readMultiple(clause: string): GrowthRate | undefined {
  const times = TIMES.exec(clause)
  if (times)
    return multiplied(times[3] ?? numberOf(times[2] ? 'two' : times[4]), times[1], times[5])
  const fold = FOLD.exec(clause)
  if (fold) return multiplied(numberOf(fold[2]), fold[1], fold[3])
  const verb = MULTIPLIED.exec(clause)
  return verb ? multiplied(VERBS[verb[2] ?? ''] ?? '', verb[1], verb[3]) : undefined
}

function changed(sign: number, digits = '', approximate?: string, year?: string): GrowthRate {
  const percent = sign * Number(digits)
  return rate(1 + percent / 100, halfOfLast(digits) / 100, percent, approximate, year)
}

function multiplied(digits: string, approximate?: string, year?: string): GrowthRate {
  const factor = Number(digits)
  return rate(
    factor,
    halfOfLast(digits),
    Number(((factor - 1) * 100).toFixed(4)),
    approximate,
    year
  )
}

function rate(
  factor: number,
  half: number,
  percent: number,
  approximate?: string,
  year?: string
): GrowthRate {
  const reach = Math.max(half, approximate ? ABOUT * factor : 0)
  const range = {
    low: Math.max(0, factor - reach),
    high: factor + reach,
    least: factor,
    most: factor
  }
  return { percent, factor: range, year: year === undefined ? null : Number(year) }
}

/** Half a unit of the last digit: 0.05 for `7.2`, 0.5 for `40`. */
function halfOfLast(digits: string): number {
  return 0.5 / 10 ** (digits.split('.')[1]?.length ?? 0)
}

function numberOf(word = ''): string {
  return String(WORDS.indexOf(word) + 2)
}
