// Collects what is implausible in an import but taken: some rows of each kind, and a count of the
// others, so that a thousand equal warnings do not hide a single other one.
import type { RowPlace } from '../validation/mentions-ahead.ts'

/** The kinds of warnings, with the words for rows that are only counted. */
const KINDS = {
  other_size: 'have a text of another size than their figure',
  other_figure: 'have a text without their figure',
  not_over: 'name a period that is not over',
  not_issued: 'have a date of issue that is still to come',
  early: 'have a target that is over before its base or its date of issue',
  far: 'have a target that is very far away',
  old: 'name a time long ago',
  sentinel: 'have a figure that is often written for a missing one',
  twin: 'repeat another row that has another id',
  name: 'have a name that another entity has, too'
}
export type WarningKind = keyof typeof KINDS
/** What is implausible in a row. The message is a sentence for people. */
export type Implausible = { kind: WarningKind; message: string }

/** How many rows of a kind are shown. */
const SHOWN_MAX = 15

/**
 * A sentence about a row, with its file, line and id; about a column, with its file; or about
 * several rows, without a place.
 */
export type ImportWarning = { place: string | null; message: string }
export type ImportWarnings = {
  add: (place: RowPlace & { id: string }, found: Implausible) => void
  /** Counts a row that loses what it had in a column, because the file leaves the column out. */
  addLost: (file: string, column: string) => void
  /**
   * The sentences about columns, then those about rows, then one about the other rows of each kind.
   */
  list: () => ImportWarning[]
}

/** Starts empty. */
export function importWarnings(): ImportWarnings {
  const kinds = new Map<WarningKind, { count: number; shown: ImportWarning[] }>()
  const lost = lostColumns()
  return {
    add({ file, line, id }, { kind, message }) {
      const known = kinds.get(kind) ?? { count: 0, shown: [] }
      kinds.set(kind, known)
      known.count += 1
      const place = `${file}, line ${line}, ${id}`
      if (known.shown.length < SHOWN_MAX) known.shown.push({ place, message })
    },
    addLost: lost.add,
    list: () => [
      ...lost.list(),
      ...[...kinds.values()].flatMap(({ shown }) => shown),
      ...[...kinds].flatMap(([kind, { count, shown }]) => {
        const message = `${count - shown.length} more rows ${KINDS[kind]}.`
        return count > shown.length ? [{ place: null, message }] : []
      })
    ]
  }
}

/** A warning as one text. */
export function warningText({ place, message }: ImportWarning): string {
  return place === null ? message : `${place}: ${message}`
}

/** Counts the rows that lose what they had in a column, file by file. */
function lostColumns() {
  const files = new Map<string, Map<string, number>>()
  return {
    add(file: string, column: string) {
      const columns = files.get(file) ?? new Map<string, number>()
      files.set(file, columns)
      columns.set(column, (columns.get(column) ?? 0) + 1)
    },
    list: (): ImportWarning[] =>
      [...files].flatMap(([place, columns]) =>
        [...columns].map(([column, rows]) => {
          const lose = rows === 1 ? '1 row loses its value' : `${rows} rows lose their values`
          return { place, message: `The column \`${column}\` is left out, so ${lose} there.` }
        })
      )
  }
}
