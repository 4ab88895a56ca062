// Tells encodings apart that are not UTF-8, for errors, and reads those that the sender names. The
// bytes alone decide nothing: what is not UTF-8 is read only if the sender says how.
import { isUtf8 } from 'node:buffer'
import type { FileDialect } from './dialect.ts'
import { Unreadable } from './unreadable.ts'

type Encoding = NonNullable<FileDialect['encoding']>

const SHOWN_CHARACTERS = 100
const SAVE = 'save the file as UTF-8, or'
/** So many letters of one encoding against those of the other are clear. */
const CLEAR = { letters: 3, times: 4 }

/** What was expected of a line that is not UTF-8, and the line as it was probably meant. */
export function explainEncoding(line: Buffer): { value: string; expected: string } {
  const read = (encoding: Encoding) =>
    new TextDecoder(encoding).decode(line).trim().slice(0, SHOWN_CHARACTERS)
  const advise = (encoding: Encoding) =>
    `send encoding=${encoding} with an upload, or --encoding ${encoding} to the command`
  const [cyrillic, latin] = [read('windows-1251'), read('windows-1252')]
  const found = guessEncoding(line)
  if (found) {
    const name = found === 'windows-1251' ? 'Windows-1251' : 'Windows-1252 (Latin-1)'
    const expected = `UTF-8; this line reads as ${name}: ${SAVE} ${advise(found)}`
    return { value: found === 'windows-1251' ? cyrillic : latin, expected }
  }
  const both =
    `as Windows-1251 it reads ${JSON.stringify(cyrillic)}, as Windows-1252 (Latin-1) ` +
    JSON.stringify(latin)
  const expected = `UTF-8; ${both}: ${SAVE} ${advise('windows-1251')} or windows-1252`
  return { value: '', expected }
}

/**
 * Windows-1251 has whole words of high bytes, small letters after capitals. In Windows-1252 a
 * letter with an accent stands among plain ones. Undefined if the line is neither clearly.
 */
function guessEncoding(line: Buffer): 'windows-1251' | 'windows-1252' | undefined {
  let [inWords, alone] = [0, 0]
  for (const [index, byte] of line.entries()) {
    if (byte < 0xc0) continue
    const [before = 0, after = 0] = [line[index - 1], line[index + 1]]
    // A capital within a word: no Cyrillic text has them, Arabic encodings and KOI8 do.
    if (before >= 0xe0 && byte < 0xe0) return undefined
    if (before >= 0xc0 || after >= 0xc0) inWords += 1
    else if (isPlainLetter(before) || isPlainLetter(after)) alone += 1
  }
  if (inWords >= CLEAR.letters && inWords >= CLEAR.times * alone) return 'windows-1251'
  return alone > 0 && alone >= CLEAR.times * inWords ? 'windows-1252' : undefined
}

/** The bytes as UTF-8. Refuses a file that is UTF-8 although another encoding was named. */
export async function* recodeBytes(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding = 'utf-8'
): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield* chunks
    return
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  let isChecked = encoding === 'utf-16le'
  for await (const chunk of chunks) {
    const whole = isChecked ? undefined : wholeCharacters(chunk)
    if (whole?.some((byte) => byte > 0x7f)) {
      isChecked = true
      if (isUtf8(whole))
        throw new Unreadable(`${encoding}, as encoding= says; this is UTF-8: leave encoding out`)
    }
    yield Buffer.from(decoder.decode(chunk, { stream: true }))
  }
  yield Buffer.from(decoder.decode())
}

/**
 * A chunk without what follows its last plain character, because that may go on in the next one.
 */
function wholeCharacters(chunk: Buffer): Buffer {
  const last = chunk.findLastIndex((byte) => byte < 0x80)
  return chunk.subarray(0, last + 1)
}

function isPlainLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
}
