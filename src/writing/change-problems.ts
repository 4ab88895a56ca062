// Why a change is refused, as problem documents.
import type { Snapshot } from '../db/store.ts'
import { DataError } from '../files/data-error.ts'
import { bodyProblem } from '../http/body-errors.ts'
import { type Field, pointerTo } from '../http/fields.ts'
import { Problem, type ProblemError } from '../http/problems.ts'
import { nearIds } from '../identifiers/resolve.ts'
import { ChangeError } from '../imports/engine/change-error.ts'
import { PARENTS_FIRST, referencesOf } from '../nouns.ts'

/** What a column names, where it names something; it names the same in every file. */
const NAMED = new Map(
  PARENTS_FIRST.flatMap((noun) => referencesOf(noun).map(({ column, to }) => [column, to] as const))
)
/** Looking for near ids costs more than saying that one is unknown. */
const LOOKED_FOR_MAX = 5

/** Runs a change; what the data or the rules refuse becomes a problem with the body. */
export async function explainRefusals<T>(
  snapshot: Snapshot,
  fields: readonly Field[],
  change: () => Promise<T>
): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (error instanceof DataError) throw await invalidBody(snapshot, error, fields)
    if (error instanceof ChangeError) throw inUse(error)
    throw error
  }
}

async function invalidBody(
  snapshot: Snapshot,
  { cells, count }: DataError,
  fields: readonly Field[]
): Promise<Problem> {
  const errors: ProblemError[] = []
  for (const { column, value, expected } of cells) {
    const noun =
      /^(the id|ids) of /.test(expected) && errors.length < LOOKED_FOR_MAX
        ? NAMED.get(column)
        : undefined
    const near = noun ? (await nearIds(snapshot, noun, value)).filter((id) => id !== value) : []
    const hint = near.length > 0 ? ` Near ones: ${near.join(', ')}.` : ''
    errors.push({
      pointer: pointerTo(column, fields),
      message: `Expected ${expected}, found ${JSON.stringify(value)}.${hint}`,
      allowed: near.length > 0 ? near : [expected]
    })
  }
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
