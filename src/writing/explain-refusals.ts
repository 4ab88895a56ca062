// Turns the refusal of a change into a problem document.
import type { Snapshot } from '../db/store.ts'
import { DataError } from '../files/data-error.ts'
import { bodyProblem } from '../http/body-errors.ts'
import { type Field, pointerTo } from '../http/fields.ts'
import { Problem, type ProblemError } from '../http/problems.ts'
import { nearIds } from '../identifiers/explain-unknown.ts'
import { ChangeError } from '../imports/engine/change-error.ts'
import { PARENTS_FIRST, referencesOf } from '../nouns.ts'

/** The noun that a column names; a column has the same meaning in every file. */
const NAMED = new Map(
  PARENTS_FIRST.flatMap((noun) => referencesOf(noun).map(({ column, to }) => [column, to] as const))
)
/** Suggestions for more ids would cost too much. */
const LOOKED_FOR_MAX = 5

/**
 * Runs a change. If the data or the rules refuse it, throws a problem whose errors point into the
 * body.
 */
export async function explainRefusals<T>(
  snapshot: Snapshot,
  fields: readonly Field[],
  change: () => Promise<T>
): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (error instanceof DataError) throw await invalidBodyProblem(snapshot, error, fields)
    if (error instanceof ChangeError) throw inUseProblem(error)
    throw error
  }
}

async function invalidBodyProblem(
  snapshot: Snapshot,
  { cells, count }: DataError,
  fields: readonly Field[]
): Promise<Problem> {
  const errors: ProblemError[] = []
  for (const { column, value, expected } of cells) {
    const noun =
      /^(the id|ids)( or names?)? of /.test(expected) && errors.length < LOOKED_FOR_MAX
        ? NAMED.get(column)
        : undefined
    const near = noun ? (await nearIds(snapshot, noun, value)).filter((id) => id !== value) : []
    const hint = near.length > 0 ? ` Similar ids: ${near.join(', ')}.` : ''
    errors.push({
      pointer: pointerTo(column, fields),
      message: `Expected ${expected}, found ${JSON.stringify(value)}.${hint}`,
      allowed: near.length > 0 ? near : [expected]
    })
  }
  return bodyProblem(errors, count)
}

function inUseProblem({ message, refused }: ChangeError): Problem {
  const errors = refused.flatMap(({ by }) =>
    by.map(({ type, id }) => ({
      pointer: '/path/id',
      message: `${type} ${id} refers to this.`,
      allowed: [`after ${type} ${id} is withdrawn`]
    }))
  )
  return new Problem('in_use', message, { errors })
}
