// Loads the starter data set as one import. Loading it again changes nothing.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { LOAD_PATIENCE_MS, type Snapshot, type Store } from '../db/store.ts'
import { columnsOf, FILES } from '../files/columns.ts'
import { importFilesWithin } from '../imports/engine/import-files.ts'
import type { MadeRevision } from '../imports/engine/make-revision.ts'
import type { InputFile } from '../imports/engine/read-files.ts'
import { readCountries } from '../imports/engine/storage/country-facts.ts'
import { findLastImport } from '../imports/queries.ts'
import type { Noun } from '../nouns.ts'

const FOLDER = fileURLToPath(new URL('./', import.meta.url))
/** The folder of the graph of corridors, whose files have the same columns. */
const CORRIDORS = 'corridors'
/** What the graph has alone, and what it adds to. */
const ONLY_OF_CORRIDORS: ReadonlySet<Noun> = new Set(['leg', 'corridor'])
const ALSO_OF_CORRIDORS: ReadonlySet<Noun> = new Set([
  'metric',
  'source',
  'entity',
  'alias',
  'observation',
  'event',
  'relation'
])
const KIND = 'starter'
/** When this edition of the starter data was released; answers show it as `recorded_at`. */
const RELEASED = '2026-11-23T00:00:00Z'
/**
 * Must grow whenever the same files are stored in another form, so that `db:load` updates existing
 * databases.
 */
const STORED_FORM = 1
const PATIENCE = { patienceMs: LOAD_PATIENCE_MS }

/**
 * Loads the starter data unless they are loaded already. Rows that others have corrected or
 * withdrawn stay. All or nothing; throws a DataError for a bad row.
 */
export async function loadStarter(store: Store, folder = FOLDER): Promise<MadeRevision> {
  const { files, checksum } = await readStarterFiles(folder)
  // Read before the transaction, for which other processes that start wait.
  const edition = { countries: await readCountries(), keepsOthers: true }
  return store.transaction(async (snapshot) => {
    const last = await findLastImport(snapshot, KIND)
    const { revision, updatedAt } = snapshot
    if (last?.checksum === checksum)
      return { revision, updatedAt, changed: false, counts: {}, shown: [], warnings: [] }
    return importFilesWithin(snapshot, files, { kind: KIND, time: RELEASED, checksum, edition })
  }, PATIENCE)
}

/** Loads what every data set needs, for one without starter data: the countries and the units. */
export async function loadFoundation(store: Store): Promise<MadeRevision> {
  const edition = { countries: await readCountries(), keepsOthers: true }
  const { file } = FILES.unit
  const units: InputFile = { file, noun: 'unit', bytes: [await readFile(`${FOLDER}/${file}`)] }
  const entities: InputFile = {
    file: FILES.entity.file,
    noun: 'entity',
    bytes: [Buffer.from(columnsOf('entity').join(','))]
  }
  const options = { kind: KIND, note: 'countries and units', time: RELEASED, edition }
  const load = (snapshot: Snapshot) => importFilesWithin(snapshot, [units, entities], options)
  return store.transaction(load, PATIENCE)
}

/** Every file of the folder as bytes, and one SHA-256 of all of them. Each has to be there. */
export async function readStarterFiles(
  folder = FOLDER
): Promise<{ files: InputFile[]; checksum: string }> {
  const hash = createHash('sha256').update(String(STORED_FORM))
  const files: InputFile[] = []
  // The nouns are the keys of FILES, in an order that the checksum depends on.
  for (const [noun, { file: name }] of Object.entries(FILES) as [Noun, { file: string }][]) {
    for (const file of pathsOf(noun, name)) {
      const content = await readFile(`${folder}/${file}`)
      hash.update(content)
      files.push({ file, noun, bytes: [content] })
    }
  }
  return { files, checksum: hash.digest('hex') }
}

function pathsOf(noun: Noun, name: string): string[] {
  const ofCorridors = `${CORRIDORS}/${name}`
  if (ONLY_OF_CORRIDORS.has(noun)) return [ofCorridors]
  return ALSO_OF_CORRIDORS.has(noun) ? [name, ofCorridors] : [name]
}
