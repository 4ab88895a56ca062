// Finds out which indicator a figure is of, and what that indicator is with us.
import type { Bound } from './bind-columns.ts'
import type { Mapping } from './schema.ts'
import type { MetricCase, MetricEntry } from './schema-metric.ts'
import { columnKey, type TableRow } from './table.ts'

/** An indicator of the file. Without an entry, the mapping does not know it. */
export type Indicator = {
  /** The code with what other columns say, as it is listed. */
  code: string
  name: string
  entry: MetricEntry | undefined
  /** How it is called, if the mapping leaves it out. */
  leftOut?: string | undefined
}

/** A file has few indicators; one that has not may not fill the memory. */
const REMEMBERED_MAX = 10_000
const KEY_MAX = 500

export type IndicatorReader = (row: TableRow, header: string | undefined) => Indicator

type Case = { conditions: { index: number; values: ReadonlySet<string> }[]; entry: MetricEntry }

/** A function that gives the indicator of a row, and of a column of a wide table. */
export function indicatorReader(mapping: Mapping, bound: Bound): IndicatorReader {
  const { metric } = mapping
  const entries = new Map(Object.entries(metric.codes).map(([code, one]) => [columnKey(code), one]))
  const leftOut = new Map(
    Object.entries(metric.left_out).map(([code, name]) => [columnKey(code), name])
  )
  const cases = metric.cases.flatMap((one) => bindCase(one, bound))
  const totals = new Set(metric.others?.total.map(columnKey))
  const known = new Map<string, Indicator>()
  return (row, header) => {
    const cell = (index: number | undefined) =>
      index === undefined ? '' : plainCode(row.cells[index] ?? '', mapping)
    const code = header ?? (metric.constant || cell(bound.code))
    const others = bound.others.flatMap(({ index, name }) => {
      const value = cell(index)
      return value === '' || totals.has(columnKey(value)) ? [] : [`${name}=${value}`]
    })
    const key = [code, ...others].filter((part) => part !== '').join(' ')
    const found = cases.find(({ conditions }) =>
      conditions.every(({ index, values }) => values.has(columnKey(cell(index))))
    )
    const entry = found?.entry ?? (others.length === 0 ? entries.get(columnKey(code)) : undefined)
    if (known.size >= REMEMBERED_MAX) known.clear()
    const remembered = known.get(key)
    if (remembered && remembered.entry === entry) return remembered
    const name = cell(bound.indicatorName) || header || key
    const indicator = { code: key, name, entry, leftOut: leftOut.get(columnKey(code)) }
    if (key.length + indicator.name.length <= KEY_MAX) known.set(key, indicator)
    return indicator
  }
}

/** The code of a cell such as `A: Annual`, where cells have labels. */
export function plainCode(text: string, { file }: Mapping): string {
  const cell = text.trim()
  return file.labels ? cell.replace(/^([\w.-]+):\s.*$/s, '$1') : cell
}

/** A case whose columns the file has. */
function bindCase({ when, ...entry }: MetricCase, { indexOf }: Bound): Case[] {
  const conditions = Object.entries(when).map(([name, values]) => ({
    index: indexOf(name),
    values: new Set([values].flat().map(columnKey))
  }))
  const there = conditions.flatMap(({ index, values }) =>
    index === undefined ? [] : [{ index, values }]
  )
  return there.length === conditions.length ? [{ conditions: there, entry }] : []
}
