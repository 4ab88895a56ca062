// Lists the positions of changes: the keys of versions and withdrawals, in order, along the indexes
// by revision. The rows are read later, and only for one page.
import type { SQL } from 'drizzle-orm'
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

/** The positions of one thing, the newest first. */
export async function positionsOf(
  { db, tables }: Snapshot,
  type: Noun,
  id: string,
  { before, limit }: { before: number | undefined; limit: number }
): Promise<ChangePosition[]> {
  const select = ({ table, revision, where }: Part, step: number) => {
    const earlier = before === undefined ? undefined : lt(revision, before)
    const fields = {
      revision: sql<number>`${revision}`.as('revision'),
      step: sql<number>`${sql.raw(String(step))}`.as('step'),
      id: table.id
    }
    return db
      .select(fields)
      .from(table)
      .where(and(eq(table.id, id), where, earlier))
  }
  const [written, gone] = [
    PARENTS_FIRST.indexOf(type),
    PARENTS_FIRST.length + CHILDREN_FIRST.indexOf(type)
  ]
  const [current, retired] = versionParts(tables, type) as [Part, Part]
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

function selectPart(db: Snapshot['db'], { table, revision, where }: Part, step: number) {
  const [from, id] = [sql.placeholder(`revision${step}`), sql.placeholder(`id${step}`)]
  const limited = db
    .select({
      revision: sql<number>`${revision}`.as('revision'),
      step: sql<number>`${sql.raw(String(step))}`.as('step'),
      id: table.id
    })
    .from(table)
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
