// Gives the bytes of a file as UTF-8. The mapping knows which encodings an upstream writes.
import { isUtf8 } from 'node:buffer'
import type { FileDialect } from '../files/dialect.ts'
import { recodeBytes } from '../files/encodings.ts'
import { LINE_BYTES_MAX } from '../files/lines.ts'
import { peekBytes } from '../files/unpack-bytes.ts'

const UTF16_MARK = Buffer.from([0xff, 0xfe])
const NEWLINE = 0x0a

/** The bytes as UTF-8; `auto` reads UTF-16 by its mark, and what is no UTF-8 as Windows-1252. */
export async function* recodeAuto(
  bytes: AsyncGenerator<Buffer>,
  encoding: NonNullable<FileDialect['encoding']> | 'auto'
): AsyncGenerator<Buffer> {
  if (encoding !== 'auto') return yield* recodeBytes(bytes, encoding)
  const { head, all } = await peekBytes(bytes, UTF16_MARK.length)
  if (head.equals(UTF16_MARK)) yield* recodeBytes(all, 'utf-16le')
  else yield* recodeLines(all)
}

/**
 * Whole lines that are no UTF-8 are read as Windows-1252: an accent alone is never UTF-8. Of a line
 * that is too long for a table, as JSON may have, its parts count as lines.
 */
async function* recodeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const latin = new TextDecoder('windows-1252')
  const recode = (bytes: Buffer) => (isUtf8(bytes) ? bytes : Buffer.from(latin.decode(bytes)))
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE) + 1 || (size > LINE_BYTES_MAX ? endOfText(chunk) : 0)
    if (end > 0) {
      yield recode(Buffer.concat([...held, chunk.subarray(0, end)]))
      held = []
      size = 0
    }
    held.push(chunk.subarray(end))
    size += chunk.length - end
  }
  const rest = Buffer.concat(held)
  if (rest.length > 0) yield recode(rest)
}

/** Where the last plain character ends: what follows may be half a character of UTF-8. */
function endOfText(chunk: Buffer): number {
  return chunk.findLastIndex((byte) => byte < 0x80) + 1 || chunk.length
}

/** The same bytes in pieces of a size that can be looked at as a whole. */
export async function* cutPieces(
  chunks: AsyncIterable<Buffer>,
  size = 64 * 1024
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size)
}
