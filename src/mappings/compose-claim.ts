// Writes a claim of a figure whose metric and places are known. What cannot be read is refused with
// the place in the mapping that would help.
import type { RowValues } from '../files/data-file.ts'
import type { KnownUnits } from '../units/known-units.ts'
import type { OBS_STATUSES } from '../vocabularies.ts'
import type { Bound } from './bind-columns.ts'
import { claimId } from './claim-id.ts'
import type { Draft } from './drafts.ts'
import { readUnits } from './figure-unit.ts'
import { composeFigure, type Scale, scaleOfExponent } from './figures.ts'
import type { Things } from './find-things.ts'
import { plainCode } from './indicators.ts'
import { matchPattern } from './patterns.ts'
import { type Figure, readCell } from './read-figure.ts'
import { textOf } from './row-texts.ts'
import type { Mapping } from './schema.ts'
import { estimateStatus, readFlags, readStatus } from './statuses.ts'
import { namesOf } from './table.ts'

/** Reports a cell that cannot be read. */
export type Refuse = (column: string, value: string, expected: string) => void
type Context = { mapping: Mapping; bound: Bound; units: KnownUnits }

/** The claim; undefined if there is no figure, or if a cell was refused. */
export function composeClaim(
  draft: Draft,
  { things, period }: { things: Things; period: string },
  context: Context,
  refuse: Refuse
): RowValues | undefined {
  const { mapping } = context
  const { metric, subject, partner, product } = things
  const { entry } = draft.indicator
  const read = readFigure(draft, context, refuse)
  if (!read) return undefined
  const word = context.bound.unit === undefined ? undefined : cellAt(draft, context, 'unit')
  const units = readUnits({ metric, indicator: draft.indicator, word }, context, refuse)
  const { value, text } = composeFigure(read.figure, read.scales, entry, units)
  const texts = readTexts(draft, context, refuse)
  const { direction, mode } = texts
  const status = read.status ?? estimateStatus(period, cellAt(draft, context, 'estimatesAfter'))
  const notes = [texts.note, entry?.note, ...read.notes].filter((text) => text)
  const key = [metric.id, subject.id, partner?.id, product, direction, mode, period]
  return {
    id: claimId([mapping.ids ?? mapping.name, ...key]),
    metric: metric.id,
    subject: subject.id,
    partner: partner?.id ?? null,
    direction,
    mode,
    product,
    period,
    value,
    unit: units?.given.id ?? null,
    bound: 'exact',
    text,
    status: status ?? 'A',
    attributed_to: texts.attributed_to,
    source: entry?.source ?? sourceIdOf(draft.row, context),
    note: notes.length > 0 ? notes.join('; ') : null
  }
}

/** The code in a column that one field reads; empty if the file has no such column. */
function cellAt(
  { row }: Draft,
  { mapping, bound }: Context,
  field: 'status' | 'estimatesAfter' | 'scale' | 'exponent' | 'unit'
): string {
  const index = bound[field]
  return index === undefined ? '' : plainCode(row.cells[index] ?? '', mapping)
}

/** The first source whose condition a row fulfils. */
function sourceIdOf({ cells }: Draft['row'], { mapping, bound }: Context): string {
  const found = mapping.sources.find(({ when }) => {
    if (!when) return true
    const index = namesOf(when.column).flatMap((name) => bound.indexOf(name) ?? [])[0]
    return index !== undefined && matchPattern(when.matches, cells[index] ?? '') !== null
  })
  return (found ?? mapping.sources[0])?.id ?? ''
}

type ReadFigure = {
  figure: Figure
  scales: Scale[]
  status: (typeof OBS_STATUSES)[number] | undefined
  notes: string[]
}

/** The figure with its status; undefined where there is none, or where a cell was refused. */
function readFigure(draft: Draft, context: Context, refuse: Refuse): ReadFigure | undefined {
  const { mapping } = context
  const { cell, header = 'value' } = draft
  const said = readStatus(cellAt(draft, context, 'status'), mapping)
  const reading = readCell(cell, mapping)
  if (said === 'missing' || reading === 'missing') return undefined
  if (!reading) {
    refuse(header, cell, NO_FIGURE)
    return undefined
  }
  const flags = readFlags(reading.flags, mapping)
  const scales = readScales(draft, context, refuse)
  for (const one of [said, flags])
    if ('unknown' in one) refuse('status', one.unknown, unknownStatus(one.pointer))
  if ('unknown' in said || 'unknown' in flags || !scales) return undefined
  const status = said.status ?? flags.status
  return { figure: reading, scales, status, notes: flags.notes }
}

function readTexts(
  { row, indicator: { entry } }: Draft,
  { mapping, bound }: Context,
  refuse: Refuse
) {
  const read = {
    direction: textOf(row, mapping.direction, bound.direction, mapping),
    mode: textOf(row, mapping.mode, bound.mode, mapping),
    note: textOf(row, mapping.note, bound.note, mapping),
    attributed_to: textOf(row, mapping.attributed_to, bound.attributedTo, mapping)
  }
  for (const [field, text] of Object.entries(read))
    if (text === undefined)
      refuse(field, '', `a code that /${field}/codes of the mapping ${mapping.name} names`)
  return {
    direction: entry?.direction ?? read.direction ?? null,
    mode: entry?.mode ?? read.mode ?? null,
    note: read.note ?? null,
    attributed_to: entry?.attributed_to ?? read.attributed_to ?? null
  }
}

const NO_FIGURE =
  'a figure, or nothing; /value/missing of the mapping names what stands for no figure, ' +
  '/file/decimal and /file/thousands say how figures are written'

function unknownStatus(pointer: string): string {
  return `a status of SDMX, or one that ${pointer} of the mapping names`
}

/** The scales beside a figure; undefined if one is not known, and then it is refused. */
function readScales(draft: Draft, context: Context, refuse: Refuse): Scale[] | undefined {
  const scales: Scale[] = []
  const { scale } = context.mapping.value
  if (scale && context.bound.scale !== undefined) {
    const word = cellAt(draft, context, 'scale')
    const factor = scale.codes[word]
    if (factor === undefined) {
      refuse('scale', word, 'a scale or unit that /value/scale/codes of the mapping names')
      return undefined
    }
    scales.push({ factor, word: factor === '1' ? '' : word })
  }
  const exponent = cellAt(draft, context, 'exponent')
  if (exponent === '') return scales
  const power = scaleOfExponent(exponent)
  if (!power) refuse('exponent', exponent, 'a power of ten such as 6, as /value/exponent says')
  return power && [...scales, power]
}
