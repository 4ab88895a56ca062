// The starter data set: read, checked and loaded as one import. Loading it again changes nothing.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Store } from '../db/store.ts'
import { type DataSet, FILES, type Noun } from '../files/columns.ts'
import { DataError } from '../files/data-error.ts'
import { readCsv } from '../files/read-csv.ts'
import type { ImportResult } from '../imports/engine/apply-changes.ts'
import { importData } from '../imports/engine/import-data.ts'
import { readCountries } from '../imports/engine/storage/country-facts.ts'

const FOLDER = fileURLToPath(new URL('./', import.meta.url))
/** When this edition of the starter data was released; the wire shows it as `recorded_at`. */
const RELEASED = '2026-11-23T00:00:00Z'
/**
 * Counts up when the same files would be stored in another way, so that `db:load` brings a database
 * up to date.
 */
const STORED_FORM = 1

/**
 * Loads the starter data where they are not yet. All or nothing; throws a {@link DataError} for a
 * bad row.
 */
export async function loadStarter(store: Store, folder = FOLDER): Promise<ImportResult> {
  const { data, checksum } = await readStarter(folder)
  return importData(store, data, await readCountries(), {
    kind: 'starter',
    time: RELEASED,
    checksum,
    correctsOthers: false
  })
}

/**
 * Reads every file of the folder; throws a {@link DataError} that names all cells that cannot be
 * taken.
 */
export async function readStarter(folder = FOLDER): Promise<{ data: DataSet; checksum: string }> {
  const hash = createHash('sha256').update(String(STORED_FORM))
  const data: Partial<Record<Noun, unknown>> = {}
  const bad: DataError['cells'][number][] = []
  for (const [noun, { file }] of Object.entries(FILES) as [Noun, { file: string }][]) {
    const content = await readFile(`${folder}/${file}`)
    hash.update(content)
    try {
      data[noun] = await readCsv(file, content, noun)
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      bad.push(...error.cells)
    }
  }
  if (bad.length > 0) throw new DataError(bad)
  return { data: data as DataSet, checksum: hash.digest('hex') }
}
