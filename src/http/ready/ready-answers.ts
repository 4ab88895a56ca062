// Keeps finished answers in memory, by the question and the encoding. What is kept is bounded by
// bytes. An answer that nobody asks for again is on probation, so a client that asks for ever new
// addresses cannot push out the answers that everybody asks for.
import { LRUCache } from 'lru-cache'

/** An answer as it goes over the wire. Header names and values stand in turn, as Node takes them. */
export type ReadyAnswer = {
  /** What can change the answer, and the revision that it was read from. */
  changesWith: 'data' | 'software'
  revision: number
  /** The pattern of the route that made it, such as `/v1/metrics/:id`. */
  route: string
  etag: string
  headers: readonly string[]
  /** Undefined if only a 304 is known yet. */
  body: Buffer | undefined
  /** The headers of the 304 that takes its place if the client has it already. */
  headersOf304: readonly string[]
}

export type ReadyAnswers = {
  /** The answer to a request with these headers, if it is kept. */
  find: (asked: string) => ReadyAnswer | undefined
  /** Keeps an answer. Requests that mean the same differ in `asked`, but not in `question`. */
  keep: (asked: string, question: string, answer: ReadyAnswer) => void
  /** How many answers are kept, and their size in bytes. */
  size: () => { answers: number; bytes: number }
}

/** The part of the memory that is for answers nobody has asked for again yet. */
const ON_PROBATION = 0.2
/** The part of the memory that one answer may take. */
const ONE_ANSWER = 0.02
/** The ways to ask take about as much memory as one answer in eight. */
const WAYS_TO_ASK = 0.125
/** What an answer takes beside its texts: objects, and the nodes of the lists. */
const OVERHEAD_BYTES = 500

/** Keeps answers in at most `bytesMax` bytes. */
export function readyAnswers(bytesMax: number): ReadyAnswers {
  const answers = (share: number) =>
    new LRUCache<string, ReadyAnswer>({
      maxSize: Math.ceil(bytesMax * share),
      maxEntrySize: Math.ceil(bytesMax * ONE_ANSWER),
      sizeCalculation: (answer, question) => bytesOf(answer) + 2 * question.length
    })
  const onProbation = answers(ON_PROBATION * (1 - WAYS_TO_ASK))
  const wanted = answers((1 - ON_PROBATION) * (1 - WAYS_TO_ASK))
  const questions = new LRUCache<string, string>({
    maxSize: Math.ceil(bytesMax * WAYS_TO_ASK),
    sizeCalculation: (question, asked) => OVERHEAD_BYTES + 2 * (question.length + asked.length)
  })
  const promote = (question: string): ReadyAnswer | undefined => {
    const answer = onProbation.get(question)
    if (!answer) return undefined
    onProbation.delete(question)
    wanted.set(question, answer)
    return answer
  }

  return {
    find(asked) {
      const question = questions.get(asked)
      if (question === undefined) return undefined
      return wanted.get(question) ?? promote(question)
    },
    keep(asked, question, answer) {
      questions.set(asked, question)
      if (wanted.has(question)) wanted.set(question, answer)
      else onProbation.set(question, answer)
    },
    size: () => ({
      answers: wanted.size + onProbation.size,
      bytes: wanted.calculatedSize + onProbation.calculatedSize + questions.calculatedSize
    })
  }
}

function bytesOf({ body, headers, headersOf304 }: ReadyAnswer): number {
  const texts = [...headers, ...headersOf304].reduce((sum, text) => sum + 2 * text.length, 0)
  return (body?.length ?? 0) + texts + OVERHEAD_BYTES
}
