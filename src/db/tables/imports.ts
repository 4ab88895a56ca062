// Tables of imports: those that made a revision, and those that were refused.
import { RESTRICT } from './constraints.ts'
import type { Kit } from './kit.ts'

/**
 * The number of rows by noun. Old imports have no `withdrawn`; `kept` counts rows that another
 * import had corrected.
 */
export type ImportCounts = Record<
  string,
  { inserted: number; corrected: number; withdrawn?: number; kept?: number }
>
/** A refused value, and how many cells of its kind have it. */
export type RefusedValue = { value: string; cells: number }
/**
 * One refused cell: its place, its value, and what was expected. Lines count from 1, including the
 * header.
 */
export type BadCell = {
  file: string
  line: number
  column: string
  value: string
  expected: string
  /** How many more cells of this column are refused for the same reason, and not named. */
  alike?: number
  /**
   * How many different values all cells of this kind have, counted up to a limit, and the first of
   * them with their cells. Only beside `alike`.
   */
  distinct?: number
  values?: RefusedValue[]
}

/** The table of imports, to which the rows of every other table refer. */
export type Imports = ReturnType<typeof importTable>

/**
 * One atomic change of the data set. `finished` is `recorded_at` in answers: RFC 3339 in UTC to the
 * second, so that texts sort in order of time, and never earlier than that of the revision before.
 */
export function importTable(k: Kit) {
  return k.table(
    'import',
    {
      revision: k.integer().primaryKey(),
      kind: k.text().notNull(),
      started: k.text().notNull(),
      finished: k.text().notNull(),
      state: k.text().notNull(),
      counts: k.json<ImportCounts>().notNull(),
      checksum: k.text().notNull(),
      /** The label of the key that made it; null for the service itself. */
      made_by: k.text(),
      /** The reason of a correction or withdrawal. */
      note: k.text(),
      /**
       * The version of the rules by which all checks were made; null for imports before there were
       * checks.
       */
      detector: k.integer(),
      /**
       * The version of the forms in which texts were stored for comparing; null for imports before
       * there were versions.
       */
      text_form: k.integer(),
      /** The version of the rules by which all projections were assessed. */
      assessor: k.integer(),
      /** The version of the rules by which all forecasts were evaluated. */
      evaluator: k.integer()
    },
    (t) => [
      k.index('import_by_time').on(t.finished, t.revision),
      k.index('import_by_kind').on(t.kind, t.finished, t.revision)
    ]
  )
}

/** The parts of the data (parts.ts), and the newest revision that touched each. */
export function partTable(k: Kit, imports: Imports) {
  return k.table('part', {
    name: k.text().primaryKey(),
    revision: madeBy(k, imports)
  })
}

/** Refused imports: nothing of them was kept, so they have no revision. */
export function refusalTable(k: Kit) {
  return k.table('refusal', {
    id: k.integer().primaryKey(),
    kind: k.text().notNull(),
    started: k.text().notNull(),
    finished: k.text().notNull(),
    made_by: k.text(),
    /** The number of refused cells; `cells` holds the first of them. */
    bad: k.integer().notNull(),
    cells: k.json<BadCell[]>().notNull()
  })
}

/** The import that made this version of a row. */
export function madeBy(k: Kit, imports: Imports) {
  return k
    .integer()
    .notNull()
    .references(() => imports.revision, RESTRICT)
}
