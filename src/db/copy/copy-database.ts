// Copies a whole database into an empty one, from one snapshot and in one transaction: the target
// gets all of it or nothing.
import { reasonOf } from '../postgres/errors.ts'
import { refreshStatistics } from '../refresh-statistics.ts'
import { chunks } from '../rows.ts'
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
 * The progress of a copy: first all rows are written, then all are read back. `total` may differ
 * slightly if the source changes meanwhile.
 */
export type CopyProgress = {
  phase: 'copying' | 'checking'
  table: string
  rows: number
  total: number
}
export type ReportCopy = (progress: CopyProgress) => void
/** One table in the source and in the target. */
export type CopiedTable = { table: string; source: Content; target: Content }

/**
 * Says at which step a copy failed. `tables` is set if all rows were written, but reading them back
 * gave other rows than those of the source.
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
 * Copies all rows of a database, and compares them with the source. If it throws, the target is
 * empty as before.
 */
export async function copyDatabase(
  source: Store,
  target: Store,
  report: ReportCopy = () => {}
): Promise<CopiedTable[]> {
  const total = await source.snapshot(countAll)
  return target.transaction(async (to) => {
    await refuseRows(to)
    // The snapshot of the source ends before the check, because the check takes longer than a
    // server lets a transaction be idle.
    const read = await source.snapshot((from) =>
      copyAll(from, to, (table, rows) => report({ phase: 'copying', table, rows, total }))
    )
    await refreshStatistics(to, total)
    const found = await readAll(to, (table, rows) =>
      report({ phase: 'checking', table, rows, total })
    )
    const tables = TABLE_NAMES.map((name) => ({
      table: titleOf(name),
      source: contentOf(read, name),
      target: contentOf(found, name)
    }))
    if (!tables.every(isAlike)) throw new CopyError('the copy differs from its source', tables)
    return tables
  })
}

/** Whether source and target hold the same rows. */
export function isAlike({ source, target }: CopiedTable): boolean {
  return source.rows === target.rows && source.checksum === target.checksum
}

type Contents = Map<TableName, Content>
type Tell = (table: string, rows: number) => void

async function countAll(snapshot: Snapshot): Promise<number> {
  let total = 0
  for (const name of TABLE_NAMES)
    total += await nameStep(`counting the rows of ${titleOf(name)}`, countRows(snapshot, name))
  return total
}

/**
 * Checks once more, under the lock of the writers: another program may have written since the
 * target was inspected.
 */
async function refuseRows({ db, tables }: Snapshot): Promise<void> {
  for (const name of TABLE_NAMES) {
    const rows = await db.select().from(tables[name]).limit(1)
    if (rows.length > 0)
      throw new CopyError(`the target is not empty: its table ${titleOf(name)} holds rows`)
  }
}

function copyAll(from: Snapshot, to: Snapshot, report: Tell): Promise<Contents> {
  const derived: Row[] = []
  return readAll(
    from,
    report,
    (name, page) => {
      const [held, now] = name === 'unit' ? splitUnits(page) : [[], page]
      derived.push(...held)
      return nameStep(`writing ${titleOf(name)} to the target`, insertPage(to, name, now))
    },
    async (name) => {
      if (name === 'unit') for (const page of chunks(derived)) await insertPage(to, name, page)
    }
  )
}

/** Units that have a base, which must be written before them, and the others. */
function splitUnits(page: readonly Row[]): [derived: Row[], bases: Row[]] {
  const isDerived = ({ base }: Row) => base !== null
  return [page.filter(isDerived), page.filter((row) => !isDerived(row))]
}

async function readAll(
  snapshot: Snapshot,
  report: Tell,
  take: (name: TableName, page: Row[]) => Promise<void> = async () => {},
  end: (name: TableName) => Promise<void> = async () => {}
): Promise<Contents> {
  const contents: Contents = new Map()
  let rows = 0
  for (const name of TABLE_NAMES) {
    const read = readTable(snapshot, name, async (page) => {
      await take(name, page)
      rows += page.length
      report(titleOf(name), rows)
    })
    contents.set(name, await nameStep(`reading ${titleOf(name)}`, read))
    await end(name)
  }
  return contents
}

function contentOf(contents: Contents, name: TableName): Content {
  return contents.get(name) ?? { rows: 0, checksum: '' }
}

/**
 * Adds the failed step to an error. Leaves out its cause, because the error of Drizzle contains all
 * parameters of a statement, and here these are data.
 */
async function nameStep<T>(what: string, work: PromiseLike<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof CopyError ? error : new CopyError(`${what}: ${reasonOf(error)}`)
  }
}
