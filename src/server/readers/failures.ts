// Errors on their way from a reading thread to the service, which answers them as its own.
import { DatabaseUnavailable } from '../../db/store.ts'
import { Problem } from '../../http/problems.ts'
import type { Failure } from './messages.ts'

export function toFailure(error: unknown): Failure {
  if (error instanceof Problem) {
    const { code, message, errors, headers, works, reason } = error
    return { name: 'problem', code, message, errors, headers, works, reason }
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const name = error instanceof DatabaseUnavailable ? 'unavailable' : 'other'
  return { name, message, stack }
}

export function toError(failure: Failure): Error {
  if (failure.name === 'problem') {
    const { code, message, errors, headers, works, reason } = failure
    return new Problem(code, message, { errors, headers, works, reason })
  }
  const error = new Error(failure.message)
  if (failure.stack !== undefined) error.stack = failure.stack
  return failure.name === 'unavailable' ? new DatabaseUnavailable(error) : error
}
