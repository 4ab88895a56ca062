// Reads the claims that a figure is held against: those of a thing for some days, for the periods
// around them, and the nearest in time. Each walks the index of metric, subject and partner.
import type { SQL } from 'drizzle-orm'
import { recall } from '../db/memory.ts'
import { and, asc, desc, eq, gt, gte, isNull, lte, ne, or, sql } from '../db/orm.ts'
import { statement } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import { observationColumns } from '../observations/columns.ts'
import type { Observation } from '../observations/schemas.ts'
import { labelOrNull } from '../periods/label-period.ts'
import { completeFigures, selectFiguresAlone } from '../sources/reference-queries.ts'

/**
 * What figures are about. A part that is null means claims without it, or of all directions
 * together.
 */
export type Thing = Pick<
  Observation,
  'metric' | 'subject' | 'partner' | 'direction' | 'mode' | 'product'
>
/** The first and the last day of a period. */
export type Days = { starts_on: string; ends_on: string }
export type Claim = Observation & Days & { period: string; revision: number }
export type ClaimsRead = { claims: Claim[]; isCut: boolean }

/** More claims of one thing and period are not compared. */
export const COMPARED_MAX = 500
/** So many claims before a period and after it are the nearest in time. */
const NEAREST_EACH_SIDE = 5
/** Far more than there are countries. */
const ALL_MAX = 1_000

const PARTS = ['metric', 'subject', 'partner', 'direction', 'mode', 'product'] as const

/** The claims of a thing for exactly these days, by id. */
export async function readClaims(
  snapshot: Snapshot,
  thing: Thing,
  days: Days
): Promise<ClaimsRead> {
  const { observation } = snapshot.tables
  const rows = await read(snapshot, thing, days, {
    called: 'of a period',
    where: and(
      eq(observation.ends_on, sql.placeholder('ends_on')),
      eq(observation.starts_on, sql.placeholder('starts_on'))
    ),
    order: [asc(observation.id)],
    most: COMPARED_MAX + 1
  })
  return cut(rows)
}

/**
 * The claims of a thing for other periods: for the neighbours, and for periods that share a day
 * with these days and end at most on the day `until`.
 */
export async function readClaimsAround(
  snapshot: Snapshot,
  thing: Thing,
  around: Days & { before: Days; after: Days; until: string }
): Promise<ClaimsRead> {
  const { observation } = snapshot.tables
  const { starts_on, ends_on } = observation
  const at = (name: string) => sql.placeholder(name)
  const isPeriod = (name: string) =>
    and(eq(starts_on, at(`${name}_starts_on`)), eq(ends_on, at(`${name}_ends_on`)))
  const isOverlapping = and(lte(starts_on, at('ends_on')), gte(ends_on, at('starts_on')))
  const { before, after, until, ...days } = around
  const bounds = {
    ...days,
    from: days.starts_on < before.ends_on ? days.starts_on : before.ends_on,
    until: until > after.ends_on ? until : after.ends_on,
    before_starts_on: before.starts_on,
    before_ends_on: before.ends_on,
    after_starts_on: after.starts_on,
    after_ends_on: after.ends_on
  }
  const rows = await read(snapshot, thing, bounds, {
    called: 'around a period',
    where: and(
      gte(ends_on, at('from')),
      lte(ends_on, at('until')),
      or(ne(starts_on, at('starts_on')), ne(ends_on, at('ends_on'))),
      or(isOverlapping, isPeriod('before'), isPeriod('after'))
    ),
    order: [desc(ends_on), desc(observation.id)],
    most: COMPARED_MAX + 1
  })
  return cut(rows)
}

/**
 * The claims of a thing that end last by the end of these days, and first after them. For days of
 * which there is no claim.
 */
export async function readNearestInTime(
  snapshot: Snapshot,
  thing: Thing,
  days: Days
): Promise<Claim[]> {
  const { id, ends_on } = snapshot.tables.observation
  const [before, after] = [
    { where: lte(ends_on, sql.placeholder('ends_on')), order: [desc(ends_on), desc(id)] },
    { where: gt(ends_on, sql.placeholder('ends_on')), order: [asc(ends_on), asc(id)] }
  ]
  const most = NEAREST_EACH_SIDE
  return [
    ...(await read(snapshot, thing, days, { called: 'before a period', ...before, most })),
    ...(await read(snapshot, thing, days, { called: 'after a period', ...after, most }))
  ]
}

/** The claims of a thing that name no period, by id. */
export async function readUndated(snapshot: Snapshot, thing: Thing): Promise<Claim[]> {
  const { id, ends_on } = snapshot.tables.observation
  const undated = { where: isNull(ends_on), order: [asc(id)], most: COMPARED_MAX }
  return read(snapshot, thing, {}, { called: 'without a period', ...undated })
}

/** The claims about a metric for exactly these days, of all subjects without anything else. */
export async function readClaimsOfAll(
  snapshot: Snapshot,
  metric: string,
  days: Days
): Promise<Claim[]> {
  const { starts_on, ends_on } = days
  const key = `${metric} ${starts_on} ${ends_on}`
  const found = await recall(snapshot, 'claims of all', [key], async () => {
    const { observation } = snapshot.tables
    const { partner, direction, mode, product, id } = observation
    const rows = await snapshot.db
      .select({ ...observationColumns(snapshot.tables), source: observation.source })
      .from(observation)
      .where(
        and(
          eq(observation.metric, metric),
          eq(observation.ends_on, ends_on),
          eq(observation.starts_on, starts_on),
          ...[partner, direction, mode, product].map((part) => isNull(part))
        )
      )
      .orderBy(asc(id))
      .limit(ALL_MAX)
    return [[key, await complete(snapshot, rows)] as const]
  })
  return found.get(key) ?? []
}

type Question = { called: string; where: SQL | undefined; order: SQL[]; most: number }

async function read(
  snapshot: Snapshot,
  thing: Thing,
  values: Record<string, unknown>,
  { called, where, order, most }: Question
): Promise<Claim[]> {
  const { observation } = snapshot.tables
  const given = PARTS.filter((part) => thing[part] !== null)
  const prepare = () =>
    selectFiguresAlone(snapshot, observation, observationColumns(snapshot.tables))
      .where(
        and(
          ...PARTS.map((part) =>
            given.includes(part)
              ? // The columns have types of their own words, which a placeholder has not.
                eq(observation[part] as typeof observation.metric, sql.placeholder(part))
              : isWithout(snapshot, part)
          ),
          where
        )
      )
      .orderBy(...order)
      .limit(most)
      .prepare()
  const found = statement(snapshot.db, `claims ${called} by ${given.join()}`, prepare)
  const rows = await found.execute({ ...thing, ...values })
  return complete(snapshot, rows)
}

type Alone = Parameters<typeof completeFigures>[1][number] & { period: string | null }

async function complete(snapshot: Snapshot, rows: readonly Alone[]): Promise<Claim[]> {
  const whole = await completeFigures(snapshot, rows)
  // The rows have all columns of claims, and only claims with a period have days.
  return whole.map((row) => ({ ...row, period_label: labelOrNull(row.period) }) as unknown as Claim)
}

function isWithout(
  { tables: { observation } }: Snapshot,
  part: (typeof PARTS)[number]
): SQL | undefined {
  const isAll = part === 'direction' ? eq(observation.direction, 'all') : undefined
  return or(isNull(observation[part]), isAll)
}

function cut(rows: Claim[]): ClaimsRead {
  return { claims: rows.slice(0, COMPARED_MAX), isCut: rows.length > COMPARED_MAX }
}
