// Keeps the pages of answers in a folder: a fetch that was interrupted goes on where it stopped,
// and a later one asks only for what has changed since.
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { makeFolder } from './make-folder.ts'

const headerSchema = z.object({
  url: z.string(),
  retrieved: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  sha256: z.string()
})
/** A page as it came. `retrieved` is when the upstream last said that it is so. */
export type KeptPage = Omit<z.output<typeof headerSchema>, 'sha256'> & { body: Buffer }
export type PageCache = {
  get: (index: number, url: string) => KeptPage | undefined
  put: (index: number, page: KeptPage) => void
  /** When the fetch began that has not been finished; undefined if there is none. */
  unfinishedSince: () => string | undefined
  begin: (time: string) => void
  finish: () => void
  /** Forgets all pages, as they do not belong together or were refused. */
  clear: () => void
}

/** Opens the pages of one question. */
export function openCache(folder: string, question: string): PageCache {
  const own = join(folder, createHash('sha256').update(question).digest('hex').slice(0, 24))
  const begun = join(own, 'begun')
  return {
    get: (index, url) => readPage(join(own, String(index)), url),
    put(index, { body, ...header }) {
      const sha256 = digest(body)
      replaceFile(join(own, `${index}.body`), body)
      replaceFile(join(own, `${index}.json`), JSON.stringify({ ...header, sha256 }))
    },
    unfinishedSince: () => readIfThere(begun)?.toString(),
    begin(time) {
      makeFolder(own)
      replaceFile(begun, time)
    },
    finish: () => rmSync(begun, { force: true }),
    clear: () => rmSync(own, { recursive: true, force: true })
  }
}

/** A page that is whole and of this address. */
function readPage(path: string, url: string): KeptPage | undefined {
  const [text, body] = [readIfThere(`${path}.json`), readIfThere(`${path}.body`)]
  if (!text || !body) return undefined
  const read = headerSchema.safeParse(parse(text.toString()))
  if (!read.success || read.data.url !== url || read.data.sha256 !== digest(body)) return undefined
  const { sha256: _, ...header } = read.data
  return { ...header, body }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function digest(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** A reader finds the old file or the new one, never a part. */
function replaceFile(path: string, content: string | Buffer): void {
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, content)
  renameSync(temporary, path)
}
