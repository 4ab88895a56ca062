// The rows of the sources of a mapping, with the edition that the file names.
import type { RowValues } from '../files/data-file.ts'
import { parseDate } from '../periods/dates.ts'
import { understandPeriod } from '../periods/understand-period.ts'
import type { Mapping } from './schema.ts'
import type { MappedSource } from './schema-source.ts'
import { columnKey, namesOf, type Table, type TableRow } from './table.ts'

/** The row of a source. */
export function sourceRow(source: MappedSource, table: Table, first: TableRow): RowValues {
  const { id, publisher, title, url, kind, license, note } = source
  return {
    id,
    publisher,
    title,
    url,
    published: editionOf(source, table, first),
    kind,
    license,
    note
  }
}

/** The source of an id. */
export function sourceOf({ sources }: Mapping, id: string): MappedSource | undefined {
  return sources.find((source) => source.id === id)
}

/** The edition as a date; undefined if the file names none that can be read. */
function editionOf({ published }: MappedSource, table: Table, first: TableRow): string | undefined {
  if (!published) return undefined
  const index = table.columns.findIndex((name) =>
    namesOf(published.column).some((wanted) => columnKey(wanted) === columnKey(name))
  )
  const said = table.fact(published) ?? (index < 0 ? undefined : first.cells[index])
  return dateOf(said) ?? published.constant
}

/** A date as we store it: `April 2019` is 2019-04. Undefined for what is none. */
export function dateOf(text: string | undefined): string | undefined {
  const found = text === undefined ? undefined : understandPeriod(text.trim())
  const date = found && 'period' in found ? found.period : undefined
  return date !== undefined && parseDate(date) ? date : undefined
}
