// Drafts a mapping of a table by what its columns hold: periods, places, figures, and codes.
import type { Snapshot } from '../db/store.ts'
import { understandLoosely } from '../periods/understand-period.ts'
import { claimId, codePart } from './claim-id.ts'
import type { GuessedTable } from './guess-table.ts'
import { findPlaces, type Places } from './places.ts'
import { type CellForm, readCell } from './read-figure.ts'
import { misfit } from './table.ts'

/** A share of the cells of a column that tells what it holds. */
const MOST = 0.6
const WIDE_MIN = 3
const CODES_MAX = 100
const MISSING: string[] = ['..', '...', ':', '-', '--', 'n/a', 'n.a.', 'NA', 'NaN', 'null']

type Column = { name: string; cells: string[] }
type Roles = {
  periods: Column[]
  places: Column[]
  figures: Column[]
  texts: Column[]
}

/**
 * A mapping as JSON. Metrics that have to be chosen by people have ids made of the codes. Throws a
 * DataError if no column holds figures.
 */
export async function draftMapping(
  snapshot: Snapshot,
  file: string,
  table: GuessedTable
): Promise<Record<string, unknown>> {
  const places = findPlaces(snapshot)
  const columns = table.columns.map((name, index) => ({
    name,
    cells: table.rows.map((row) => row[index] ?? '').filter((cell) => cell !== '')
  }))
  await places.learn(columns.flatMap(({ cells }) => cells))
  await places.learn(table.columns)
  const thousands = guessThousands(columns)
  const roles = rolesOf(
    columns.filter(({ name }) => name !== ''),
    places,
    thousands
  )
  if (roles.figures.length === 0)
    throw misfit(file, table.line, '(row)', table.columns.join(', '), 'a column with figures')
  return {
    name: 'my-mapping',
    title: 'What these files are',
    file: {
      delimiter: table.delimiter,
      ...(table.line > 1 ? { header_line: table.line } : {}),
      ...(thousands ? { thousands } : {})
    },
    ...fieldsOf(roles, places),
    sources: [
      {
        id: 'my-source',
        publisher: 'The office that publishes the figures',
        title: 'The title of the table',
        kind: 'official_statistics'
      }
    ]
  }
}

function rolesOf(columns: readonly Column[], places: Places, thousands: ',' | undefined): Roles {
  const roles: Roles = { periods: [], places: [], figures: [], texts: [] }
  for (const column of columns) {
    const share = (is: (cell: string) => boolean) =>
      column.cells.filter(is).length / Math.max(column.cells.length, 1)
    if (column.cells.length === 0) continue
    if (
      share(isPeriod) >= MOST &&
      /^(?:year|date|period|time|month|quarter|day|yr)/i.test(column.name)
    )
      roles.periods.push(column)
    else if (share((cell) => places.of(cell) !== undefined) >= MOST && share(isNumber) < MOST)
      roles.places.push(column)
    else if (share((cell) => isFigure(cell, thousands)) >= MOST) roles.figures.push(column)
    else if (share(isPeriod) >= MOST) roles.periods.push(column)
    else roles.texts.push(column)
  }
  return roles
}

function fieldsOf(roles: Roles, places: Places): Record<string, unknown> {
  const { figures } = roles
  const inHeaders = (is: (name: string) => boolean) => figures.filter(({ name }) => is(name))
  const periods = inHeaders(isPeriod)
  const named = inHeaders((name) => places.of(name) !== undefined)
  const [subject, partner] = roles.places
  const period = roles.periods[0]
  const common = {
    subject: subject ? { column: subject.name } : { constant: 'PAK' },
    ...(partner ? { partner: { column: partner.name } } : {}),
    period: period ? { column: period.name } : { constant: '2024' },
    value: { missing: MISSING }
  }
  const axes = [
    ['period', periods],
    ['subject', named]
  ] as const
  for (const [axis, names] of axes) {
    if (names.length < WIDE_MIN) continue
    const metric = codesOf(roles.texts[0])
    return { ...common, wide: wideOf(axis, names), metric, [axis]: {} }
  }
  const [value, ...others] = figures
  if (value && others.length === 0 && roles.texts[0])
    return {
      ...common,
      metric: codesOf(roles.texts[0]),
      value: { column: value.name, missing: MISSING }
    }
  const metric = { codes: entriesOf(figures.map(({ name }) => name)) }
  return { ...common, wide: wideOf('metric', figures), metric }
}

function wideOf(field: string, columns: readonly Column[]): Record<string, unknown> {
  const names = columns.map(({ name }) => name)
  if (field === 'period' && names.every((name) => /^\d{4}$/.test(name)))
    return { field, columns: '^\\d{4}$' }
  const escaped = names.slice(0, 10).map((name) => name.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  const pattern = `^(?:${escaped.join('|')})$`
  return { field, columns: names.length <= 10 && pattern.length <= 300 ? pattern : '.' }
}

function codesOf(column: Column | undefined): Record<string, unknown> {
  if (!column) return { constant: 'indicator', codes: entriesOf(['indicator']) }
  return { column: column.name, codes: entriesOf([...new Set(column.cells)].slice(0, CODES_MAX)) }
}

function entriesOf(codes: readonly string[]): Record<string, { metric: string }> {
  return Object.fromEntries(
    codes.map((code) => [code, { metric: claimId([codePart(code) || 'indicator']) }])
  )
}

/** Thousands are separated by commas if a figure has such groups, and nothing else has commas. */
function guessThousands(columns: readonly Column[]): ',' | undefined {
  const grouped = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
  return columns.some(({ cells }) => cells.some((cell) => grouped.test(cell))) ? ',' : undefined
}

function isPeriod(text: string): boolean {
  const found = understandLoosely(text)
  return found !== undefined && 'period' in found && !/^\d{5,}$/.test(text)
}

function isNumber(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text)
}

function isFigure(text: string, thousands: ',' | undefined): boolean {
  const form: CellForm = { file: { decimal: 'point', thousands }, value: { missing: MISSING } }
  return readCell(text, form) !== undefined
}
