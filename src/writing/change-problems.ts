// Why a change is refused, as problem documents.
import { Problem, type ProblemError } from '../http/problems.ts'
import { ChangeError } from '../imports/change-error.ts'
import { DataError } from '../imports/data-error.ts'
import { type Field, pointerTo } from './fields.ts'

/** Runs a change; what the data or the rules refuse becomes a problem with the body. */
export async function refusing<T>(fields: readonly Field[], change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (error instanceof DataError) throw invalidBody(error, fields)
    if (error instanceof ChangeError) throw inUse(error)
    throw error
  }
}

/** The same for a file: errors name line and column. `record` is told before the problem is thrown. */
export async function refusingFile<T>(change: () => Promise<T>, record: (error: DataError) => Promise<void> = async () => {}): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    await record(error)
    const errors = error.cells.map(({ line, column, value, expected }) => ({
      pointer: `/body/${line}/${column}`,
      message: `Line ${line}, column ${column}: expected ${expected}, found ${JSON.stringify(value)}.`,
      allowed: [expected]
    }))
    throw bodyProblem(errors, error.count)
  }
}

/** A body that says something which cannot be. */
export function bodyProblem(errors: ProblemError[], total = errors.length): Problem {
  const [first] = errors
  const more = total > 1 ? ` (and ${total - 1} more)` : ''
  return new Problem('invalid_body', `${first?.pointer}: ${first?.message}${more}`, { errors })
}

function invalidBody({ cells, count }: DataError, fields: readonly Field[]): Problem {
  const errors = cells.map(({ column, value, expected }) => ({
    pointer: pointerTo(column, fields),
    message: `Expected ${expected}, found ${JSON.stringify(value)}.`,
    allowed: [expected]
  }))
  return bodyProblem(errors, count)
}

function inUse({ message, refused }: ChangeError): Problem {
  const errors = refused.flatMap(({ by }) =>
    by.map(({ type, id }) => ({
      pointer: '/path/id',
      message: `${type} ${id} refers to it.`,
      allowed: [`after ${type} ${id} is withdrawn`]
    }))
  )
  return new Problem('in_use', message, { errors })
}
