// Which failures of PostgreSQL pass by themselves. A connection that is lost needs no code to tell:
// it cannot even roll back.
import { DatabaseUnavailable } from '../store.ts'

const TEMPORARY = [
  '08', // connection exceptions
  '40001', // a replica had to cancel the query
  '53', // out of connections, memory or disk
  '55P03', // a lock was not to be had in time
  '57014', // statement_timeout
  '57P0', // shutting down, crashed, starting up
  '25P03' // idle_in_transaction_session_timeout
]

// What the driver says, without a code, where a server has been silent for longer than its own
// limit: it is frozen, or the way to it is.
const SILENT = 'Query read timeout'
const TIMED_OUT = '57014'
// Unknown tables and columns, missing rights.
const NOT_AS_EXPECTED = '42'

/** Whether the same request may well succeed a little later. Drizzle wraps what pg throws. */
export function isTemporary(error: unknown): boolean {
  const cause = causeOf(error)
  return (
    TEMPORARY.some((prefix) => codeOf(error).startsWith(prefix)) ||
    (cause instanceof Error && cause.message === SILENT)
  )
}

/**
 * Whether another server may well answer what this replica could not: it is out of reach, had to
 * cancel the query, or has not got to the last migration yet. A statement that took too long here
 * would take too long there.
 */
export function isOfOneServer(error: unknown): boolean {
  const code = codeOf(error)
  return (
    code.startsWith(NOT_AS_EXPECTED) || (error instanceof DatabaseUnavailable && code !== TIMED_OUT)
  )
}

/**
 * What went wrong in one line. Several addresses of one host fail as an error without a message.
 */
export function reasonOf(error: unknown): string {
  const cause = causeOf(error)
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ')
  return cause instanceof Error ? cause.message : String(cause)
}

function codeOf(error: unknown): string {
  const { code } = (causeOf(error) ?? {}) as { code?: string }
  return code ?? ''
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : error
}
