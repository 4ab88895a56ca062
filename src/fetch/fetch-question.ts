// Fetches the answer to one question and takes it in: all of its pages as one revision, or none.
import type { Store } from '../db/store.ts'
import { DataError } from '../files/data-error.ts'
import {
  type FilesResult,
  type ImportProgress,
  importFiles
} from '../imports/engine/import-files.ts'
import { mappedReader } from '../mappings/mapped-file.ts'
import type { Skipped } from '../mappings/skipped.ts'
import { type ReadingOptions, readPages } from './read-pages.ts'
import { textIn } from './upstreams/json-page.ts'
import type { Page, Question, Upstream } from './upstreams/upstream.ts'
import { publicAddress } from './web-address.ts'

export type FetchOptions = ReadingOptions & {
  dryRun: boolean
  newMetrics: boolean
  note: string | null
  onImport: (progress: ImportProgress) => void
}
/** What a fetch gave. `unasked` counts the rows that the upstream sent without being asked. */
export type Fetched = {
  result: FilesResult
  skipped: Skipped
  unasked: number
  pages: number
  asked: number
  retrieved: string
  /** What the upstream says of its edition; empty if it says nothing. */
  edition: string
}

/**
 * Fetches and imports. Throws a FetchFailure if the upstream gave nothing that can be used, and a
 * DataError if the mapping or the engine refuses it. Then nothing is kept.
 */
export async function fetchQuestion(
  store: Store,
  upstream: Upstream,
  question: Question,
  options: FetchOptions
): Promise<Fetched> {
  const { pages, bodies, retrieved, asked, cache } = await readPages(upstream, question, options)
  const rows = pages.flatMap((page) => page.rows)
  const wanted = rows.filter((row) => upstream.isWanted(row, question))
  const reader = mappedReader(upstream.mapping, {
    makesMetrics: options.newMetrics,
    dialect: {},
    retrieved: retrieved.slice(0, 10)
  })
  const file = `${upstream.name} ${question.code}`
  const document = upstream.document(wanted, pages, bodies)
  try {
    const input = { file, bytes: bytesOf(document), read: reader.read(file) }
    const result = await importFiles(store, document.length === 0 ? [] : [input], {
      kind: 'import',
      note:
        options.note ??
        `fetched from ${publicAddress(upstream.address(question, 0))}`.slice(0, 1_000),
      dryRun: options.dryRun,
      onProgress: options.onImport
    })
    // A dry run leaves the pages for the run after it.
    if (!options.dryRun) cache.finish()
    const unasked = rows.length - wanted.length
    return {
      result,
      skipped: reader.skipped(),
      unasked,
      pages: pages.length,
      asked,
      retrieved,
      edition: editionIn(pages)
    }
  } catch (error) {
    // Refused pages would be taken from the cache again, even if the upstream has mended them.
    if (error instanceof DataError) cache.clear()
    throw error
  }
}

function editionIn([first]: readonly Page[]): string {
  const { lastupdated, edition } = first?.facts ?? {}
  return textIn(lastupdated) || textIn(edition)
}

async function* bytesOf(document: Buffer): AsyncGenerator<Buffer> {
  yield document
}
