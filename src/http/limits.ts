// The limits of all requests. docs/reading.md publishes them.
export const LIMITS = {
  pageRows: 100,
  pageRowsMax: 1_000,
  urlCharactersMax: 4_096,
  listValuesMax: 50,
  /**
   * The most rows that `total=true` counts. Of a million claims, counting those with a period from
   * 2020 on takes two seconds, in which SQLite answers nothing else.
   */
  countedRowsMax: 100_000,
  idCharactersMax: 100,
  numberCharactersMax: 50,
  /** The JSON body of a single change. */
  bodyBytesMax: 64 * 1024,
  requestTimeoutMs: 10_000,
  /**
   * The most time that one part of the service takes to start, on a machine that has much to do.
   */
  startTimeoutMs: 120_000,
  /** An upload may be slow, but it must not stop, and its total time is limited. */
  uploadBytesMax: 64 * 1024 * 1024,
  uploadIdleMs: 20_000,
  uploadTimeoutMs: 600_000,
  uploadsMax: 4,
  /** So many requests wait for a reading thread. The last of more would wait for seconds. */
  readsWaitingMax: 32,
  headersTimeoutMs: 5_000,
  /** The time that a client has to read why its request was cut. */
  lingerMs: 5_000,
  /** The most time without any data on a connection, for instance if a client stops reading. */
  idleConnectionMs: 30_000,
  /** The most time that a reader of a stream may take nothing, and may take for one piece of it. */
  stalledReaderMs: 10_000,
  pieceTakenMs: 60_000,
  connectionsMax: 10_000,
  /** The longest time that a request waits for its turn. */
  queueMsMax: 1_000,
  /** The most requests that wait for their turn. */
  queuedMax: 2_000,
  closeTimeoutMs: 10_000,
  /** Answers that are kept in memory to be given again. */
  readyAnswersBytesMax: 64 * 1024 * 1024,
  /** The time to wait before a retry, if nothing better is known. */
  retryAfterSeconds: 5
} as const

/** Counts and revisions are held as 32-bit numbers. */
export const COUNT_MAX = 2 ** 31

/** How much of a client's text a problem repeats. */
export const SHOWN = {
  valueCharacters: 40,
  /** For names, media types and values of a body: correct ones can be longer than 40 characters. */
  nameCharacters: 100,
  unknownNames: 20
} as const

/** Compressing shorter answers would not pay. */
export const COMPRESSED_BYTES_MIN = 1_024

/**
 * The headers of answers that scripts of web pages on other sites may read: all of them. Browsers
 * take the star because no answer allows credentials.
 */
export const EXPOSED_HEADERS = '*'
