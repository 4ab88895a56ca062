// What the service and its reading threads tell each other. Each question has a number.
import type { Answer, Question } from '../../http/apart.ts'
import type { ProblemCode, ProblemError } from '../../http/problems.ts'
import type { RefusalReason } from '../../telemetry/telemetry.ts'

/** What a thread opens. */
export type Orders = { databaseUrl: string; replicaUrls: readonly string[] }

/** To a thread: a question, a wish for the next piece of its answer, or that nobody wants more. */
export type ToThread = { id: number } & (
  | { kind: 'ask'; question: Question }
  | { kind: 'more' }
  | { kind: 'stop' }
)

/** What a thread needs as little as possible to send: bytes, which change their owner. */
export type Bytes = Uint8Array<ArrayBuffer>

/**
 * From a thread: the answer, whose body comes piece by piece if it is null, then the pieces and the
 * end; or why there is no answer, or no further piece.
 */
export type FromThread = { id: number } & (
  | ({ kind: 'answer'; body: Bytes | null } & Omit<Answer, 'body'>)
  | { kind: 'piece'; bytes: Bytes }
  | { kind: 'end' }
  | { kind: 'failure'; failure: Failure }
)

/** From a thread: it has loaded its code and opened the database. */
export type Ready = { kind: 'ready' }

/** An error as plain data: errors that cross to another thread lose their class. */
export type Failure =
  | {
      name: 'problem'
      code: ProblemCode
      message: string
      errors: ProblemError[]
      headers: Record<string, string>
      works: string | null
      reason: RefusalReason | undefined
    }
  | { name: 'unavailable' | 'other'; message: string; stack: string | undefined }
