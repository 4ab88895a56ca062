// Lists the positions of changes: the keys of versions and withdrawals, in order, along the indexes
// by revision. The rows are read later, and only for one page.
import type { SQL } from 'drizzle-orm'
import { countRows } from '../db/count-rows.ts'
import { and, asc, desc, eq, gt, gte, lt, ne, or, sql } from '../db/orm.ts'
import { statement } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'
import { CHILDREN_FIRST, type Noun, PARENTS_FIRST } from '../nouns.ts'

/**
 * The position of one change. Within a revision, `step` puts what is written, parents first, before
 * what is withdrawals, children first.
 */
export type ChangePosition = { revision: number; step: number; id: string }
export const LAST_STEP = PARENTS_FIRST.length + CHILDREN_FIRST.length - 1

const STEPS = [
  ...PARENTS_FIRST.map((type) => ({ type, isWithdrawal: false })),
  ...CHILDREN_FIRST.map((type) => ({ type, isWithdrawal: true }))
]

/** The type that a step changes, and whether it withdraws. */
export function stepOf({ step }: ChangePosition): { type: Noun; isWithdrawal: boolean } {
  return STEPS[step] ?? { type: 'metric', isWithdrawal: true }
}

/**
 * The positions after a position, at most `limit`. One statement reads no more than that from each
 * table.
 */
export async function listPositions(
  { db, tables }: Snapshot,
  types: readonly Noun[],
  after: ChangePosition,
  limit: number
): Promise<ChangePosition[]> {
  const prepared = statement(db, `changes ${types.join()}`, () => {
    const arms = STEPS.flatMap(({ type, isWithdrawal }, step) => {
      if (!types.includes(type)) return []
      return (isWithdrawal ? [withdrawals(tables, type)] : versionParts(tables, type)).map((part) =>
        selectPart(db, part, step)
      )
    })
    const [first, ...others] = arms
    // The types see a different query in each arm, though all select the same three columns; hence
    // the casts here and below.
    const all = others
      .reduce(
        (union, one) => union.unionAll(one as never) as never,
        first as NonNullable<typeof first>
      )
      .as('positions')
    return db
      .select()
      .from(all)
      .orderBy(asc(all.revision), asc(all.step), asc(all.id))
      .limit(sql.placeholder('limit'))
      .prepare()
  })
  const bounds = Object.fromEntries(STEPS.flatMap((_, step) => boundsOf(step, after)))
  return prepared.execute({ ...bounds, limit })
}

/** Counts the changes of these types after a revision, at most `most`: each table only so far. */
export async function countPositions(
  snapshot: Snapshot,
  types: readonly Noun[],
  { since, most }: { since: number; most: number }
): Promise<number> {
  let count = 0
  for (const type of types)
    for (const { table, revision, where } of partsOf(snapshot.tables, type)) {
      if (count >= most) return most
      count += await countRows(snapshot, table, and(where, gt(revision, since)), most - count)
    }
  return count
}

/** Counts the versions and withdrawals of one thing, at most `most`. */
export async function countPositionsOf(
  snapshot: Snapshot,
  type: Noun,
  id: string,
  most: number
): Promise<number> {
  let count = 0
  for (const { table, where } of partsOf(snapshot.tables, type))
    count += await countRows(snapshot, table, and(eq(table.id, id), where), most)
  return Math.min(count, most)
}

/** The positions of one thing, the newest first. */
export async function positionsOf(
  { db, tables }: Snapshot,
  type: Noun,
  id: string,
  { before, limit }: { before: number | undefined; limit: number }
): Promise<ChangePosition[]> {
  const select = (part: Part, step: number) => {
    const earlier = before === undefined ? undefined : lt(part.revision, before)
    return selectPositions(db, part, step).where(and(eq(part.table.id, id), part.where, earlier))
  }
  const [written, gone] = [
    PARENTS_FIRST.indexOf(type),
    PARENTS_FIRST.length + CHILDREN_FIRST.indexOf(type)
  ]
  const [current, retired] = versionParts(tables, type) as [Part, Part]
  // The parts have the same columns in tables of other types.
  const positions = select(current, written)
    .unionAll(select(retired, written) as never)
    .unionAll(select(withdrawals(tables, type), gone) as never)
    .as('positions')
  return db.select().from(positions).orderBy(desc(positions.revision)).limit(limit)
}

/** One part of the changes: a table, its column with the revision, and a condition. */
type Part = {
  table: Tables['event']
  revision: Tables['event']['revision']
  where: SQL | undefined
}

/** All parts of the changes of a type: what was written, and what was withdrawn. */
function partsOf(tables: Tables, type: Noun): Part[] {
  return [...versionParts(tables, type), withdrawals(tables, type)]
}

function versionParts(tables: Tables, type: Noun): Part[] {
  return [tables[type], tables[`${type}_history`]].map((one) => {
    const table = one as Tables['event']
    return { table, revision: table.revision, where: exceptCountries(type, table) }
  })
}

function withdrawals(tables: Tables, type: Noun): Part {
  const history = tables[`${type}_history`] as Tables['event_history']
  // Only the columns that every history shares with its table are read.
  const table = history as unknown as Tables['event']
  return { table, revision: history.retired_revision as never, where: eq(history.withdrawn, true) }
}

/** Countries come with the software, so they are not part of the changes. */
function exceptCountries(type: Noun, table: Tables['event']): SQL | undefined {
  // The type of the row says which table it is.
  return type === 'entity' ? ne((table as unknown as Tables['entity']).kind, 'country') : undefined
}

function selectPositions(db: Snapshot['db'], { table, revision }: Part, step: number) {
  return db
    .select({
      revision: sql<number>`${revision}`.as('revision'),
      step: sql<number>`${sql.raw(String(step))}`.as('step'),
      id: table.id
    })
    .from(table)
}

function selectPart(db: Snapshot['db'], part: Part, step: number) {
  const { table, revision, where } = part
  const [from, id] = [sql.placeholder(`revision${step}`), sql.placeholder(`id${step}`)]
  const limited = selectPositions(db, part, step)
    .where(and(where, gte(revision, from), or(gt(revision, from), gt(table.id, id))))
    .orderBy(asc(revision), asc(table.id))
    .limit(sql.placeholder('limit'))
    .as('part')
  return db.select().from(limited)
}

/**
 * After a position, a step continues in the same revision, after the same id, or in the next
 * revision.
 */
function boundsOf(step: number, after: ChangePosition): [string, number | string][] {
  const revision = step < after.step ? after.revision + 1 : after.revision
  return [
    [`revision${step}`, revision],
    [`id${step}`, step === after.step ? after.id : '']
  ]
}
