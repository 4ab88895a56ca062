// The limits every request lives with. docs/reading.md publishes them.
export const LIMITS = {
  pageRows: 100,
  pageRowsMax: 1_000,
  urlCharactersMax: 4_096,
  listValuesMax: 50,
  idCharactersMax: 100,
  bodyBytesMax: 1024 * 1024,
  requestTimeoutMs: 10_000,
  /** An upload may be slow, but not stand still, and not go on for ever. */
  uploadBytesMax: 64 * 1024 * 1024,
  uploadIdleMs: 20_000,
  uploadTimeoutMs: 600_000,
  uploadsMax: 4,
  headersTimeoutMs: 5_000,
  keepAliveTimeoutMs: 5_000,
  /** A connection on which nothing moves, such as a client that stops reading. */
  idleConnectionMs: 30_000,
  connectionsMax: 10_000,
  closeTimeoutMs: 10_000,
  /** When to ask again where nothing better is known. */
  retryAfterSeconds: 5
} as const

/** Counts and revisions are held as 32-bit numbers. */
export const COUNT_MAX = 2 ** 31

/** How much of what a client sent a problem shows again. */
export const SHOWN = {
  valueCharacters: 40,
  /** Names, media types and values of a body, which may be longer and still be right. */
  nameCharacters: 100,
  unknownNames: 20
} as const

/** Answers shorter than this are not worth compressing. */
export const COMPRESSED_BYTES_MIN = 1_024

/** Headers that web pages may read. */
export const EXPOSED_HEADERS = ['ETag', 'Link', 'Retry-After', 'X-Request-Id']
