// Copies a whole database into an empty one, from one snapshot and in one transaction: the target
// has all of it or nothing.
import { reasonOf } from '../postgres/errors.ts'
import { refreshStatistics } from '../refresh-statistics.ts'
import type { Snapshot, Store } from '../store.ts'
import {
  type Content,
  countRows,
  insertPage,
  type Row,
  readTable,
  TABLE_NAMES,
  type TableName,
  titleOf
} from './table-pages.ts'

/**
 * How far a copy has come: every row is written, then every row is read back. `total` may be a
 * little off while the source changes.
 */
export type Progress = { phase: 'copying' | 'checking'; table: string; rows: number; total: number }
export type Report = (progress: Progress) => void
/** One table on both sides. */
export type CopiedTable = { table: string; source: Content; target: Content }

/**
 * Says at what a copy failed. `tables` where it went through but, read back, is not what the source
 * holds.
 */
export class CopyError extends Error {
  override name = 'CopyError'
  readonly tables: CopiedTable[]

  constructor(message: string, tables: CopiedTable[] = []) {
    super(message)
    this.tables = tables
  }
}

/**
 * Copies all rows of a database and compares them with their source. Whatever it throws, the target
 * is as empty as before.
 */
export async function copyDatabase(
  source: Store,
  target: Store,
  report: Report = () => {}
): Promise<CopiedTable[]> {
  const total = await source.snapshot(countAll)
  return target.transaction(async (to) => {
    await refuseRows(to)
    // The snapshot of the source ends before the check, which takes longer than a server lets a
    // transaction idle.
    const read = await source.snapshot((from) =>
      copyAll(from, to, (table, rows) => report({ phase: 'copying', table, rows, total }))
    )
    await refreshStatistics(to, total)
    const found = await readAll(to, (table, rows) =>
      report({ phase: 'checking', table, rows, total })
    )
    const tables = TABLE_NAMES.map((name) => ({
      table: titleOf(name),
      source: content(read, name),
      target: content(found, name)
    }))
    if (!tables.every(isAlike)) throw new CopyError('the copy is not like its source', tables)
    return tables
  })
}

/** Whether both sides hold the same rows. */
export function isAlike({ source, target }: CopiedTable): boolean {
  return source.rows === target.rows && source.checksum === target.checksum
}

type Contents = Map<TableName, Content>
type Tell = (table: string, rows: number) => void

async function countAll(snapshot: Snapshot): Promise<number> {
  let total = 0
  for (const name of TABLE_NAMES)
    total += await during(`counting the rows of ${titleOf(name)}`, countRows(snapshot, name))
  return total
}

/**
 * Asked once more under the lock of the writers: somebody may have written since the target was
 * inspected.
 */
async function refuseRows({ db, tables }: Snapshot): Promise<void> {
  for (const name of TABLE_NAMES) {
    const rows = await db.select().from(tables[name]).limit(1)
    if (rows.length > 0)
      throw new CopyError(`the target is not empty: its table ${titleOf(name)} holds rows`)
  }
}

function copyAll(from: Snapshot, to: Snapshot, tell: Tell): Promise<Contents> {
  return readAll(from, tell, (name, page) =>
    during(`writing ${titleOf(name)} to the target`, insertPage(to, name, page))
  )
}

async function readAll(
  snapshot: Snapshot,
  tell: Tell,
  take: (name: TableName, page: Row[]) => Promise<void> = async () => {}
): Promise<Contents> {
  const contents: Contents = new Map()
  let rows = 0
  for (const name of TABLE_NAMES) {
    const read = readTable(snapshot, name, async (page) => {
      await take(name, page)
      rows += page.length
      tell(titleOf(name), rows)
    })
    contents.set(name, await during(`reading ${titleOf(name)}`, read))
  }
  return contents
}

function content(contents: Contents, name: TableName): Content {
  return contents.get(name) ?? { rows: 0, checksum: '' }
}

/**
 * Says what was being done. The cause is left out: Drizzle's names every parameter of a statement,
 * and here these are data.
 */
async function during<T>(what: string, work: PromiseLike<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof CopyError ? error : new CopyError(`${what}: ${reasonOf(error)}`)
  }
}
