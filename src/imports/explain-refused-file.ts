import { DataError, explainStop } from '../files/data-error.ts'
import { describeValues } from '../files/refused-kinds.ts'
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
    const errors = error.cells.map((cell) => ({
      pointer: `/body/${cell.line}/${cell.column}`,
      message:
        `Line ${cell.line}, column ${cell.column}: expected ${cell.expected}, ` +
        `found ${JSON.stringify(cell.value)}.${moreLike(cell)}`,
      allowed: [cell.expected]
    }))
    throw bodyProblem(errors, error.count, error.stop && explainStop(error.stop))
  }
}

function moreLike(cell: DataError['cells'][number]): string {
  const { alike = 0 } = cell
  if (alike === 0) return ''
  const values = describeValues(cell)
  const more = ` ${alike} more cells of this column are refused for the same reason.`
  return values ? `${more} All of them have ${values}.` : more
}
