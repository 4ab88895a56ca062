// What a key looks like, and how one is compared with what the database keeps of it.
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { KEY_SCOPES } from '../vocabularies.ts'

export type KeyScope = (typeof KEY_SCOPES)[number]
/**
 * A key as its parts: `id` finds the row and may be shown, `secret` is known to its holder alone.
 */
export type KeyParts = { id: string; secret: string }

const ID_BYTES = 8
const SECRET_BYTES = 32
const HASH_BYTES = 32
// Hexadecimal: a double click takes all of it, and scanners for leaked secrets find it by an exact
// pattern.
const KEY = /^corridor_([0-9a-f]{16})_([0-9a-f]{64})$/
/** Also what was mistyped. The id stays: it tells which key to revoke. */
const KEYS_IN_TEXT = /(corridor(?:_|%5f)[0-9a-f]{12,20}(?:_|%5f))[0-9a-z]{8,}/gi
/**
 * A secret in an address, any character of which may be percent-encoded, more than once and
 * whatever stands before it.
 */
const SECRETS_IN_TEXT = /(?<!%[0-9a-f]?)(?:[0-9a-f]|%(?:25)*(?:3\d|[46][1-6])){60,}/gi
/** Nobody has its secret. */
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

/** The parts of a key, null where the text is none. */
export function readKey(text: string): KeyParts | null {
  const [, id, secret] = KEY.exec(text) ?? []
  return id && secret ? { id, secret } : null
}

/**
 * What is kept of a secret. One round of SHA-256 is enough: slow hashes make guessing passwords
 * dear, while 256 random bits cannot be guessed at any speed, and each request would pay for the
 * slowness.
 */
export function hashOf(secret: string): string {
  return hash('sha256', secret, 'hex')
}

/**
 * Compares in constant time, with a hash that nothing has where there is none: an unknown id takes
 * as long as a wrong secret.
 */
export function isSecretOf(kept: string | undefined, secret: string): boolean {
  const known = Buffer.from(kept ?? '', 'hex')
  const isHash = known.length === HASH_BYTES
  return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), isHash ? known : NO_HASH) && isHash
}

/** A text without the secrets of the keys in it, for logs. */
export function withoutKeys(text: string): string {
  return text.replace(KEYS_IN_TEXT, '$1…').replace(SECRETS_IN_TEXT, '…')
}

/** Whether a key that may do one thing may do another: whoever may administer may import. */
export function includesScope(held: KeyScope, needed: KeyScope): boolean {
  return held === needed || held === 'admin'
}
