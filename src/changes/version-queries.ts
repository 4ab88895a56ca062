// Reads the rows behind the positions of changes, type by type.
import { and, eq, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'
import type { Noun } from '../nouns.ts'
import { type ChangePosition, stepOf } from './position-queries.ts'
import type { Change } from './schemas.ts'
import { STORED } from './stored-schemas.ts'

type ImportOfChange = {
  revision: number
  finished: string
  made_by: string | null
  note: string | null
}
type Version = Record<string, unknown> & { retired_revision?: number }

/** Reads everything that is shown of some changes, type by type. */
export async function readVersions(snapshot: Snapshot, positions: readonly ChangePosition[]) {
  const versions = new Map<string, Version>()
  const corrected = new Set<string>()
  for (const type of new Set(positions.map((position) => stepOf(position).type))) {
    const some = positions.filter(
      (position) => stepOf(position).type === type && !stepOf(position).isWithdrawal
    )
    for (const row of await versionsOf(snapshot, type, some)) {
      versions.set(`${type} ${row['id']} ${row['revision']}`, row)
    }
    for (const row of await findCorrected(snapshot, type, some))
      corrected.add(`${type} ${row.id} ${row.revision}`)
  }
  const retired = [...versions.values()].flatMap(({ retired_revision }) => retired_revision ?? [])
  const imports = await importsOf(snapshot, [
    ...new Set([...positions.map(({ revision }) => revision), ...retired])
  ])
  const made = (revision: number): ImportOfChange =>
    imports.get(revision) ?? failMissing(`revision ${revision}`)
  const version = (position: ChangePosition): Version =>
    versions.get(labelOf(position)) ?? failMissing(labelOf(position))
  const action = (position: ChangePosition) =>
    stepOf(position).isWithdrawal
      ? 'withdraw'
      : corrected.has(labelOf(position))
        ? 'correct'
        : 'insert'
  return {
    made,
    version,
    change: (position: ChangePosition) => ({
      id: position.id,
      revision: position.revision,
      recorded_at: made(position.revision).finished,
      action: action(position) as Change['action']
    }),
    row: (position: ChangePosition) =>
      stepOf(position).isWithdrawal ? null : servedColumns(stepOf(position).type, version(position))
  }
}

const labelOf = (position: ChangePosition) =>
  `${stepOf(position).type} ${position.id} ${position.revision}`

/** The rows at these positions, current or retired. */
async function versionsOf(
  { db, tables }: Snapshot,
  type: Noun,
  positions: readonly ChangePosition[]
): Promise<Version[]> {
  if (positions.length === 0) return []
  const [table, history] = [
    tables[type] as Tables['event'],
    tables[`${type}_history`] as Tables['event_history']
  ]
  const [ids, revisions] = [
    positions.map(({ id }) => id),
    [...new Set(positions.map(({ revision }) => revision))]
  ]
  const current = await db.select().from(table).where(inArray(table.id, ids))
  const retired = await db
    .select()
    .from(history)
    .where(and(inArray(history.id, ids), inArray(history.revision, revisions)))
  return [...current, ...retired]
}

/** The positions whose row replaced an earlier version. */
async function findCorrected(
  { db, tables }: Snapshot,
  type: Noun,
  positions: readonly ChangePosition[]
) {
  if (positions.length === 0) return []
  const history = tables[`${type}_history`] as Tables['event_history']
  const [ids, revisions] = [
    positions.map(({ id }) => id),
    [...new Set(positions.map(({ revision }) => revision))]
  ]
  return db
    .select({ id: history.id, revision: history.retired_revision })
    .from(history)
    .where(
      and(
        inArray(history.id, ids),
        inArray(history.retired_revision, revisions),
        eq(history.withdrawn, false)
      )
    )
}

async function importsOf(
  { db, tables: { imports } }: Snapshot,
  revisions: number[]
): Promise<Map<number, ImportOfChange>> {
  const { revision, finished, made_by, note } = imports
  const rows = await db
    .select({ revision, finished, made_by, note })
    .from(imports)
    .where(inArray(revision, revisions))
  return new Map(rows.map((row) => [row.revision, row]))
}

/** The columns of a stored row that are served. */
function servedColumns(type: Noun, version: Version): Record<string, unknown> {
  return Object.fromEntries(Object.keys(STORED[type].shape).map((name) => [name, version[name]]))
}

function failMissing(what: string): never {
  throw new Error(`no ${what}, though it was just found`)
}
