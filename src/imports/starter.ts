// The starter data set: read, checked and loaded as one import. Loading it again changes nothing.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { desc, eq, ne } from 'drizzle-orm'
import type { Snapshot, Store } from '../db/store.ts'
import type { ImportCounts } from '../db/tables.ts'
import { checkReferences } from './check-references.ts'
import { type DataSet, FILES, type Noun, type Read } from './columns.ts'
import { type CountryFacts, readCountries } from './countries.ts'
import { DataError } from './data-error.ts'
import { addSeries, linkEntities, linkRelations, renewCoverage } from './derived.ts'
import { readCsv } from './read-csv.ts'
import { seriesOf, type TableRows, tableRows } from './table-rows.ts'
import { type Changes, findChanges, writeChanges } from './write.ts'

const FOLDER = fileURLToPath(new URL('../starter/', import.meta.url))
/** When this edition of the starter data was released; the wire shows it as `recorded_at`. */
const RELEASED = '2026-11-23T00:00:00Z'
/** Counts up when the same files would be stored in another way, so that `db:load` brings a database up to date. */
const STORED_FORM = 1
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

export type LoadResult = { revision: number; changed: boolean; counts: ImportCounts }

/** Loads the starter data where they are not yet. All or nothing; throws a {@link DataError} for a bad row. */
export async function loadStarter(store: Store, folder = FOLDER): Promise<LoadResult> {
  const { data, checksum } = await readStarter(folder)
  const countries = await readCountries()
  const bad = checkReferences(data, new Set(countries.map((country) => country.code)))
  if (bad.length > 0) throw new DataError(bad)
  return store.transaction((snapshot) => apply(snapshot, data, countries, checksum))
}

/** Reads every file of the folder; throws a {@link DataError} that names all cells that cannot be taken. */
export async function readStarter(folder = FOLDER): Promise<{ data: DataSet; checksum: string }> {
  const hash = createHash('sha256').update(String(STORED_FORM))
  const data: Partial<Record<Noun, unknown>> = {}
  const bad: DataError['cells'][number][] = []
  for (const [noun, { file, row }] of Object.entries(FILES)) {
    const content = await readFile(`${folder}/${file}`, 'utf8')
    hash.update(content)
    try {
      data[noun as Noun] = readCsv(file, content, row as never) satisfies Read<Noun>[]
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      bad.push(...error.cells)
    }
  }
  if (bad.length > 0) throw new DataError(bad)
  return { data: data as DataSet, checksum: hash.digest('hex') }
}

async function apply(snapshot: Snapshot, data: DataSet, countries: CountryFacts[], checksum: string): Promise<LoadResult> {
  const { db, tables, revision: current } = snapshot
  const [last] = await db
    .select()
    .from(tables.imports)
    .where(eq(tables.imports.kind, 'starter'))
    .orderBy(desc(tables.imports.revision))
    .limit(1)
  if (last?.checksum === checksum) return { revision: current, changed: false, counts: {} }

  const rows = tableRows(data, countries)
  const changes = await compare(snapshot, rows)
  const counts = Object.fromEntries(
    ORDER.map((name) => [name, { inserted: changes[name].inserted.length, corrected: changes[name].corrected.length }])
  )
  const revision = current + 1
  await db
    .insert(tables.imports)
    .values({ revision, kind: 'starter', started: RELEASED, finished: RELEASED, state: 'done', counts, checksum })
  for (const name of ORDER) {
    if (name === 'observation') await addSeries(snapshot, data.observation.map(seriesOf))
    await writeChanges(snapshot, name, changes[name], revision)
    if (name === 'country') await linkEntities(snapshot, rows.entity)
  }
  await linkRelations(snapshot, rows.relation)
  await renewCoverage(snapshot)
  return { revision, changed: true, counts }
}

/** A row that another import has corrected since keeps that correction. */
async function compare(snapshot: Snapshot, rows: TableRows): Promise<Record<keyof TableRows, Changes>> {
  const { db, tables } = snapshot
  const others = await db.select({ revision: tables.imports.revision }).from(tables.imports).where(ne(tables.imports.kind, 'starter'))
  const keep = new Set(others.map((row) => row.revision))
  const changes: Partial<Record<keyof TableRows, Changes>> = {}
  for (const name of ORDER) changes[name] = await findChanges(snapshot, name, rows[name], keep)
  return changes as Record<keyof TableRows, Changes>
}
