// Reads of changes and of the versions of one thing: keys first, then their rows by type.
import { and, desc, eq, inArray, lt } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'
import type { Page } from '../http/page.ts'
import type { Noun } from '../nouns.ts'
import { changeKeys, type Key, keysOf, LAST_STEP, stepOf } from './position-queries.ts'
import type { Change, ObservationVersion } from './schemas.ts'
import { STORED } from './stored-schemas.ts'

export type ChangeFilters = { since: number; types: readonly Noun[] }
/** A change with its place in the order. */
export type ChangeRow = Change & { step: number }
type Import = { revision: number; finished: string; made_by: string | null; note: string | null }
type Version = Record<string, unknown> & { retired_revision?: number }

/** The newest revision made before this second; 0 where there was none. */
export async function revisionBefore(
  { db, tables: { imports } }: Snapshot,
  time: string
): Promise<number> {
  const [found] = await db
    .select({ revision: imports.revision })
    .from(imports)
    .where(lt(imports.finished, time))
    .orderBy(desc(imports.finished), desc(imports.revision))
    .limit(1)
  return found?.revision ?? 0
}

/** Changes after a revision, in the order in which a mirror can apply them. */
export async function listChanges(
  snapshot: Snapshot,
  { since, types }: ChangeFilters,
  { after, limit }: Page
): Promise<ChangeRow[]> {
  const [revision, step, id] = after ?? [since, LAST_STEP + 1, '']
  const keys = await changeKeys(
    snapshot,
    types,
    { revision: Number(revision), step: Number(step), id: String(id) },
    limit
  )
  const found = await read(snapshot, keys)
  return keys.map(
    (key) =>
      ({
        ...found.change(key),
        type: stepOf(key).type,
        step: key.step,
        row: found.row(key)
      }) as ChangeRow
  )
}

/** The versions of one thing and its withdrawals, the newest first; none where it never was. */
export async function listVersions(
  snapshot: Snapshot,
  { type, id }: { type: Noun; id: string },
  { after, limit }: Page
): Promise<ObservationVersion[]> {
  const before = after && Number(after[0])
  const keys = await keysOf(snapshot, type, id, { before, limit })
  const found = await read(snapshot, keys)
  return keys.map((key) => {
    const { made_by, note } = found.made(key.revision)
    const retired = stepOf(key).isWithdrawal ? undefined : found.version(key).retired_revision
    return {
      ...found.change(key),
      made_by,
      reason: note,
      retired_revision: retired ?? null,
      retired_at: retired === undefined ? null : found.made(retired).finished,
      row: found.row(key) as ObservationVersion['row']
    }
  })
}

/** Everything that is told of some keys, read type by type. */
async function read(snapshot: Snapshot, keys: readonly Key[]) {
  const versions = new Map<string, Version>()
  const replaced = new Set<string>()
  for (const type of new Set(keys.map((key) => stepOf(key).type))) {
    const some = keys.filter((key) => stepOf(key).type === type && !stepOf(key).isWithdrawal)
    for (const row of await versionsOf(snapshot, type, some)) {
      versions.set(`${type} ${row['id']} ${row['revision']}`, row)
    }
    for (const row of await replacedBy(snapshot, type, some))
      replaced.add(`${type} ${row.id} ${row.revision}`)
  }
  const retired = [...versions.values()].flatMap(({ retired_revision }) => retired_revision ?? [])
  const imports = await importsOf(snapshot, [
    ...new Set([...keys.map(({ revision }) => revision), ...retired])
  ])
  const made = (revision: number): Import =>
    imports.get(revision) ?? missing(`revision ${revision}`)
  const version = (key: Key): Version => versions.get(nameOf(key)) ?? missing(nameOf(key))
  const action = (key: Key) =>
    stepOf(key).isWithdrawal ? 'withdraw' : replaced.has(nameOf(key)) ? 'correct' : 'insert'
  return {
    made,
    version,
    change: (key: Key) => ({
      id: key.id,
      revision: key.revision,
      recorded_at: made(key.revision).finished,
      action: action(key) as Change['action']
    }),
    row: (key: Key) => (stepOf(key).isWithdrawal ? null : stored(stepOf(key).type, version(key)))
  }
}

const nameOf = (key: Key) => `${stepOf(key).type} ${key.id} ${key.revision}`

/** The rows of these keys, current or retired. */
async function versionsOf(
  { db, tables }: Snapshot,
  type: Noun,
  keys: readonly Key[]
): Promise<Version[]> {
  if (keys.length === 0) return []
  const [table, history] = [
    tables[type] as Tables['event'],
    tables[`${type}_history`] as Tables['event_history']
  ]
  const [ids, revisions] = [
    keys.map(({ id }) => id),
    [...new Set(keys.map(({ revision }) => revision))]
  ]
  const current = await db.select().from(table).where(inArray(table.id, ids))
  const retired = await db
    .select()
    .from(history)
    .where(and(inArray(history.id, ids), inArray(history.revision, revisions)))
  return [...current, ...retired]
}

/** Which of these keys took the place of a version before. */
async function replacedBy({ db, tables }: Snapshot, type: Noun, keys: readonly Key[]) {
  if (keys.length === 0) return []
  const history = tables[`${type}_history`] as Tables['event_history']
  const [ids, revisions] = [
    keys.map(({ id }) => id),
    [...new Set(keys.map(({ revision }) => revision))]
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
): Promise<Map<number, Import>> {
  const { revision, finished, made_by, note } = imports
  const rows = await db
    .select({ revision, finished, made_by, note })
    .from(imports)
    .where(inArray(revision, revisions))
  return new Map(rows.map((row) => [row.revision, row]))
}

/** What the wire shows of a stored row. */
function stored(type: Noun, version: Version): Record<string, unknown> {
  return Object.fromEntries(Object.keys(STORED[type].shape).map((name) => [name, version[name]]))
}

function missing(what: string): never {
  throw new Error(`no ${what}, though it was just found`)
}
