// Compresses a finished answer whole, so that its length is known and the bytes can be kept.
// Streams and answers that are not kept are compressed by the plugin in load.ts.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import Negotiator from 'negotiator'
import { COMPRESSED_BYTES_MIN } from '../limits.ts'

/** The encodings of this service, best first. */
const ENCODINGS = ['br', 'gzip', 'identity'] as const
export type Encoding = (typeof ENCODINGS)[number]

// Level 4 takes about as long as gzip, and the default of 11 fifty times as long.
const BROTLI = {
  params: {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: 4
  }
}

type Done = (error: Error | null, bytes: Buffer) => void
const compressors = {
  br: promisify((bytes: Buffer, done: Done) => brotliCompress(bytes, BROTLI, done)),
  gzip: promisify((bytes: Buffer, done: Done) => gzip(bytes, done)),
  identity: async (bytes: Buffer) => bytes
}

/** The best encoding that an Accept-Encoding header allows (RFC 9110 §12.5.3). */
export function chooseEncoding(header: string | undefined): Encoding {
  if (header === undefined) return 'identity'
  const negotiator = new Negotiator({ headers: { 'accept-encoding': header } })
  const accepted = negotiator.encodings([...ENCODINGS])
  return ENCODINGS.find((one) => accepted.includes(one)) ?? 'identity'
}

/** The bytes of an answer, and the encoding that they have: short answers stay as they are. */
export async function encodeBody(
  answer: string | Buffer,
  wanted: Encoding
): Promise<{ body: Buffer; encoding: Encoding }> {
  const bytes = typeof answer === 'string' ? Buffer.from(answer) : answer
  const encoding = bytes.length < COMPRESSED_BYTES_MIN ? 'identity' : wanted
  return { body: await compressors[encoding](bytes), encoding }
}
