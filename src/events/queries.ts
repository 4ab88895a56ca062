import { countRows } from '../db/count-rows.ts'
import { and, asc, desc, eq, gt, gte, inArray, lt, lte, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import { sourceReferenceOf } from '../sources/reference-queries.ts'
import type { Event, listEventsQuery } from './schemas.ts'

/** An event with the first day on which it may have happened. The list is ordered by that day. */
export type EventRow = Event & { starts_on: string }

type EventFilters = QueryOf<typeof listEventsQuery>

/** Lists events, the newest first, then by id. */
export async function listEvents(
  snapshot: Snapshot,
  filters: EventFilters,
  { after, limit }: Page
): Promise<EventRow[]> {
  const { event } = snapshot.tables
  const [day, id] = (after ?? []).map(String)
  const isLater =
    day && id
      ? and(lte(event.starts_on, day), or(lt(event.starts_on, day), gt(event.id, id)))
      : undefined
  return selectEvents(snapshot)
    .where(and(meetFilters(snapshot, filters), isLater))
    .orderBy(desc(event.starts_on), asc(event.id))
    .limit(limit)
}

export function countEvents(
  snapshot: Snapshot,
  filters: EventFilters,
  most: number
): Promise<number> {
  return countRows(snapshot, snapshot.tables.event, meetFilters(snapshot, filters), most)
}

function meetFilters({ tables: { event } }: Snapshot, { entity, kind, from, to }: EventFilters) {
  return and(
    entity && inArray(event.entity, entity),
    kind && inArray(event.kind, kind),
    from ? gte(event.starts_on, from) : undefined,
    to ? lte(event.ends_on, to) : undefined
  )
}

/** Finds an event; undefined if none has this id. */
export async function findEvent(snapshot: Snapshot, id: string): Promise<Event | undefined> {
  const [row] = await selectEvents(snapshot).where(eq(snapshot.tables.event.id, id)).limit(1)
  if (!row) return undefined
  const { starts_on: _, ...event } = row
  return event
}

function selectEvents({ db, tables }: Snapshot) {
  const { event, source, imports } = tables
  return db
    .select({
      id: event.id,
      date: event.date,
      entity: event.entity,
      kind: event.kind,
      title: event.title,
      source: sourceReferenceOf(tables),
      end_date: event.end_date,
      scope: event.scope,
      note: event.note,
      recorded_at: imports.finished,
      starts_on: event.starts_on
    })
    .from(event)
    .innerJoin(source, eq(source.id, event.source))
    .innerJoin(imports, eq(imports.revision, event.revision))
    .$dynamic()
}
