// Lists the positions of events after a position, the newest first. Each source is read along its
// index by revision, or along those of its matter if its rows are few.
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, desc, sql } from '../db/orm.ts'
import { shapeOf, statement, valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import { BY_ID, type EventSource } from './event-source-queries.ts'
import { leadFinder } from './few-queries.ts'
import { hide, type Leads, type Limits } from './lead-queries.ts'
import { boundsOf, firstOf, numberOf, type Position, STEPS, type Stretch } from './positions.ts'
import { matterAsked, type Question } from './question.ts'
import { sourcesOf } from './source-queries.ts'

/** A source with the conditions that lead to its few rows; without them, it is walked. */
type Read = { source: EventSource; leads: Leads | undefined }

/** Positions in order. `stopped`: all events up to there were looked for, and there may be more. */
export type Found = { positions: Position[]; stopped: Position | undefined }

/** The positions of the events after a position, at most `limit`. */
export async function listPositions(
  snapshot: Snapshot,
  question: Question,
  { after, limit }: { after: Position | undefined; limit: number },
  limits: Limits
): Promise<Found> {
  const findLeads = leadFinder(snapshot, question, limits)
  const reads: Read[] = []
  for (const source of sourcesOf(snapshot, question))
    reads.push({ source, leads: await findLeads(source) })
  const stop = await findStop(snapshot, reads, after, limits)
  const positions = await readPositions(snapshot, { reads, question }, { after, stop }, limit)
  return { positions, stopped: positions.length < limit ? stop : undefined }
}

/** The position at which the first walk has passed by as many rows as it may. */
async function findStop(
  { db, revision: newest }: Snapshot,
  reads: readonly Read[],
  after: Position | undefined,
  { passed }: Limits
): Promise<Position | undefined> {
  const walked = reads.flatMap(({ source, leads }) => (leads ? [] : [source]))
  if (walked.length === 0) return undefined
  const prepare = () => {
    const ends = walked.map((source) => {
      const { table, scope, revision, id } = source
      return db
        .select(columnsOf(source))
        .from(table)
        .where(and(scope, isWithin(source, { revision, id })))
        .orderBy(desc(revision), desc(id))
        .limit(1)
        .offset(sql.placeholder('passed'))
    })
    return db.select(COLUMNS).from(joined(ends)).prepare()
  }
  const shape = `feed stop ${walked.map(({ name }) => name).join()}`
  const rows = await statement(db, shape, prepare).execute({
    ...placesOf({ after, stop: undefined }, newest),
    passed
  })
  return (rows as Position[]).reduce<Position | undefined>(firstOf, undefined)
}

async function readPositions(
  { db, revision: newest }: Snapshot,
  { reads, question }: { reads: readonly Read[]; question: Question },
  stretch: Stretch,
  limit: number
): Promise<Position[]> {
  if (reads.length === 0) return []
  const prepare = () => {
    const parts = reads.flatMap(({ source, leads }) =>
      leads ? leads.map((lead) => lookUp(db, source, lead)) : [walk(db, source)]
    )
    const { revision, step, id } = COLUMNS
    return db
      .selectDistinct({ revision, step, id })
      .from(joined(parts))
      .orderBy(desc(revision), step, desc(id))
      .limit(sql.placeholder('limit'))
      .prepare()
  }
  const asked = matterAsked(question)
  const ways = reads.map(({ source, leads }) => `${source.name} ${leads?.length ?? 'walk'}`)
  const shape = `feed ${ways.join()} ${shapeOf(asked)} ${question.event?.toSorted().join() ?? ''}`
  return statement(db, shape, prepare).execute({
    ...placesOf(stretch, newest),
    ...valuesOf(asked),
    limit
  }) as Promise<Position[]>
}

const COLUMNS = {
  revision: sql<number>`"revision"`,
  step: sql<number>`"step"`,
  id: sql<string>`"id"`
}

/** Walks by revision: rows are passed by in order, until the page is full or the stretch ends. */
function walk(db: Snapshot['db'], source: EventSource) {
  const { table, scope, event, about, revision, id } = source
  return db
    .select(columnsOf(source))
    .from(table)
    .where(and(scope, isWithin(source, { revision, id }), about, event))
    .orderBy(desc(revision), desc(id))
    .limit(sql.placeholder('limit'))
}

/** Looks up the few rows of a lead, and sorts them. */
function lookUp(db: Snapshot['db'], source: EventSource, lead: SQL) {
  const { table, scope, event, about } = source
  const hidden = { revision: sql`(${source.revision} + 0)`, id: hide(source.id) }
  return db
    .select(columnsOf(source))
    .from(table)
    .where(
      and(
        lead,
        scope,
        isWithin(source, hidden),
        BY_ID.includes(source.leads) ? about : undefined,
        event
      )
    )
    .orderBy(desc(hidden.revision), desc(hidden.id))
    .limit(sql.placeholder('limit'))
}

/** Parts as one table. Each has an order and a limit of its own. */
function joined(parts: readonly SQLWrapper[]): SQL {
  const selects = parts.map(
    (part, index) => sql`select * from (${part}) as ${sql.raw(`part${index}`)}`
  )
  return sql`(${sql.join(selects, sql` union all `)}) as events`
}

function columnsOf({ step, revision, id }: EventSource) {
  return {
    revision: sql<number>`${revision}`.as('revision'),
    step: sql<number>`${sql.raw(String(numberOf(step)))}`.as('step'),
    id: sql<string>`${id}`.as('id')
  }
}

/** True for rows within the stretch. Pairs are compared, so that an index leads to the very row. */
function isWithin({ step }: EventSource, key: { revision: SQLWrapper; id: SQLWrapper }): SQL {
  const number = numberOf(step)
  const pair = (name: string) =>
    sql`(${sql.placeholder(`${name}Revision${number}`)}, ${sql.placeholder(`${name}Id${number}`)})`
  const own = sql`(${key.revision}, ${key.id})`
  return sql`${own} < ${pair('below')} and ${own} >= ${pair('from')}`
}

function placesOf(stretch: Stretch, newest: number): Record<string, number | string> {
  return Object.fromEntries(
    STEPS.flatMap((_, step) => {
      const { below, from } = boundsOf(step, stretch, newest)
      return [
        [`belowRevision${step}`, below.revision],
        [`belowId${step}`, below.id],
        [`fromRevision${step}`, from.revision],
        [`fromId${step}`, from.id]
      ]
    })
  )
}
