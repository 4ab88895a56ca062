// Keeps finished answers in memory, by the question and the encoding. What is kept is bounded by
// bytes.
import type { Shown } from '../data-shown.ts'
import { keepWanted } from './wanted.ts'

/** An answer as it goes over the wire. */
export type ReadyAnswer = {
  /** What of the data it shows; null if it shows none of them. */
  shown: Shown | null
  /** The pattern of the route that made it, such as `/v1/metrics/:id`. */
  route: string
  etag: string
  /** Its header, but for what Node adds (write-head.ts). */
  lines: string
  /** Undefined if only a 304 is known yet. */
  body: Buffer | undefined
  /** The header of the 304 that takes its place if the client has it already. */
  linesOf304: string
}

export type ReadyAnswers = {
  /** The answer to a request with these headers, if it is kept. */
  find: (asked: string) => ReadyAnswer | undefined
  /** Keeps an answer. Requests that mean the same differ in `asked`, but not in `question`. */
  keep: (asked: string, question: string, answer: ReadyAnswer) => void
  /** How many answers are kept, and their size in bytes. */
  size: () => { answers: number; bytes: number }
}

/** The part of the memory that one answer may take. */
const ONE_ANSWER = 0.02
/** The part of the memory for the ways to ask, which are short texts. */
const WAYS_TO_ASK = 0.125
/** What an answer takes beside its texts: objects, and the nodes of the lists. */
const OVERHEAD_BYTES = 500

/** Keeps answers in at most `bytesMax` bytes. */
export function readyAnswers(bytesMax: number): ReadyAnswers {
  const answers = keepWanted<ReadyAnswer>({
    bytesMax: bytesMax * (1 - WAYS_TO_ASK),
    one: bytesMax * ONE_ANSWER,
    sizeOf: bytesOf
  })
  const questions = keepWanted<string>({
    bytesMax: bytesMax * WAYS_TO_ASK,
    one: bytesMax * ONE_ANSWER,
    sizeOf: (question) => OVERHEAD_BYTES + 2 * question.length
  })
  return {
    find(asked) {
      const question = questions.find(asked)
      return question === undefined ? undefined : answers.find(question)
    },
    keep(asked, question, answer) {
      questions.keep(asked, question)
      // A 304 that the routes made knows no bytes.
      const known = answer.body ? undefined : answers.peek(question)
      if (known?.etag !== answer.etag) answers.keep(question, answer)
    },
    size: () => ({ answers: answers.count(), bytes: answers.bytes() + questions.bytes() })
  }
}

function bytesOf({ body, lines, linesOf304 }: ReadyAnswer): number {
  return (body?.length ?? 0) + 2 * (lines.length + linesOf304.length) + OVERHEAD_BYTES
}
