import { contains } from '../db/contains.ts'
import { listedById } from '../db/listed-by-id.ts'
import { recall } from '../db/memory.ts'
import { and, asc, eq, inArray, ne, or, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { QueryOf } from '../http/parameters.ts'
import { baseOf, convertFigure, type UnitTraits } from './convert.ts'
import { type KnownUnits, knownUnits } from './known-units.ts'
import { type listUnitsQuery, SHOWN_MAX, type Unit, type UnitDetail } from './schemas.ts'
import { type UnitWords, unitWords } from './unit-words.ts'

type UnitFilters = QueryOf<typeof listUnitsQuery>

/** The list of units. */
export const unitList = listedById('unit', selectUnits, meetFilters)

function meetFilters({ tables: { unit } }: Snapshot, { kind, q }: UnitFilters) {
  // Notes have the other ways to write a unit. Their words are ASCII, which both engines lower
  // alike.
  const texts = sql<string>`(${unit.search_text} || lower(coalesce(${unit.note}, '')))`
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '')
  return and(kind && inArray(unit.kind, kind), ...words.map((word) => contains(texts, word)))
}

/** Finds a unit with what it converts to and who uses it; undefined if none has this id. */
export async function findUnit(snapshot: Snapshot, id: string): Promise<UnitDetail | undefined> {
  const [row] = await selectUnits(snapshot).where(eq(snapshot.tables.unit.id, id)).limit(1)
  if (!row) return undefined
  const others = await listRelatives(snapshot, row)
  const converts_to = others.map((other) => ({
    unit: other.id,
    multiply_by: convertFigure(1, row, other)
  }))
  return { ...row, converts_to, metrics: await listMetrics(snapshot, id) }
}

/** All units, which are few. */
export async function listUnitTraits({ db, tables: { unit } }: Snapshot): Promise<UnitTraits[]> {
  const { id, name, kind, base, factor } = unit
  return db.select({ id, name, kind, base, factor }).from(unit)
}

/** All units by their ids, read once for each revision. Nobody may change them. */
export async function findKnownUnits(snapshot: Snapshot): Promise<KnownUnits> {
  const found = await recall(snapshot, 'known units', ['all'], async () => [
    ['all', knownUnits(await listUnitTraits(snapshot))] as const
  ])
  return found.get('all') ?? knownUnits([])
}

/** A unit with the words for what converts to it, made once for each revision. */
export async function findUnitWords(
  snapshot: Snapshot,
  id: string
): Promise<{ unit: UnitTraits; words: UnitWords }> {
  const found = await recall(snapshot, 'words of unit', [id], async () => {
    const units = await findKnownUnits(snapshot)
    const unit = units.find(id)
    return unit ? [[id, { unit, words: unitWords(unit, units) }] as const] : []
  })
  const words = found.get(id)
  if (!words) throw new Error(`no unit ${id}, though a metric has it`)
  return words
}

/** The unit of a metric; undefined if there is no such metric. */
export async function findMetricUnit(
  { db, tables: { metric } }: Snapshot,
  id: string
): Promise<string | undefined> {
  const rows = await db.select({ unit: metric.unit }).from(metric).where(eq(metric.id, id)).limit(1)
  return rows[0]?.unit
}

/** The other units of the same base. */
async function listRelatives(snapshot: Snapshot, row: Unit): Promise<Unit[]> {
  const { unit } = snapshot.tables
  const base = baseOf(row)
  return selectUnits(snapshot)
    .where(and(or(eq(unit.base, base), eq(unit.id, base)), ne(unit.id, row.id)))
    .orderBy(asc(unit.id))
    .limit(SHOWN_MAX)
}

async function listMetrics({ db, tables: { metric } }: Snapshot, unit: string): Promise<string[]> {
  const rows = await db
    .select({ id: metric.id })
    .from(metric)
    .where(eq(metric.unit, unit))
    .orderBy(asc(metric.id))
    .limit(SHOWN_MAX)
  return rows.map(({ id }) => id)
}

function selectUnits({ db, tables: { unit } }: Snapshot) {
  const { id, name, kind, base, factor, note } = unit
  return db.select({ id, name, kind, base, factor, note }).from(unit).$dynamic()
}
