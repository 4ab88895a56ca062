import { DataError } from '../files/data-error.ts'
import { bodyProblem } from '../http/body-errors.ts'

/**
 * Runs an import. If the file is refused, throws a problem whose errors name line and column.
 * `record` receives the error first.
 */
export async function explainRefusedFile<T>(
  change: () => Promise<T>,
  record: (error: DataError) => Promise<void> = async () => {}
): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    await record(error)
    const errors = error.cells.map(({ line, column, value, expected, alike = 0 }) => ({
      pointer: `/body/${line}/${column}`,
      message:
        `Line ${line}, column ${column}: expected ${expected}, ` +
        `found ${JSON.stringify(value)}.${alike > 0 ? more(alike) : ''}`,
      allowed: [expected]
    }))
    throw bodyProblem(errors, error.count)
  }
}

function more(alike: number): string {
  return ` ${alike} more cells of this column are refused for the same reason.`
}
