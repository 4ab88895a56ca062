// The form of a key, and how a key is compared with what the database stores of it.
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { KEY_SCOPES } from '../vocabularies.ts'

export type KeyScope = (typeof KEY_SCOPES)[number]
/** The parts of a key: `id` finds the row and may be shown; only the holder knows `secret`. */
export type KeyParts = { id: string; secret: string }

const ID_BYTES = 8
const SECRET_BYTES = 32
const HASH_BYTES = 32
// Hexadecimal, because a double click selects all of it, and scanners for leaked secrets find it by
// an exact pattern.
const KEY = /^corridor_([0-9a-f]{16})_([0-9a-f]{64})$/
/** Matches mistyped keys too. The id stays in the text: it tells which key to revoke. */
const KEYS_IN_TEXT = /(corridor(?:_|%5f)[0-9a-f]{12,20}(?:_|%5f))[0-9a-z]{8,}/gi
/**
 * A secret in an address. Any of its characters may be percent-encoded, even several times, and any
 * text may come before it.
 */
const SECRETS_IN_TEXT = /(?<!%[0-9a-f]?)(?:[0-9a-f]|%(?:25)*(?:3\d|[46][1-6])){60,}/gi
/** What every match of the two has in it. Most texts do not, and this is found out faster. */
const IN_KEYS = /[0-9a-fA-F%]{12}/
/** A hash of no secret. */
const NO_HASH = randomBytes(HASH_BYTES)

/** A new key, of 256 random bits. */
export function makeKey(): KeyParts {
  return {
    id: randomBytes(ID_BYTES).toString('hex'),
    secret: randomBytes(SECRET_BYTES).toString('hex')
  }
}

/** The key as its holder sends it. */
export function keyText({ id, secret }: KeyParts): string {
  return `corridor_${id}_${secret}`
}

/** The parts of a key; null if the text is not a key. */
export function readKey(text: string): KeyParts | null {
  const [, id, secret] = KEY.exec(text) ?? []
  return id && secret ? { id, secret } : null
}

/**
 * The hash of a secret, which the database stores. One round of SHA-256 is enough: slow hashes make
 * passwords expensive to guess, but 256 random bits cannot be guessed at any speed, and every
 * request would pay for the slowness.
 */
export function hashOf(secret: string): string {
  return hash('sha256', secret, 'hex')
}

/**
 * Compares in constant time. Without a stored hash it compares with a hash of no secret, so that an
 * unknown id takes as long as a wrong secret.
 */
export function isSecretOf(kept: string | undefined, secret: string): boolean {
  const known = Buffer.from(kept ?? '', 'hex')
  const isHash = known.length === HASH_BYTES
  return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), isHash ? known : NO_HASH) && isHash
}

/** A text without the secrets of the keys in it, for logs. */
export function withoutKeys(text: string): string {
  if (!IN_KEYS.test(text)) return text
  return text.replace(KEYS_IN_TEXT, '$1…').replace(SECRETS_IN_TEXT, '…')
}

/** Whether the scope of a key is enough: `admin` includes `import`. */
export function includesScope(held: KeyScope, needed: KeyScope): boolean {
  return held === needed || held === 'admin'
}
