// Reads the list of imports: those that made a revision and those that were refused, by time.
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import { countRows } from '../db/count-rows.ts'
import { findNewestImport } from '../db/newest-import.ts'
import { and, desc, eq, lt, lte, or, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'
import type { Page } from '../http/page.ts'
import type { Import, ImportDetail } from './schemas.ts'

export type ImportFilters = { kind?: string | undefined; state?: Import['state'] | undefined }
/**
 * The place of an import in the list: by time, then completed before refused imports of the same
 * second, then by number.
 */
export type ImportKey = [finished: string, rank: number, number: number]
const RANK = { done: 0, refused: 1 }
const REFUSED_ID = /^refused-([1-9]\d{0,8})$/
const DONE_ID = /^[1-9]\d{0,8}$/

/** The newest import of a kind that made a revision; undefined if there is none. */
export async function findLastImport(
  snapshot: Snapshot,
  kind: string
): Promise<{ checksum: string } | undefined> {
  return findNewestImport(snapshot, eq(snapshot.tables.imports.kind, kind))
}

/** Lists imports, the newest first. */
export async function listImports(
  snapshot: Snapshot,
  { kind, state }: ImportFilters,
  { after, limit }: Page
): Promise<Import[]> {
  const from = after as ImportKey | undefined
  const done = state === 'refused' ? [] : await listDoneImports(snapshot, { kind, from, limit })
  const refused = state === 'done' ? [] : await listRefusedImports(snapshot, { kind, from, limit })
  return [...done, ...refused]
    .sort((a, b) => comparePositions(importKey(a), importKey(b)))
    .slice(0, limit)
}

/** Counts imports, at most `most`. */
export async function countImports(
  snapshot: Snapshot,
  { kind, state }: ImportFilters,
  most: number
): Promise<number> {
  const { imports, refusal } = snapshot.tables
  const count = (table: typeof imports | typeof refusal, of: Import['state']) =>
    state === undefined || state === of
      ? countRows(snapshot, table, kind === undefined ? undefined : eq(table.kind, kind), most)
      : 0
  return Math.min(most, (await count(imports, 'done')) + (await count(refusal, 'refused')))
}

/** The place of an import in the list, from which the next page continues. */
export function importKey({ id, state, finished }: Import): ImportKey {
  return [finished, RANK[state], Number(id.replace('refused-', ''))]
}

/** One import; undefined if no import has this id. */
export async function findImport(
  { db, tables: { imports, refusal } }: Snapshot,
  id: string
): Promise<ImportDetail | undefined> {
  const [, number] = REFUSED_ID.exec(id) ?? []
  if (number !== undefined) {
    const [row] = await db
      .select()
      .from(refusal)
      .where(eq(refusal.id, Number(number)))
      .limit(1)
    const errors = row?.cells.map((cell) => ({ alike: 0, distinct: 0, values: [], ...cell })) ?? []
    return row && { ...describeRefusal(row), errors }
  }
  if (!DONE_ID.test(id)) return undefined
  const [row] = await db
    .select()
    .from(imports)
    .where(eq(imports.revision, Number(id)))
    .limit(1)
  return row && { ...describeImport(row), errors: [] }
}

type ListPart = { kind: string | undefined; from: ImportKey | undefined; limit: number }

async function listDoneImports({ db, tables: { imports } }: Snapshot, part: ListPart) {
  const rows = db.select().from(imports).$dynamic()
  const columns = { ...imports, number: imports.revision }
  return (await newestOf(rows, columns, RANK.done, part)).map(describeImport)
}

async function listRefusedImports({ db, tables: { refusal } }: Snapshot, part: ListPart) {
  const rows = db.select().from(refusal).$dynamic()
  const columns = { ...refusal, number: refusal.id }
  return (await newestOf(rows, columns, RANK.refused, part)).map(describeRefusal)
}

type Columns = {
  kind: Tables['imports']['kind'] | Tables['refusal']['kind']
  finished: Tables['imports']['finished'] | Tables['refusal']['finished']
  number: Tables['imports']['revision'] | Tables['refusal']['id']
}

/** The rows of one table that belong to a part of the list, the newest first. */
async function newestOf<Rows extends SQLiteSelect>(
  rows: Rows,
  columns: Columns,
  rank: number,
  { kind, from, limit }: ListPart
): Promise<Awaited<Rows>> {
  const ofKind = kind === undefined ? undefined : eq(columns.kind, kind)
  const some = rows.where(and(ofKind, afterPosition(columns, rank, from)))
  // A condition and an order leave the type of the rows as it is.
  return some.orderBy(desc(columns.finished), desc(columns.number)).limit(limit) as never
}

function afterPosition({ finished, number }: Columns, rank: number, from: ImportKey | undefined) {
  if (!from) return undefined
  const [time, lastRank, last] = from
  const sameTime =
    rank > lastRank
      ? sql`true`
      : rank === lastRank
        ? lt(number as Tables['refusal']['id'], last)
        : sql`false`
  const at = finished as Tables['refusal']['finished']
  return and(lte(at, time), or(lt(at, time), sameTime))
}

function comparePositions(a: ImportKey, b: ImportKey): number {
  if (a[0] !== b[0]) return a[0] > b[0] ? -1 : 1
  return a[1] - b[1] || b[2] - a[2]
}

function describeImport({
  revision,
  kind,
  started,
  finished,
  made_by,
  note,
  checksum,
  counts
}: Tables['imports']['$inferSelect']): Import {
  return {
    id: String(revision),
    revision,
    state: 'done',
    kind,
    started,
    finished,
    made_by,
    note,
    checksum: checksum || null,
    counts: Object.entries(counts).map(
      ([type, { inserted, corrected, withdrawn = 0, kept = 0 }]) => ({
        type,
        inserted,
        corrected,
        withdrawn,
        kept
      })
    ),
    refused_cells: 0
  }
}

function describeRefusal({
  id,
  kind,
  started,
  finished,
  made_by,
  bad
}: Tables['refusal']['$inferSelect']): Import {
  return {
    id: `refused-${id}`,
    revision: null,
    state: 'refused',
    kind,
    started,
    finished,
    made_by,
    note: null,
    checksum: null,
    counts: [],
    refused_cells: bad
  }
}
