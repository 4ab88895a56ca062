// The figures of a row before anything is looked up.
import type { Bound } from './bind-columns.ts'
import type { Indicator, IndicatorReader } from './indicators.ts'
import { type ReadProduct, readProduct } from './products.ts'
import { readCell } from './read-figure.ts'
import { placeTexts } from './row-texts.ts'
import type { Mapping } from './schema.ts'
import type { TableRow } from './table.ts'

/** A figure of a row before anything was looked up. */
export type Draft = {
  row: TableRow
  /** The header of the column of the figure in a wide table. */
  header: string | undefined
  cell: string
  indicator: Indicator
  subject: readonly string[]
  partner: readonly string[]
  /** Null for a total. */
  product: ReadProduct | null
  period: string
  /** Whether the figure stands in a column of forecasts. */
  isForecast: boolean
}
/** The figures of a row that are not empty. */
export function draftRow(
  row: TableRow,
  { mapping, bound }: { mapping: Mapping; bound: Bound },
  readIndicator: IndicatorReader
): Draft[] {
  const { wide, period } = mapping
  const columns = wide
    ? bound.wide
    : [{ index: bound.value ?? -1, header: undefined, says: undefined, isForecast: false }]
  return columns.flatMap(({ index, header, says, isForecast }) => {
    const cell = (row.cells[index] ?? '').trim()
    if (readCell(cell, mapping) === 'missing') return []
    const said = (field: string) => (wide?.field === field ? says : undefined)
    const placesOf = (field: 'subject' | 'partner') => {
      const given = indicator.entry?.[field]
      return given === undefined
        ? placeTexts(row, mapping[field], bound[field], mapping, said(field))
        : [given]
    }
    const indicator = readIndicator(row, said('metric'))
    const cellAt = (at: number | undefined) =>
      at === undefined ? '' : (row.cells[at] ?? '').trim()
    return {
      row,
      header,
      cell,
      indicator,
      subject: placesOf('subject'),
      partner: placesOf('partner'),
      product: readProduct(row, bound, mapping),
      period: said('period') ?? period.constant ?? cellAt(bound.period),
      isForecast
    }
  })
}
