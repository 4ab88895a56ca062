// An upload is kept in a file until all of it is there: a database should not wait for a slow
// connection.
import { createHash } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { DatabaseUnavailable, StorageFull } from '../db/store.ts'
import { cutRequest } from '../http/body-time.ts'
import { unknownType } from '../http/body-type.ts'
import { LIMITS } from '../http/limits.ts'
import { bodyTooLarge, Problem } from '../http/problems.ts'

/**
 * The whole upload: its bytes as often as they are needed, and a checksum that tells it from
 * others.
 */
export type Spooled = { bytes: () => AsyncIterable<Buffer>; checksum: string }

const RETRY_AFTER_SECONDS = '5'
const NO_ROOM = ['ENOSPC', 'EDQUOT']
const READ_BYTES = 64 * 1024
let under_way = 0

/**
 * Takes in an upload, hands it on, and removes it afterwards. Refuses what is too large, too slow,
 * or one too many.
 */
export async function spooled<T>(
  request: FastifyRequest,
  use: (upload: Spooled) => Promise<T>
): Promise<T> {
  // A request without a body has no type that a parser would be looked for by.
  if (!request.body) throw unknownType(request)
  if (under_way >= LIMITS.uploadsMax) throw tooMany()
  under_way += 1
  let file: FileHandle | undefined
  try {
    file = await namelessFile().catch(refuseFailing)
    const hash = createHash('sha256')
    await take(request, file, (chunk) => hash.update(chunk)).catch(refuseFailing)
    const taken = file
    return await use({ bytes: () => bytesOf(taken), checksum: hash.digest('hex') })
  } finally {
    under_way -= 1
    await file?.close()
  }
}

/** A file without a name is gone with the process, however that ends. */
async function namelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'corridor-upload-'))
  try {
    return await open(join(folder, 'body'), 'wx+', 0o600)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** No stream: one that is not read to its end would keep the file open. */
async function* bytesOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const { buffer, bytesRead } = await file
      .read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, position)
      .catch(refuseFailing)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/**
 * Whatever the operating system refuses passes by itself, or whoever runs the service has to see to
 * it: clients come back later.
 */
function refuseFailing(error: unknown): never {
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (NO_ROOM.includes(code)) throw new StorageFull(error)
  throw syscall === undefined ? error : new DatabaseUnavailable(error)
}

async function take(
  request: FastifyRequest,
  file: FileHandle,
  onChunk: (chunk: Buffer) => void
): Promise<void> {
  const cut = () => cutRequest(request)
  const whole = setTimeout(cut, LIMITS.uploadTimeoutMs).unref()
  const idle = setTimeout(cut, LIMITS.uploadIdleMs).unref()
  let bytes = 0
  try {
    for await (const chunk of request.body as AsyncIterable<Buffer>) {
      idle.refresh()
      bytes += chunk.length
      if (bytes > LIMITS.uploadBytesMax) throw bodyTooLarge(LIMITS.uploadBytesMax)
      onChunk(chunk)
      await file.appendFile(chunk)
    }
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
