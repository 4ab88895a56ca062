// Says which encodings bytes may have that are not UTF-8, and reads those that the sender names.
// The bytes alone decide nothing: what is not UTF-8 is read only if the sender says how.
import { isUtf8 } from 'node:buffer'
import { type Guess, guessEncodings } from './guess-encoding.ts'
import { Unreadable } from './unreadable.ts'

const SHOWN_CHARACTERS = 60
/** So many characters before the first one beyond ASCII are shown. */
const SHOWN_BEFORE = 20
/** So many whole characters of UTF-8 for each broken one say that a text is UTF-8. */
const WHOLE_FOR_BROKEN = 3
const LABELS = 'a label of the WHATWG Encoding Standard'

/**
 * What was expected of a line that is not UTF-8, and the line as it was probably meant. All lines
 * of a file that are not UTF-8 tell more than the one that is shown.
 */
export function explainEncoding(
  line: Buffer,
  lines: Buffer = line
): { value: string; expected: string } {
  if (isBrokenUtf8(lines)) {
    const value = readFrom(line, 'utf-8')
    return { value, expected: 'whole characters of UTF-8; one of this line is broken' }
  }
  const readings = readingsOf(line, guessEncodings(lines))
  const [first] = readings
  if (!first) {
    const expected = `UTF-8; the encoding of this line is unknown: ${adviseEncoding(LABELS)}`
    return { value: '', expected }
  }
  const { names, labels, text } = first
  if (readings.length > 1) {
    const perhaps = readings
      .map((one) => `${one.names} (${JSON.stringify(one.text)})`)
      .join('; or ')
    const all = readings.map((one) => one.labels).join(', ')
    const expected =
      'UTF-8; the encoding of this line is unknown. Perhaps it is ' +
      `${perhaps}. Save the file as UTF-8, or ${adviseLabel(`the right one of ${all}`)}`
    return { value: '', expected }
  }
  return { value: text, expected: `UTF-8; this line reads as ${names}: ${adviseEncoding(labels)}` }
}

function adviseEncoding(labels: string): string {
  return `save the file as UTF-8, or ${adviseLabel(labels)}`
}

function adviseLabel(labels: string): string {
  return labels.includes(' ')
    ? `send encoding= with an upload, or --encoding to the command, with ${labels}`
    : `send encoding=${labels} with an upload, or --encoding ${labels} to the command`
}

/** The encodings in which a line reads the same. */
type Reading = { names: string; labels: string; text: string }

function readingsOf(line: Buffer, guesses: readonly Guess[]): Reading[] {
  const texts = new Map<string, Guess[]>()
  for (const guess of guesses) {
    const text = readFrom(line, guess.encoding)
    texts.set(text, [...(texts.get(text) ?? []), guess])
  }
  return [...texts].map(([text, found]) => ({
    text,
    names: found.map(({ name }) => name).join(' or '),
    labels: found.map(({ encoding }) => encoding).join(' or ')
  }))
}

/** The part of a line around its first character beyond ASCII. */
function readFrom(line: Buffer, encoding: string): string {
  const start = Math.max(0, line.findIndex((byte) => byte > 0x7f) - SHOWN_BEFORE)
  const text = new TextDecoder(encoding).decode(line.subarray(start)).trim()
  return (start > 0 ? '…' : '') + text.slice(0, SHOWN_CHARACTERS)
}

/** UTF-8 in which some characters were cut, and not another encoding. */
function isBrokenUtf8(bytes: Buffer): boolean {
  const characters = [...new TextDecoder().decode(bytes)].filter((one) => one > '\x7f')
  const broken = characters.filter((one) => one === '\ufffd').length
  return characters.length - broken >= WHOLE_FOR_BROKEN * broken
}

/** The bytes as UTF-8. Refuses a file that is UTF-8 although another encoding was named. */
export async function* recodeBytes(
  chunks: AsyncIterable<Buffer>,
  encoding = 'utf-8'
): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield* chunks
    return
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true, fatal: true })
  let isChecked = encoding.startsWith('utf-16')
  for await (const chunk of chunks) {
    const whole = isChecked ? undefined : wholeCharacters(chunk)
    if (whole?.some((byte) => byte > 0x7f)) {
      isChecked = true
      if (isUtf8(whole))
        throw new Unreadable(`${encoding}, as encoding= says; this is UTF-8: leave encoding out`)
    }
    yield Buffer.from(decodeBytes(decoder, chunk))
  }
  yield Buffer.from(decodeBytes(decoder))
}

/** The text of a chunk; without one, the rest. Refuses bytes that the encoding does not have. */
function decodeBytes(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined })
  } catch {
    const { encoding } = decoder
    throw new Unreadable(`${encoding}, as encoding= says; these bytes mean nothing in it`)
  }
}

/**
 * A chunk without what follows its last plain character, because that may go on in the next one.
 */
function wholeCharacters(chunk: Buffer): Buffer {
  const last = chunk.findLastIndex((byte) => byte < 0x80)
  return chunk.subarray(0, last + 1)
}
