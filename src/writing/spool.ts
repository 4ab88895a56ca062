// An upload is kept in a file until all of it is there: a database should not wait for a slow connection.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { StorageFull } from '../db/store.ts'
import { cutRequest } from '../http/body-time.ts'
import { LIMITS } from '../http/limits.ts'
import { bodyTooLarge, Problem } from '../http/problems.ts'

/** The whole upload: its bytes as often as they are needed, and a checksum that tells it from others. */
export type Spooled = { bytes: () => AsyncIterable<Buffer>; checksum: string }

const RETRY_AFTER_SECONDS = '5'
let under_way = 0

/** Takes in an upload, hands it on, and removes it afterwards. Refuses what is too large, too slow, or one too many. */
export async function spooled<T>(request: FastifyRequest, use: (upload: Spooled) => Promise<T>): Promise<T> {
  if (under_way >= LIMITS.uploadsMax) throw tooMany()
  under_way += 1
  const folder = await mkdtemp(join(tmpdir(), 'corridor-upload-'))
  try {
    const file = join(folder, 'body')
    const hash = createHash('sha256')
    await take(request, file, (chunk) => hash.update(chunk))
    return await use({ bytes: () => createReadStream(file), checksum: hash.digest('hex') })
  } finally {
    under_way -= 1
    await rm(folder, { recursive: true, force: true })
  }
}

async function take(request: FastifyRequest, file: string, onChunk: (chunk: Buffer) => void): Promise<void> {
  const cut = () => cutRequest(request)
  const whole = setTimeout(cut, LIMITS.uploadTimeoutMs).unref()
  const idle = setTimeout(cut, LIMITS.uploadIdleMs).unref()
  let bytes = 0
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      idle.refresh()
      bytes += chunk.length
      if (bytes > LIMITS.uploadBytesMax) throw bodyTooLarge(LIMITS.uploadBytesMax)
      onChunk(chunk)
      yield chunk
    }
  }
  try {
    await pipeline(request.body as AsyncIterable<Buffer>, counted, createWriteStream(file))
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? new StorageFull(error) : error
  } finally {
    clearTimeout(whole)
    clearTimeout(idle)
  }
}

function tooMany(): Problem {
  return new Problem('unavailable', `${LIMITS.uploadsMax} uploads are under way already.`, {
    headers: { 'retry-after': RETRY_AFTER_SECONDS }
  })
}
