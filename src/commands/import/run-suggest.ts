import { createReadStream } from 'node:fs'
import { readConfig } from '../../config.ts'
import type { Store } from '../../db/store.ts'
import { DataError } from '../../files/data-error.ts'
import { importFiles } from '../../imports/engine/import-files.ts'
import { builtIn } from '../../mappings/built-in.ts'
import { mappedReader } from '../../mappings/mapped-file.ts'
import { readMapping } from '../../mappings/read-mapping.ts'
import type { Mapping } from '../../mappings/schema.ts'
import { suggestMapping } from '../../mappings/suggest.ts'
import { openLoaded } from '../../starter/prepare.ts'
import type { ImportArguments } from './arguments.ts'
import { skippedLines } from './skipped-lines.ts'

const HEAD_BYTES = 512 * 1024

/** Proposes a mapping for a file, and shows what it would give. */
export async function runSuggest(given: ImportArguments): Promise<string> {
  const store = await openLoaded(given.url ?? readConfig(process.env).DATABASE_URL)
  const path = given.sources[0]?.path ?? ''
  try {
    const head = await readHead(path)
    const found = await store.snapshot((snapshot) =>
      suggestMapping(snapshot, path, head, given.dialect)
    )
    if ('name' in found) {
      const gives = await tryMapping(store, path, builtIn(found.name), given)
      const use = `npm run import -- ${path} --mapping ${found.name}`
      return [`The mapping ${found.name} fits this file: ${use}`, ...gives].join('\n')
    }
    const text = JSON.stringify(found.draft, null, 2)
    const gives = await tryMapping(store, path, readMapping('the draft', text), given)
    return [text, '', NEXT, ...gives].join('\n')
  } finally {
    await store.close()
  }
}

const NEXT =
  'A draft: put the ids of our metrics into /metric/codes, name the source, and save the JSON.\n' +
  'With --new-metrics this mapping would give:'

async function readHead(path: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(path, { end: HEAD_BYTES - 1 })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What an import by the mapping would give, or why it would be refused. */
async function tryMapping(
  store: Store,
  path: string,
  mapping: Mapping,
  { dialect, newMetrics }: ImportArguments
): Promise<string[]> {
  const isDraft = mapping.name === 'my-mapping'
  const reader = mappedReader(mapping, { makesMetrics: newMetrics || isDraft, dialect })
  const input = { file: path, bytes: createReadStream(path), read: reader.read(path) }
  try {
    const result = await importFiles(store, [input], { kind: 'import', dryRun: true })
    return skippedLines(result.counts, reader.skipped())
  } catch (error) {
    if (error instanceof DataError) return [error.message]
    throw error
  }
}
