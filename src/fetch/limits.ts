// The bounds of what a fetch takes from an upstream, so that one that lies or stalls costs little.

export type FetchLimits = {
  /** How long an upstream may send nothing. */
  silenceMs: number
  /** How long one question may take, with all its pages, attempts and pauses. */
  totalMs: number
  /** How often one page is asked for. */
  attempts: number
  /** The first pause before asking again; each further one is twice as long, up to the longest. */
  pauseMs: number
  longestPauseMs: number
  /** The size of one page after decompression, and of all pages of a question. */
  pageBytes: number
  allBytes: number
  pages: number
  redirects: number
  /** How old the pages of an unfinished fetch may be, to be taken without asking. */
  resumableMs: number
  /** The same for pages that do not say which whole they belong to, and so could be of two. */
  unprovenMs: number
}

const MIB = 1024 * 1024

/** The bounds that no setting changes, with the defaults of the others. */
export const LIMITS: FetchLimits = {
  silenceMs: 30_000,
  totalMs: 600_000,
  attempts: 5,
  pauseMs: 1_000,
  longestPauseMs: 60_000,
  pageBytes: 64 * MIB,
  allBytes: 256 * MIB,
  pages: 500,
  redirects: 3,
  resumableMs: 86_400_000,
  unprovenMs: 3_600_000
}
