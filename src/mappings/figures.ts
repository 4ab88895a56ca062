// The figure of a claim: the printed text, and the value in the unit that the file has.
import { fitDecimal, multiplyDecimals, powerOfTen } from '../numbers/exact-decimals.ts'
import { convertFigure } from '../units/convert.ts'
import type { FigureUnits } from './figure-unit.ts'
import type { Figure } from './read-figure.ts'
import type { MetricEntry } from './schema-metric.ts'

/** Words for factors, as people print them behind figures. */
const SCALE_WORDS = new Map([
  ['1000', 'thousand'],
  ['1000000', 'million'],
  ['1000000000', 'billion'],
  ['1000000000000', 'trillion']
])
const EXPONENT = /^[+-]?\d{1,2}$/

/** A scale that a row gives beside the figure: a factor, with the word that the file has for it. */
export type Scale = { factor: string; word: string }

/** The scale of a power of ten, such as 6; undefined if the text is none. */
export function scaleOfExponent(text: string): Scale | undefined {
  return EXPONENT.test(text) ? { factor: powerOfTen(Number(text)), word: '' } : undefined
}

/** The value and the text of a figure. */
export function composeFigure(
  { printed, plain }: Figure,
  scales: readonly Scale[],
  entry: MetricEntry | undefined,
  units: FigureUnits | undefined
): { value: string; text: string } {
  const factors = [...scales.map(({ factor }) => factor), entry?.factor ?? '1']
  const factor = factors.reduce(multiplyDecimals)
  const words = scales.map(({ word }) => word).filter((word) => word !== '')
  const behind = entry?.printed ?? (words.join(' ') || behindFigure(factor, units))
  return {
    value: fitDecimal(factor === '1' ? plain : multiplyDecimals(plain, factor)),
    text: behind === undefined ? printed : `${printed} ${behind}`
  }
}

/** The word for the scale of a figure. What is no scale is printed in the unit of the file. */
function behindFigure(factor: string, units: FigureUnits | undefined): string | undefined {
  if (!units) return SCALE_WORDS.get(factor)
  const scale = convertFigure(Number(factor), units.given, units.stored)
  return SCALE_WORDS.get(String(scale)) ?? units.given.id.replaceAll('_', ' ')
}
