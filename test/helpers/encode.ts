/** A text in an encoding of one byte a character; undefined if the encoding lacks a character. */
export function encodeIn(encoding: string, text: string): Buffer | undefined {
  const decoder = new TextDecoder(encoding)
  const bytes = Array.from({ length: 256 }, (_, byte) => byte)
  const byCharacter = new Map(bytes.map((byte) => [decoder.decode(Buffer.from([byte])), byte]))
  const found = [...text].map((one) => byCharacter.get(one))
  return found.some((one) => one === undefined)
    ? undefined
    : Buffer.from(found.filter((one) => one !== undefined))
}

/** The same, for texts that the encoding has. */
export function encodeAll(encoding: string, text: string): Buffer {
  const bytes = encodeIn(encoding, text)
  if (!bytes) throw new Error(`${encoding} lacks a character of ${text}`)
  return bytes
}
