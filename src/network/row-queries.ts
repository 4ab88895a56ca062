// Reads the transport network of a snapshot: places, legs, corridors, closures, and all claims of
// the metrics that say something of them.
import { and, desc, eq, inArray, isNull, sql } from '../db/orm.ts'
import { statement } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import { sourceReferenceOf } from '../sources/reference-queries.ts'
import { CLOSURE_KINDS, CORRIDOR_KINDS, PLACE_KINDS } from '../vocabularies.ts'
import { NETWORK_METRICS } from './metrics.ts'

/** The bounds of what is read. A graph of 10,000 legs stays far below them. */
const PLACES_MAX = 50_000
const LEGS_MAX = 50_000
const CLAIMS_MAX = 100_000
const EVENTS_MAX = 50_000

export type PlaceRow = Awaited<ReturnType<typeof readPlaces>>[number]
export type LegRow = Awaited<ReturnType<typeof readLegs>>[number]
export type CorridorRow = Awaited<ReturnType<typeof readCorridors>>[number]
export type ClosureRow = Awaited<ReturnType<typeof readClosures>>[number]
/** A claim about a place, a leg or a corridor. */
export type NetworkClaim = Awaited<ReturnType<typeof readClaims>>[number]

export async function readPlaces({ db, tables: { entity } }: Snapshot) {
  const { id, name, kind, countries, latitude, longitude } = entity
  return db
    .select({ id, name, kind, countries, latitude, longitude })
    .from(entity)
    .where(inArray(entity.kind, [...PLACE_KINDS]))
    .limit(PLACES_MAX)
}

export async function readLegs({ db, tables: { leg, entity } }: Snapshot) {
  const { id, from, to, mode, state, terrain, passes, part_of, note } = leg
  const { name, countries } = entity
  return db
    .select({ id, name, countries, from, to, mode, state, terrain, passes, part_of, note })
    .from(leg)
    .innerJoin(entity, eq(entity.id, leg.id))
    .limit(LEGS_MAX)
}

export async function readCorridors({ db, tables: { corridor, entity } }: Snapshot) {
  const { id, parent, from, legs, source, note } = corridor
  return db
    .select({ id, name: entity.name, kind: entity.kind, parent, from, legs, source, note })
    .from(corridor)
    .innerJoin(entity, eq(entity.id, corridor.id))
    .limit(LEGS_MAX)
}

/** Openings, closures and restrictions, with the day of the text in which each was read. */
export async function readClosures({ db, tables: { event, source } }: Snapshot) {
  const { id, date, starts_on, end_date, entity, kind, scope, title, note } = event
  return db
    .select({
      id,
      date,
      starts_on,
      end_date,
      entity,
      kind,
      scope,
      title,
      note,
      source: source.id,
      published: source.published
    })
    .from(event)
    .innerJoin(source, eq(source.id, event.source))
    .where(inArray(event.kind, [...CLOSURE_KINDS]))
    .orderBy(event.starts_on, event.id)
    .limit(EVENTS_MAX)
}

/** The claims that others prefer to those beside them, by the relation `preferred_over`. */
export async function readPreferred({ db, tables: { relation } }: Snapshot): Promise<Set<string>> {
  const rows = await db
    .select({ id: relation.observation })
    .from(relation)
    .where(eq(relation.kind, 'preferred_over'))
    .limit(CLAIMS_MAX)
  return new Set(rows.map(({ id }) => id))
}

/** The claims about places, legs and corridors, the newest period first. */
export async function readClaims({ db, tables }: Snapshot) {
  const { observation, metric, source, entity } = tables
  const { id, subject, direction, mode, period, ends_on, value, low, high, bound } = observation
  const { text, status, attributed_to, note } = observation
  const figure = { value, low, high, bound, unit: metric.unit, text, status, attributed_to }
  const prepared = statement(db, 'claims of the network', () =>
    db
      .select({
        id,
        metric: observation.metric,
        subject,
        direction,
        mode,
        period,
        ends_on,
        ...figure,
        source: sourceReferenceOf(tables),
        note
      })
      .from(observation)
      .innerJoin(metric, eq(metric.id, observation.metric))
      .innerJoin(source, eq(source.id, observation.source))
      .innerJoin(entity, eq(entity.id, observation.subject))
      .where(
        and(
          inArray(observation.metric, [...NETWORK_METRICS]),
          // With a partner a figure is about the part of a way in that country.
          isNull(observation.partner),
          // An expression in place of the column: engines then begin with the metrics, and do not
          // ask for the figures of each entity.
          inArray(sql`(${entity.kind} || '')`, ['leg', ...PLACE_KINDS, ...CORRIDOR_KINDS])
        )
      )
      .orderBy(desc(observation.ends_on), observation.id)
      .limit(CLAIMS_MAX)
      .prepare()
  )
  return prepared.execute()
}
