// What tests of mappings share: a database with the starter data, and imports by a mapping.
import { readFileSync } from 'node:fs'
import type { Test } from 'tap'
import type { Store } from '../../src/db/store.ts'
import { DataError } from '../../src/files/data-error.ts'
import type { FilesResult, ImportOptions } from '../../src/imports/engine/import-files.ts'
import { builtIn } from '../../src/mappings/built-in.ts'
import { mappedReader } from '../../src/mappings/mapped-file.ts'
import type { BuiltInName } from '../../src/mappings/names.ts'
import { readMapping } from '../../src/mappings/read-mapping.ts'
import type { Mapping } from '../../src/mappings/schema.ts'
import type { Skipped } from '../../src/mappings/skipped.ts'
import { buildTestStore } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { run } from '../imports/importing.ts'

type Options = Partial<ImportOptions> & { newMetrics?: boolean; retrieved?: string }
type Mapped = FilesResult & { skipped: Skipped; claims: string }

/** The bytes of a real file. */
export function realFile(name: string): Buffer {
  return readFileSync(new URL(`files/${name}`, import.meta.url))
}

/** Imports a file by a mapping; `claims` has the counts as the command prints them. */
export async function runMapped(
  store: Store,
  mapping: BuiltInName | Mapping,
  content: string | Buffer | Buffer[],
  { newMetrics = false, retrieved, ...options }: Options = {}
): Promise<Mapped> {
  const one = typeof mapping === 'string' ? builtIn(mapping) : mapping
  const reader = mappedReader(one, { makesMetrics: newMetrics, dialect: {}, retrieved })
  const whole = typeof content === 'string' ? Buffer.from(content) : content
  const bytes = Array.isArray(whole) ? whole : [whole]
  const result = await run(store, [{ file: 'file', bytes, read: reader.read('file') }], options)
  const skipped = reader.skipped()
  const { inserted = 0, corrected = 0, unchanged = 0 } = result.counts.observation ?? {}
  const claims = `${inserted} new, ${corrected} corrected, ${unchanged} unchanged, ${skipped.claims} skipped`
  return { ...result, skipped, claims }
}

/** A mapping of a long table, with other fields. */
export function mappingOf(fields: Record<string, unknown> = {}): Mapping {
  return readMapping(
    'test',
    JSON.stringify({
      name: 'test',
      title: 'A test',
      metric: { column: 'indicator', codes: { TEU: { metric: 'container_throughput' } } },
      subject: { column: 'place' },
      period: { column: 'year' },
      value: { column: 'value' },
      sources: [
        { id: 'test-office', publisher: 'Office', title: 'Table', kind: 'official_statistics' }
      ],
      ...fields
    })
  )
}

/** Claims as `id value status text`, by the beginning of their ids. */
export async function claimsOf(store: Store, prefix: string): Promise<string[]> {
  const where = `FROM observation WHERE id LIKE '${prefix}%' ORDER BY id`
  const ids = await pluck<string>(store, `SELECT id ${where}`)
  const values = await pluck<number>(store, `SELECT value ${where}`)
  const texts = await pluck<string>(store, `SELECT status || ' ' || text ${where}`)
  return ids.map((id, index) => `${id} ${values[index]} ${texts[index]}`)
}

/** A text as the chunks of an upload. */
export function chunksOf(text: string, size = 64 * 1024): Buffer[] {
  const bytes = Buffer.from(text)
  const count = Math.ceil(bytes.length / size)
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * size, (at + 1) * size))
}

/** The refused cells as `line column: value | expected (n more)`. Nothing may have been kept. */
export async function refusals(
  t: Test,
  mapping: BuiltInName | Mapping,
  content: string | Buffer | Buffer[],
  options: Options = {}
): Promise<string[]> {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const error = await runMapped(store, mapping, content, options).catch((one: unknown) => one)
  if (!(error instanceof DataError))
    throw new Error('it should have been refused', { cause: error })
  t.same(await pluck(store, 'SELECT count(*) FROM import'), [1], 'nothing is kept')
  return error.cells.map(
    ({ line, column, value, expected, alike = 0 }) =>
      `${line} ${column}: ${value} | ${expected}${alike > 0 ? ` (${alike} more)` : ''}`
  )
}
