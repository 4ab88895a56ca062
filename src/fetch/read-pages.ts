// Reads all pages of the answer to one question: from the cache where the upstream says that they
// have not changed, or where an interrupted fetch has just read them.
import { setTimeout as pause } from 'node:timers/promises'
import { type KeptPage, openCache, type PageCache } from './cache.ts'
import { ChangedMidway, FetchFailure } from './failure.ts'
import { askFor, type Patience } from './http/ask.ts'
import type { FetchLimits } from './limits.ts'
import type { Page, Question, Upstream } from './upstreams/upstream.ts'

/** What is told while pages are read. */
export type PagesProgress = {
  page: number
  bytes: number
  waiting?: { seconds: number; reason: string }
}
export type ReadingOptions = {
  limits: FetchLimits
  /** The folder of the cache. */
  folder: string
  onProgress: (progress: PagesProgress) => void
}
/**
 * All pages. `retrieved` is when the oldest of them was known to be so; `asked` counts requests.
 */
export type ReadAnswer = {
  pages: Page[]
  bodies: Buffer[]
  retrieved: string
  asked: number
  cache: PageCache
}
type Reading = ReadingOptions & {
  upstream: Upstream
  question: Question
  cache: PageCache
  patience: Patience
  /** Pages that were retrieved since then are taken without asking. */
  since: string | undefined
}
type OnePage = KeptPage & { read: Page; isAsked: boolean }

/** How often all pages are read again because they changed meanwhile. */
const RESTARTS = 2

/**
 * Reads all pages of an answer. Throws a {@link FetchFailure}; what was read stays in the cache.
 */
export async function readPages(
  upstream: Upstream,
  question: Question,
  options: ReadingOptions
): Promise<ReadAnswer> {
  const { limits, folder, onProgress } = options
  const cache = openCache(folder, upstream.address(question, 0).href)
  const begun = cache.unfinishedSince()
  const isResumed = begun !== undefined && Date.now() - Date.parse(begun) < limits.resumableMs
  const shown = { page: 0, bytes: 0 }
  const patience = {
    limits,
    deadline: Date.now() + limits.totalMs,
    onWait: (waiting: { seconds: number; reason: string }) => onProgress({ ...shown, waiting })
  }
  let since = isResumed ? begun : undefined
  for (let restart = 0; ; restart++) {
    if (since === undefined) cache.begin(new Date().toISOString())
    try {
      const reading = { ...options, upstream, question, cache, patience, since }
      return { ...(await walkPages(reading, shown)), cache }
    } catch (error) {
      if (!(error instanceof ChangedMidway)) throw error
      cache.clear()
      since = undefined
      if (restart >= RESTARTS)
        throw new FetchFailure(`the answer changed while it was read: ${error.message}`)
    }
  }
}

async function walkPages(reading: Reading, shown: { page: number; bytes: number }) {
  const { limits, onProgress, upstream } = reading
  const found: OnePage[] = []
  Object.assign(shown, { page: 0, bytes: 0 })
  for (let index = 0; ; index++) {
    if (index >= limits.pages) throw new FetchFailure(`more than ${limits.pages} pages`)
    if (found.some(({ isAsked }) => isAsked)) await pause(upstream.gapMs)
    const one = await readOne(reading, index)
    const first = found[0] ?? one
    if (one.read.whole !== first.read.whole)
      throw new ChangedMidway(
        `page 1 says ${first.read.whole}, page ${index + 1} says ${one.read.whole}`
      )
    found.push(one)
    shown.page = index + 1
    shown.bytes += one.body.length
    if (shown.bytes > limits.allBytes)
      throw new FetchFailure(`more than ${limits.allBytes / 1024 / 1024} MiB in all`)
    onProgress({ ...shown })
    if (!one.read.more) break
  }
  return {
    pages: found.map(({ read }) => read),
    bodies: found.map(({ body }) => body),
    retrieved: found.map(({ retrieved }) => retrieved).sort()[0] ?? new Date().toISOString(),
    asked: found.filter(({ isAsked }) => isAsked).length
  }
}

async function readOne(reading: Reading, index: number): Promise<OnePage> {
  const { upstream, question, cache, patience } = reading
  const url = upstream.address(question, index)
  const kept = readKept(reading, index, url.href)
  if (kept && isResumable(kept, reading)) return { ...kept, isAsked: false }
  const conditions = {
    ...(kept?.etag && { 'if-none-match': kept.etag }),
    ...(kept?.lastModified && { 'if-modified-since': kept.lastModified })
  }
  const { accept, types, headers, setting } = upstream
  const ask = { url, accept, types, setting, headers: { ...headers, ...conditions } }
  const one = await askFor(ask, patience, ({ status, body, etag, lastModified }) => {
    const retrieved = new Date().toISOString()
    if (status === 304) {
      if (kept) return { ...kept, retrieved, isAsked: true }
      throw new FetchFailure('status 304, although nothing was kept', { passes: true })
    }
    const read = upstream.readPage(body, question, index)
    return { url: url.href, retrieved, etag, lastModified, body, read, isAsked: true }
  })
  const { read: _, isAsked: __, ...page } = one
  cache.put(index, page)
  return one
}

/** Whether the unfinished fetch has read a page so lately that it need not be asked for again. */
function isResumable(
  { retrieved, read: { whole } }: KeptPage & { read: Page },
  { since, limits }: Reading
): boolean {
  if (since === undefined || retrieved < since) return false
  return whole !== '' || Date.now() - Date.parse(retrieved) < limits.unprovenMs
}

/** A kept page that still can be read; another version of the software may have kept it. */
function readKept(
  { upstream, question, cache }: Reading,
  index: number,
  url: string
): (KeptPage & { read: Page }) | undefined {
  const kept = cache.get(index, url)
  if (!kept) return undefined
  try {
    return { ...kept, read: upstream.readPage(kept.body, question, index) }
  } catch (error) {
    if (error instanceof FetchFailure) return undefined
    throw error
  }
}
