// One change of the data set: rows written and rows withdrawn, as one revision or not at all.
// Everything that writes comes through here.

import {
  type Place,
  readOtherwise,
  type Touched as TouchedClaims
} from '../../conflicts/checking/touched-scopes.ts'
import { ne } from '../../db/orm.ts'
import { deleteRows, type Row } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import type { ImportCounts } from '../../db/tables/define.ts'
import type { Noun } from '../../files/columns.ts'
import { ChangeError, type Named, type Refused } from './change-error.ts'
import { completeImport, type Origin, recordImport } from './record-import.ts'
import { renewDerived } from './renew-derived.ts'
import { addSeries, type Touched } from './storage/coverage.ts'
import { link, unlink } from './storage/lists.ts'
import { referencesOf, referrers } from './storage/references.ts'
import { seriesOf, type TableRows } from './storage/stored-rows.ts'
import {
  type Changes,
  findChanges,
  findWithdrawn,
  withdrawRows,
  writeChanges
} from './storage/write.ts'

/** Parents before children, as the foreign keys want it. */
export const ORDER = [
  'metric',
  'source',
  'scenario',
  'entity',
  'country',
  'observation',
  'projection',
  'event',
  'relation'
] as const satisfies (keyof TableRows)[]
/** Withdrawn in this order: children first. */
const CLAIMS = ['relation', 'event', 'projection', 'observation'] as const
const CATALOGUE = ['entity', 'scenario', 'source', 'metric'] as const
const CHILDREN_FIRST = [...CLAIMS, ...CATALOGUE]

/**
 * Rows to write, as stored, and ids to withdraw. A row that is there already, as it is, is no
 * change.
 */
export type ChangeSet = {
  rows?: Partial<TableRows>
  withdrawn?: Partial<Record<Noun, readonly string[]>>
}

export type { Origin } from './record-import.ts'
export type ImportResult = { revision: number; changed: boolean; counts: ImportCounts }
type Found = { written: Record<keyof TableRows, Changes>; withdrawn: Record<Noun, Row[]> }

/**
 * Applies a change within a transaction of the store. Throws a {@link ChangeError} where it would
 * withdraw what is not there or what others refer to; foreign keys and checks of the database
 * refuse the rest.
 */
export async function applyChanges(
  snapshot: Snapshot,
  changes: ChangeSet,
  origin: Origin
): Promise<ImportResult> {
  refuseBoth(changes)
  const found = {
    written: await compare(snapshot, changes.rows ?? {}, origin),
    withdrawn: await allWithdrawn(snapshot, changes.withdrawn ?? {})
  }
  const counts = countsOf(found)
  const rows = Object.values(counts).reduce(
    (sum, { inserted, corrected, withdrawn = 0 }) => sum + inserted + corrected + withdrawn,
    0
  )
  if (rows === 0) return { revision: snapshot.revision, changed: false, counts: {} }

  const revision = snapshot.revision + 1
  await recordImport(snapshot, revision, origin, counts)
  for (const name of ORDER) await write(snapshot, name, found.written, revision)
  for (const noun of CLAIMS) await withdraw(snapshot, noun, found.withdrawn[noun], revision)
  await renewDerived(
    snapshot,
    { figures: touchedBy(found), claims: claimsTouchedBy(found), rows },
    revision
  )
  for (const noun of CATALOGUE) await withdraw(snapshot, noun, found.withdrawn[noun], revision)
  await completeImport(snapshot, revision, origin, counts)
  return { revision, changed: true, counts }
}

async function compare(
  snapshot: Snapshot,
  rows: Partial<TableRows>,
  { kind, correctsOthers }: Origin
): Promise<Record<keyof TableRows, Changes>> {
  const { imports } = snapshot.tables
  const others = correctsOthers
    ? []
    : await snapshot.db
        .select({ revision: imports.revision })
        .from(imports)
        .where(ne(imports.kind, kind))
  const keep = new Set(others.map((row) => row.revision))
  const absent = new Set<string>()
  const changes: Partial<Record<keyof TableRows, Changes>> = {}
  for (const name of ORDER)
    changes[name] = withoutAbsent(
      name,
      await findChanges(snapshot, name, rows[name] ?? [], keep),
      absent
    )
  return changes as Record<keyof TableRows, Changes>
}

/** Leaves out what names rows that others have withdrawn, for it could not stand. */
function withoutAbsent(name: keyof TableRows, changes: Changes, absent: Set<string>): Changes {
  for (const row of changes.absent) absent.add(`${name} ${row['id']}`)
  const namesAbsent = (row: Row) =>
    referencesOf(name, row).some(({ type, id }) => absent.has(`${type} ${id}`))
  const left = { ...changes }
  for (
    let out = left.inserted.filter(namesAbsent);
    out.length > 0;
    out = left.inserted.filter(namesAbsent)
  ) {
    for (const row of out) absent.add(`${name} ${row['id']}`)
    left.absent = [...left.absent, ...out]
    left.inserted = left.inserted.filter((row) => !out.includes(row))
  }
  const stale = left.corrected.filter(({ after }) => namesAbsent(after))
  return {
    ...left,
    corrected: left.corrected.filter((one) => !stale.includes(one)),
    kept: [...left.kept, ...stale.map(({ after }) => after)]
  }
}

/** Refuses a change that writes and withdraws the same row. */
function refuseBoth({ rows = {}, withdrawn = {} }: ChangeSet): void {
  const refused = CHILDREN_FIRST.flatMap((noun) => {
    const written = new Set(rows[noun]?.map(({ id }) => id))
    return (withdrawn[noun] ?? [])
      .filter((id) => written.has(id))
      .map((id): Refused => ({ type: noun, id, reason: 'kept', by: [] }))
  })
  if (refused.length > 0) throw new ChangeError(refused)
}

async function allWithdrawn(
  snapshot: Snapshot,
  withdrawn: NonNullable<ChangeSet['withdrawn']>
): Promise<Record<Noun, Row[]>> {
  const rows: Partial<Record<Noun, Row[]>> = {}
  for (const noun of CHILDREN_FIRST)
    rows[noun] = await findWithdrawn(snapshot, noun, withdrawn[noun] ?? [])
  return rows as Record<Noun, Row[]>
}

function countsOf({ written, withdrawn }: Found): ImportResult['counts'] {
  const entries = ORDER.map((name) => {
    const { inserted, corrected, kept, absent } = written[name]
    const gone = name === 'country' ? 0 : withdrawn[name].length
    return [
      name,
      {
        inserted: inserted.length,
        corrected: corrected.length,
        withdrawn: gone,
        kept: kept.length + absent.length
      }
    ]
  })
  return Object.fromEntries(entries)
}

async function write(
  snapshot: Snapshot,
  name: keyof TableRows,
  changes: Found['written'],
  revision: number
): Promise<void> {
  if (name === 'observation')
    await addSeries(
      snapshot,
      (newRows(changes.observation) as TableRows['observation']).map(seriesOf)
    )
  await writeChanges(snapshot, name, changes[name], revision)
  // An entity is linked once the countries it lies in are there.
  const linked = name === 'country' ? 'entity' : name === 'entity' ? undefined : name
  if (!linked) return
  const replaced = changes[linked].corrected.map(({ before }) => before)
  await unlink(snapshot, linked, replaced, revision)
  await link(snapshot, linked, newRows(changes[linked]))
}

function newRows({ inserted, corrected }: Changes): Row[] {
  return [...inserted, ...corrected.map(({ after }) => after)]
}

async function withdraw(
  snapshot: Snapshot,
  noun: Noun,
  rows: readonly Row[],
  revision: number
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map((row) => String(row['id']))
  await unlink(snapshot, noun, rows, revision)
  const found = await referrers(snapshot, noun, ids)
  if (found.length > 0) throw new ChangeError(byId(noun, found))
  if (noun === 'metric')
    await deleteRows(snapshot.db, snapshot.tables.metric_coverage, 'metric', ids)
  await withdrawRows(snapshot, noun, rows, revision)
}

function byId(type: Noun, found: { id: string; by: Named }[]): Refused[] {
  const ids = [...new Set(found.map(({ id }) => id))]
  return ids.map((id) => ({
    type,
    id,
    reason: 'referred_to',
    by: found.filter((one) => one.id === id).map(({ by }) => by)
  }))
}

/**
 * Metrics and series that gain or lose observations, and new metrics, of which there is nothing
 * yet.
 */
function touchedBy({ written, withdrawn }: Found): Touched {
  const { inserted, corrected } = written.observation
  const rows = [
    ...inserted,
    ...corrected.flatMap(({ before, after }) => [before, after]),
    ...withdrawn.observation
  ]
  return {
    metrics: new Set([
      ...rows.map((row) => String(row['metric'])),
      ...written.metric.inserted.map((row) => String(row['id']))
    ]),
    series: new Set(rows.map((row) => String(row['series'])))
  }
}

/** What the claims that change are about, and what the rules read otherwise. */
function claimsTouchedBy({ written, withdrawn }: Found): TouchedClaims {
  const { inserted, corrected } = written.observation
  const rows = [
    ...inserted,
    ...corrected.flatMap(({ before, after }) => [before, after]),
    ...withdrawn.observation
  ]
  const { metrics } = readOtherwise('metric', written.metric.corrected)
  const { lists } = readOtherwise('entity', written.entity.corrected)
  // Rows of observations have these columns.
  return { places: rows as unknown as Place[], metrics, lists }
}
