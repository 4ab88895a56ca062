// Reads the printed figures of other people's tables as plain decimals.
import { plainDecimal } from '../numbers/decimals.ts'
import { asciiDigits } from '../numbers/numerals.ts'
import type { Mapping } from './schema.ts'

const PLAIN = /^-?\d+(?:\.\d+)?$/
const SCIENTIFIC = /^-?\d+(?:\.\d+)?e[+-]?\d{1,2}$/i
const FLAGGED = /^(.*?)[ \u00a0]*([a-z]+)$/i

/**
 * A figure as a plain decimal and as it is printed, and the letters behind it, which are no part of
 * the figure.
 */
export type Figure = { plain: string; printed: string; flags: string }
export type CellReading = Figure | 'missing' | undefined

/** How figures are written, and what stands for none. */
export type CellForm = {
  file: Form
  value: Pick<Mapping['value'], 'missing' | 'flags'>
}

/** Reads a cell: a figure, a marker of missing ones, or neither. */
export function readCell(text: string, { value, file }: CellForm): CellReading {
  const cell = text.trim()
  if (cell === '' || isMissing(cell, value.missing)) return 'missing'
  const whole = readNumber(cell, file)
  if (whole !== undefined) return { plain: whole, printed: cell, flags: '' }
  const [, number = '', flags = ''] = (value.flags && FLAGGED.exec(cell)) || []
  if (flags === '') return undefined
  if (number === '' || isMissing(number, value.missing)) return 'missing'
  const plain = readNumber(number, file)
  return plain === undefined ? undefined : { plain, printed: number, flags }
}

function isMissing(text: string, markers: readonly string[]): boolean {
  return markers.some((marker) => marker.toLowerCase() === text.toLowerCase())
}

type Form = Pick<Mapping['file'], 'decimal' | 'thousands'>

function readNumber(text: string, { decimal, thousands }: Form): string | undefined {
  const plain = asciiDigits(text)
    .replace(/^[\u2212\u2013]/, '-')
    .replace(/^\+/, '')
  const grouped = thousands === undefined ? plain : withoutGroups(plain, thousands)
  const point = decimal === 'comma' ? swapComma(grouped) : grouped
  const number = point.replace(/^(-?)\./, '$10.')
  if (SCIENTIFIC.test(number)) return plainDecimal(number)
  return PLAIN.test(number) ? number : undefined
}

/** A comma that is no decimal comma makes no number. */
function swapComma(text: string): string {
  return text.includes('.') ? 'not a number' : text.replace(',', '.')
}

/** Without separators of thousands where groups of two or three digits stand between them. */
function withoutGroups(text: string, separator: string): string {
  const blank = separator === ' ' ? text.replaceAll(/[\u00a0\u202f]/g, ' ') : text
  const parts = blank.split(separator)
  const [first = '', ...groups] = parts
  const isGrouped =
    groups.length > 0 &&
    /^-?\d{1,3}$/.test(first) &&
    groups.every((group, index) =>
      index === groups.length - 1 ? /^\d{3}(?:\D.*)?$/.test(group) : /^\d{2,3}$/.test(group)
    )
  return isGrouped ? parts.join('') : blank
}
