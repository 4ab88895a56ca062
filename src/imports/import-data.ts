// One import: a checked data set is compared with what is there, and what differs is written as one revision.
import { desc, eq, ne } from '../db/orm.ts'
import type { Snapshot, Store } from '../db/store.ts'
import type { ImportCounts } from '../db/tables.ts'
import { checkReferences } from './check-references.ts'
import type { DataSet } from './columns.ts'
import type { CountryFacts } from './countries.ts'
import { DataError } from './data-error.ts'
import { addSeries, linkEntities, linkRelations, renewCoverage } from './derived.ts'
import { renewChecks } from './renew-checks.ts'
import { seriesOf, type TableRows, tableRows } from './table-rows.ts'
import { type Changes, findChanges, writeChanges } from './write.ts'

/** Parents before children, as the foreign keys want it. */
const ORDER = [
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

/**
 * Where an import comes from: its kind, the time the wire shows as `recorded_at`, a checksum of what was imported, and whether it
 * corrects rows that imports of another kind have brought.
 */
export type Origin = { kind: string; time: string; checksum: string; correctsOthers: boolean }
export type ImportResult = { revision: number; changed: boolean; counts: ImportCounts }

/**
 * Imports a data set, all or nothing. What an import of the same kind and checksum has brought already changes nothing.
 * Throws a {@link DataError} where rows contradict each other.
 */
export async function importData(store: Store, data: DataSet, countries: CountryFacts[], origin: Origin): Promise<ImportResult> {
  const bad = checkReferences(data, new Set(countries.map((country) => country.code)))
  if (bad.length > 0) throw new DataError(bad)
  return store.transaction(async (snapshot) => {
    if (await isLoaded(snapshot, origin)) return { revision: snapshot.revision, changed: false, counts: {} }
    return apply(snapshot, data, countries, origin)
  })
}

async function isLoaded({ db, tables: { imports } }: Snapshot, { kind, checksum }: Origin): Promise<boolean> {
  const [last] = await db.select().from(imports).where(eq(imports.kind, kind)).orderBy(desc(imports.revision)).limit(1)
  return last?.checksum === checksum
}

async function apply(snapshot: Snapshot, data: DataSet, countries: CountryFacts[], origin: Origin): Promise<ImportResult> {
  const { db, tables } = snapshot
  const { kind, time, checksum } = origin
  const changes = await compare(snapshot, tableRows(data, countries), origin)
  const counts = Object.fromEntries(
    ORDER.map((name) => [name, { inserted: changes[name].inserted.length, corrected: changes[name].corrected.length }])
  )
  const isEmpty = Object.values(counts).every(({ inserted, corrected }) => inserted + corrected === 0)
  if (isEmpty) return { revision: snapshot.revision, changed: false, counts: {} }

  const revision = snapshot.revision + 1
  await db.insert(tables.imports).values({ revision, kind, started: time, finished: time, state: 'done', counts, checksum })
  for (const name of ORDER) {
    if (name === 'observation') await addSeries(snapshot, data.observation.map(seriesOf))
    await writeChanges(snapshot, name, changes[name], revision)
    if (name === 'country') await linkEntities(snapshot, written(changes.entity))
  }
  await linkRelations(snapshot, written(changes.relation))
  await renewCoverage(snapshot)
  await renewChecks(snapshot, 'all', revision)
  return { revision, changed: true, counts }
}

async function compare(snapshot: Snapshot, rows: TableRows, { kind, correctsOthers }: Origin): Promise<Record<keyof TableRows, Changes>> {
  const { db, tables } = snapshot
  const others = correctsOthers
    ? []
    : await db.select({ revision: tables.imports.revision }).from(tables.imports).where(ne(tables.imports.kind, kind))
  const keep = new Set(others.map((row) => row.revision))
  const changes: Partial<Record<keyof TableRows, Changes>> = {}
  for (const name of ORDER) changes[name] = await findChanges(snapshot, name, rows[name], keep)
  return changes as Record<keyof TableRows, Changes>
}

function written<Row>({ inserted, corrected }: Changes): Row[] {
  return [...inserted, ...corrected.map(({ after }) => after)] as Row[]
}
