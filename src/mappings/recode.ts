// Gives the bytes of a file as UTF-8. The mapping knows which encodings an upstream writes.
import { isUtf8 } from 'node:buffer'
import type { FileDialect } from '../files/dialect.ts'
import { recodeBytes } from '../files/encodings.ts'
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

/** Whole lines that are no UTF-8 are read as Windows-1252: an accent alone is never UTF-8. */
async function* recodeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const latin = new TextDecoder('windows-1252')
  const recode = (bytes: Buffer) => (isUtf8(bytes) ? bytes : Buffer.from(latin.decode(bytes)))
  let held: Buffer[] = []
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (end === 0) {
      held.push(chunk)
      continue
    }
    yield recode(Buffer.concat([...held, chunk.subarray(0, end)]))
    held = [chunk.subarray(end)]
  }
  const rest = Buffer.concat(held)
  if (rest.length > 0) yield recode(rest)
}
