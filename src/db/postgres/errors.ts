// Tells which failures of PostgreSQL pass by themselves. A lost connection needs no code: it cannot
// even roll back.
import { DatabaseUnavailable } from '../store.ts'

/** A lock was not to be had in time. */
const LOCKED = '55P03'
const TEMPORARY = [
  '08', // connection exceptions
  '40001', // a replica had to cancel the query
  '53', // out of connections, memory or disk
  LOCKED,
  '57014', // statement_timeout
  '57P0', // shutting down, crashed, starting up
  '25P03' // idle_in_transaction_session_timeout
]

// The message of the driver, without a code, if a server was silent for longer than its own limit:
// the server or the network is frozen.
const SILENT = 'Query read timeout'
const TIMED_OUT = '57014'
// Unknown tables and columns, missing rights.
const NOT_AS_EXPECTED = '42'

/** Whether the same request may succeed a little later. Drizzle wraps the errors of pg. */
export function isTemporary(error: unknown): boolean {
  const cause = causeOf(error)
  return (
    isUnavailable(error) ||
    TEMPORARY.some((prefix) => codeOf(error).startsWith(prefix)) ||
    (cause instanceof Error && cause.message === SILENT)
  )
}

/** Whether others held a lock for longer than a transaction could wait. */
export function isLocked(error: unknown): boolean {
  return codeOf(error) === LOCKED
}

/**
 * Whether another server may answer what this replica could not: this one is unreachable, had to
 * cancel the query, or lacks the last migration. A statement that took too long here would take too
 * long there as well.
 */
export function isOfOneServer(error: unknown): boolean {
  const code = codeOf(error)
  return (
    code.startsWith(NOT_AS_EXPECTED) || (error instanceof DatabaseUnavailable && code !== TIMED_OUT)
  )
}

/**
 * The reason of an error in one line. If all addresses of a host fail, the error has no message of
 * its own.
 */
export function reasonOf(error: unknown): string {
  const cause = causeOf(error)
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ')
  return cause instanceof Error ? cause.message : String(cause)
}

/** Whether the error, or one that it wraps, tells that a connection was lost or not to be had. */
function isUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true
  return error instanceof Error && error.cause !== undefined && isUnavailable(error.cause)
}

export function codeOf(error: unknown): string {
  const { code } = (causeOf(error) ?? {}) as { code?: string }
  return code ?? ''
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : error
}
