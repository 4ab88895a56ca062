// What the parts of the service report about their work, so that operators can see inside. It has
// nothing to do with the metrics of the data. Without METRICS_PORT nobody looks, and reporting
// costs nothing.

/** Where the bytes of an answer came from: ready in memory, or made by the service. */
export const ANSWER_ORIGINS = ['memory', 'service'] as const

/** Why a request was refused that may succeed later. */
export const REFUSAL_REASONS = {
  rate_limit: 'too many requests of one client in a minute',
  refused_keys: 'too many unusable keys of one client',
  client_limit: 'too many requests of one client under way',
  stream_limit: 'too many streams, of one client or of all',
  upload_limit: 'too many uploads',
  write_limit: 'a change that waited too long for other changes',
  reading: 'a reading thread that is busy with others, or took too long',
  queue: 'too many requests waiting, or a request that waited too long',
  database: 'a database that does not answer',
  storage: 'a disk that is full',
  other: 'another one'
} as const

/** Why one process took the place of another. */
export const REPLACED = ['ended', 'hung'] as const

/** What became of what a shared cache was told: it says that it took it, or it does not. */
export const PURGE_OUTCOMES = ['taken', 'failed'] as const

/** What is counted elsewhere, and read when somebody looks. */
export const WATCHED = {
  ready_answers: 'Answers that are kept in memory, ready to be sent.',
  ready_answer_bytes: 'Bytes of the answers that are kept in memory.',
  requests_running: 'Requests that are being answered.',
  requests_waiting: 'Requests that wait for their turn.',
  streams_running: 'CSV streams that are being sent.',
  imports_running: 'Uploads that are being received or imported.',
  writes_running: 'Changes that are being made.',
  writes_waiting: 'Changes that wait for other changes.'
} as const

export type AnswerOrigin = (typeof ANSWER_ORIGINS)[number]
export type RefusalReason = keyof typeof REFUSAL_REASONS
export type Replaced = (typeof REPLACED)[number]
export type PurgeOutcome = (typeof PURGE_OUTCOMES)[number]
export type WatchedName = keyof typeof WATCHED

/**
 * One answer. Few routes and methods exist, so they are fit to be labels; ids and clients are not.
 */
export type CountedAnswer = {
  /**
   * The pattern of the route, such as `/v1/metrics/:id`; {@link UNKNOWN_ROUTE} if there is none.
   */
  route: string
  method: string
  status: number
  /** From the first byte of the request to the last byte of the answer. */
  seconds: number
  from: AnswerOrigin
}

/** Receives what the parts of the service report. */
export type Telemetry = {
  countAnswer: (answer: CountedAnswer) => void
  countRefusal: (reason: RefusalReason) => void
  /** Names the function that gives a figure. A later call for the same figure takes its place. */
  watch: (name: WatchedName, read: () => number) => void
}

/**
 * Begins to report the purging of a shared cache. `waiting` gives the seconds since which something
 * waits that could not be purged, or 0. Returns the function that counts each request.
 */
export type ReportPurges = (waiting: () => number) => (outcome: PurgeOutcome) => void

/** The route of requests that no route answers. Their addresses have no end. */
export const UNKNOWN_ROUTE = 'none'

/** Forgets what became of purges. */
export const NO_PURGES: ReportPurges = () => () => {}

/** Receives and forgets. */
export const NO_TELEMETRY: Telemetry = {
  countAnswer() {},
  countRefusal() {},
  watch() {}
}
