// Cuts UTF-8 into whole lines, some at a time, and counts them. Refuses whatever would make a
// reader hold more than one chunk or misread a text: endless lines, other encodings, single
// carriage returns.
import { isUtf8 } from 'node:buffer'
import { DataError } from './data-error.ts'
import { explainEncoding } from './encodings.ts'
import { Unreadable } from './unreadable.ts'

/**
 * The longest line of a data file. A row is shorter, even if all its cells have their full length.
 */
export const LINE_BYTES_MAX = 256 * 1024
const SHOWN_BYTES = 100
const [NEWLINE, RETURN] = [0x0a, 0x0d]
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])
/** UTF-32 little-endian begins like UTF-16, so it comes first. */
const OTHER_MARKS: [name: string, mark: number[]][] = [
  ['UTF-32', [0xff, 0xfe, 0, 0]],
  ['UTF-32', [0, 0, 0xfe, 0xff]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]]
]

/**
 * Lines with their line ends; the last line of a file may have none. `line` is the number of the
 * first one.
 */
export type Lines = { line: number; bytes: Buffer }

/**
 * Cuts bytes at line ends. Throws a {@link DataError} with the line if the bytes cannot be read
 * further.
 */
export async function* readLines(
  file: string,
  chunks: AsyncIterable<Buffer>
): AsyncGenerator<Lines> {
  let line = 1
  let held: Buffer[] = []
  let heldBytes = 0
  try {
    for await (const chunk of chunks) {
      const end = chunk.lastIndexOf(NEWLINE) + 1
      if (end > 0) {
        const bytes = Buffer.concat([...held, chunk.subarray(0, end)])
        yield { line, bytes: validateBytes(file, line, bytes) }
        line += countLines(bytes)
        held = []
        heldBytes = 0
      }
      held.push(chunk.subarray(end))
      heldBytes += chunk.length - end
      if (heldBytes > LINE_BYTES_MAX) validateBytes(file, line, Buffer.concat(held))
    }
  } catch (error) {
    throw error instanceof Unreadable ? badLine(file, line, '', error.message) : error
  }
  if (heldBytes > 0) yield { line, bytes: validateBytes(file, line, Buffer.concat(held)) }
}

function validateBytes(file: string, line: number, bytes: Buffer): Buffer {
  if (line === 1) {
    const encoding = otherEncoding(bytes)
    const advice = encoding === 'UTF-16' ? ', or send encoding=utf-16le if it comes from Excel' : ''
    if (encoding)
      throw badLine(file, 1, '', `UTF-8, not ${encoding}: save the file again as UTF-8${advice}`)
  }
  let number = line
  for (const one of linesOf(bytes)) {
    if (one.length > LINE_BYTES_MAX)
      throw badLine(
        file,
        number,
        one.toString('latin1', 0, SHOWN_BYTES),
        `at most ${LINE_BYTES_MAX} bytes a line`
      )
    number += 1
  }
  if (!isUtf8(bytes)) throw notUtf8(file, line, bytes)
  refuseLoneReturns(file, line, bytes)
  return line === 1 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes
}

/**
 * Another encoding, recognised by its byte order mark or by the zero bytes that UTF-16 and UTF-32
 * have beside Latin letters.
 */
function otherEncoding(bytes: Buffer): string | undefined {
  const marked = OTHER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))
  if (marked) return marked[0]
  const zeros = [0, 1, 2, 3].map((index) => bytes[index] === 0)
  if (zeros.filter(Boolean).length === 3) return 'UTF-32'
  return zeros.join() === 'true,false,true,false' || zeros.join() === 'false,true,false,true'
    ? 'UTF-16'
    : undefined
}

function notUtf8(file: string, first: number, bytes: Buffer): DataError {
  const lines = [...linesOf(bytes)]
  const others = lines.filter((one) => !isUtf8(one))
  const [shown = bytes] = others
  const { value, expected } = explainEncoding(shown, Buffer.concat(others))
  return badLine(file, first + lines.indexOf(shown), value, expected)
}

/**
 * Refuses single carriage returns, because only some programs read them as line ends. Every program
 * ends a line at LF and at CRLF.
 */
function refuseLoneReturns(file: string, first: number, bytes: Buffer): void {
  for (let at = bytes.indexOf(RETURN); at >= 0; at = bytes.indexOf(RETURN, at + 1)) {
    if (bytes[at + 1] === NEWLINE) continue
    throw badLine(
      file,
      first + countLines(bytes.subarray(0, at)),
      '',
      'lines that end with LF or CRLF, not with CR alone'
    )
  }
}

function badLine(file: string, line: number, value: string, expected: string): DataError {
  return new DataError([{ file, line, column: '(row)', value, expected }])
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start) + 1 || bytes.length
    yield bytes.subarray(start, end)
    start = end
  }
}

function countLines(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1
  return lines
}
