// Decompresses a file if it is gzip. A small file that decompresses to a huge one is refused while
// it is being read.
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Unreadable } from './unreadable.ts'

const GZIP = Buffer.from([0x1f, 0x8b])
/** Tables of figures shrink to about a tenth. A decompression bomb grows a thousandfold. */
const RATIO_MAX = 100
/** Up to this size, the ratio does not matter. */
const RATIO_EXEMPT_BYTES = 16 * 1024 * 1024

export type Bytes = AsyncIterable<Buffer> | Iterable<Buffer>

/** Yields the bytes of a file, decompressed if it is gzip, and at most `bytesMax` of them. */
export async function* unpackBytes(
  source: Bytes,
  bytesMax = Number.POSITIVE_INFINITY
): AsyncGenerator<Buffer> {
  const { head, all } = await peekBytes(source, GZIP.length)
  let bytes = 0
  for await (const chunk of head.equals(GZIP) ? gunzipBytes(all) : all) {
    bytes += chunk.length
    if (bytes > bytesMax)
      throw new Unreadable(`at most ${bytesMax} bytes${head.equals(GZIP) ? ' when unpacked' : ''}`)
    yield chunk
  }
}

async function* gunzipBytes(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const read = { packed: 0, unpacked: 0 }
  const counted = async function* () {
    for await (const chunk of source) {
      read.packed += chunk.length
      yield chunk
    }
  }
  // The reader of the last stream receives the errors too.
  const unzip = pipeline(counted(), createGunzip(), () => {})
  try {
    for await (const chunk of unzip as AsyncIterable<Buffer>) {
      read.unpacked += chunk.length
      if (read.unpacked > Math.max(RATIO_EXEMPT_BYTES, RATIO_MAX * read.packed))
        throw new Unreadable(`a gzip file that unpacks to at most ${RATIO_MAX} times its size`)
      yield chunk
    }
  } catch (error) {
    if (!isGzipError(error)) throw error
    throw new Unreadable(`a whole gzip file: ${error.message}`)
  }
}

function isGzipError(error: unknown): error is Error {
  return error instanceof Error && /^Z_/.test(String((error as NodeJS.ErrnoException).code))
}

/** The first bytes, even if they arrive one by one, and all bytes of the file. */
export async function peekBytes(
  source: Bytes,
  length: number
): Promise<{ head: Buffer; all: AsyncGenerator<Buffer> }> {
  const chunks =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  let start = Buffer.alloc(0)
  let isDone = false
  while (start.length < length && !isDone) {
    const { value, done = false } = await chunks.next()
    if (value) start = Buffer.concat([start, value])
    isDone = done
  }
  return { head: start.subarray(0, length), all: readRest(start, chunks) }
}

async function* readRest(
  start: Buffer,
  chunks: Iterator<Buffer> | AsyncIterator<Buffer>
): AsyncGenerator<Buffer> {
  try {
    if (start.length > 0) yield start
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  } finally {
    // A reader that stops early must close the file.
    await chunks.return?.()
  }
}
