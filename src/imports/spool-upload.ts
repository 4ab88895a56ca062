// Keeps an upload in a temporary file until all of it has arrived, so that no transaction of the
// database waits for a slow connection.
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

/** A complete upload: its bytes, which can be read more than once, and their checksum. */
export type SpooledUpload = { bytes: () => AsyncIterable<Buffer>; checksum: string }

const RETRY_AFTER_SECONDS = '5'
const NO_ROOM = ['ENOSPC', 'EDQUOT']
const READ_BYTES = 64 * 1024
let running = 0

/** How many uploads this process receives or imports now. */
export const uploadsRunning = () => running

/**
 * Receives an upload, passes it to `use`, and removes it afterwards. Refuses an upload that is too
 * large or too slow, and one more than may run at once.
 */
export async function spoolUpload<T>(
  request: FastifyRequest,
  use: (upload: SpooledUpload) => Promise<T>
): Promise<T> {
  // A request without a body has no content type, so no parser has refused it yet.
  if (!request.body) throw unknownType(request)
  if (running >= LIMITS.uploadsMax) throw tooManyUploads()
  running += 1
  let file: FileHandle | undefined
  try {
    file = await openNamelessFile().catch(throwUnavailable)
    const hash = createHash('sha256')
    await writeToFile(request, file, (chunk) => hash.update(chunk)).catch(throwUnavailable)
    const whole = file
    return await use({ bytes: () => readBytes(whole), checksum: hash.digest('hex') })
  } finally {
    running -= 1
    await file?.close()
  }
}

/**
 * Opens a file and removes its name at once: the file disappears when the process ends, however it
 * ends.
 */
async function openNamelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'corridor-upload-'))
  try {
    return await open(join(folder, 'body'), 'wx+', 0o600)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Reads the file by hand: a stream that nobody reads to the end would keep the file open. */
async function* readBytes(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const { buffer, bytesRead } = await file
      .read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, position)
      .catch(throwUnavailable)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/**
 * Errors of the operating system pass by themselves or are repaired by the operator, so clients are
 * told to try again later.
 */
function throwUnavailable(error: unknown): never {
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (NO_ROOM.includes(code)) throw new StorageFull(error)
  throw syscall === undefined ? error : new DatabaseUnavailable(error)
}

async function writeToFile(
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

function tooManyUploads(): Problem {
  return new Problem('unavailable', `${LIMITS.uploadsMax} uploads are in progress already.`, {
    headers: { 'retry-after': RETRY_AFTER_SECONDS },
    reason: 'upload_limit'
  })
}
