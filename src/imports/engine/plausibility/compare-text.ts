// Compares a figure with the text that was printed for it. Pure.
import {
  type Numeral,
  type NumeralReading,
  numeralsIn,
  readNumeral
} from '../../../numbers/numerals.ts'
import { scaleAt } from '../../../numbers/scale-words.ts'
import type { UnitWords } from '../../../units/unit-words.ts'

/** An error of binary fractions, far below the difference of two powers of ten. */
const NOISE = 1e-9

/**
 * How a text disagrees with a figure: `other_size` if it has the same digits with another scale, as
 * `$52.5 million` for 52.5, with the figure that it says; `other_figure` if none of its numerals is
 * the figure. Undefined if they agree, or if the text has no numeral: words are not read.
 */
export type Disagreement =
  | { kind: 'other_size'; says: number; hasUnit: boolean }
  | { kind: 'other_figure' }
/**
 * A figure that a text may mean, and half a unit of its last printed digit. `unit` says whether the
 * text names its unit: then it is in that of the metric already. `scale` says whether it had one.
 */
type Reading = { figure: number; half: number; hasUnit: boolean; hasScale: boolean }
/** A figure in the unit of its metric, and as it came if that was another unit. */
export type Compared = { figure: number; came?: Came | undefined; words?: UnitWords | undefined }
type Came = { figure: number; unit: string }

/** Units that are scales themselves: `52.5 million` is not said of 52500000 million_USD. */
const SCALED_UNIT = /^(?:thousand|lakh|million|crore|billion|trillion)_/

/** Compares one figure with its text. The sign is not compared, because texts say it in words. */
export function compareText(
  { figure, came, words }: Compared,
  text: string
): Disagreement | undefined {
  const wanted = Math.abs(figure)
  const said = [...readingsIn(text, words), ...readingsOfParts(text, words)]
  if (wanted === 0 || said.length === 0) return undefined
  if (said.some((one) => isNear(one, wanted))) return
  if (came && said.some((one) => mayBeGiven(one, came.unit) && isNear(one, Math.abs(came.figure))))
    return
  const scaled = said.find((one) => one.figure > 0 && isPowerOfTen(one.figure / wanted))
  return scaled
    ? { kind: 'other_size', says: scaled.figure, hasUnit: scaled.hasUnit }
    : { kind: 'other_figure' }
}

function readingsIn(text: string, words: UnitWords | undefined): Reading[] {
  return readingsOf(numeralsIn(text).map((numeral) => readWithUnit(numeral, words)))
}

/** `449; 193` may stand for a sum of printed figures, or for the first without the others. */
function readingsOfParts(text: string, words: UnitWords | undefined): Reading[] {
  const parts = text.split(';').flatMap((part) => readingsIn(part, words).slice(0, 1))
  const [first, ...others] = parts
  if (!first || others.length === 0) return []
  const rest = others.reduce((sum, { figure }) => sum + figure, 0)
  const half = parts.reduce((sum, part) => sum + part.half, 0)
  return [1, -1].map((sign) => ({ ...first, figure: first.figure + sign * rest, half }))
}

function isNear({ figure, half }: Reading, wanted: number): boolean {
  return Math.abs(figure - wanted) <= half + NOISE * wanted
}

/** Whether a reading may be in the unit in which the figure came. */
function mayBeGiven({ hasUnit, hasScale }: Reading, unit: string): boolean {
  return !hasUnit && !(hasScale && SCALED_UNIT.test(unit))
}

/** A numeral with the scale behind it, and by what the units multiply that it may have. */
type Read = {
  readings: NumeralReading[]
  scale: number | undefined
  units: Times[]
  isDirect: boolean
}
type Times = { by: number; hasUnit: boolean; hasScale: boolean }

function readWithUnit({ numeral, after }: Numeral, words: UnitWords | undefined): Read {
  const readings = readNumeral(numeral)
  const direct = words?.factorsAt(after) ?? []
  const units = direct.map((by) => ({ by, hasUnit: true, hasScale: false }))
  const found = scaleAt(after)
  if (!found) return { readings, scale: undefined, units, isDirect: units.length > 0 }
  const { scale, rest } = found
  const behind = words?.factorsAt(rest) ?? []
  const scaled =
    behind.length > 0
      ? behind.map((by) => ({ by: by * scale, hasUnit: true, hasScale: true }))
      : [{ by: scale, hasUnit: false, hasScale: true }]
  return { readings, scale, units: [...units, ...scaled], isDirect: false }
}

/**
 * Every figure that the numerals may mean. The scale and the unit behind a numeral are its own; in
 * `5.9 to 11.9 million` a numeral without them may have those of another, and in `28 thousand 800`
 * it may be added.
 */
function readingsOf(read: readonly Read[]): Reading[] {
  const all = read.flatMap(({ units }) => units)
  const alone = { by: 1, hasUnit: false, hasScale: false }
  const single = read.flatMap(({ readings, units }) =>
    readings.flatMap((one) =>
      (units.length > 0 ? units : [alone, ...all]).map((times) => multiply(one, times))
    )
  )
  const [first, second] = read
  if (first?.scale === undefined || !second || second.scale !== undefined) return single
  const scale = first.scale
  const parts = first.readings.flatMap(({ figure }) =>
    second.readings.map((rest) => ({ figure: figure * scale + rest.figure, half: rest.half }))
  )
  const units = second.isDirect ? second.units : [{ ...alone, hasScale: true }]
  return [...single, ...parts.flatMap((one) => units.map((times) => multiply(one, times)))]
}

function multiply({ figure, half }: NumeralReading, { by, hasUnit, hasScale }: Times): Reading {
  return { figure: figure * by, half: half * by, hasUnit, hasScale }
}

/** Whether a ratio is 1, 10, 1000 or such, as scales are. */
function isPowerOfTen(ratio: number): boolean {
  const power = Math.log10(ratio)
  return Math.abs(power - Math.round(power)) < NOISE
}
