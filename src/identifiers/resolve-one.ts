// Refuses lists for parameters that take one id. Other parameters take lists, so people try them.
import type { Snapshot } from '../db/store.ts'
import { type Problem, type ProblemError, parameterProblem } from '../http/problems.ts'
import { listPath } from '../nouns.ts'
import { findIds } from './known-ids.ts'
import type { NamedNoun } from './queries.ts'

/** A parameter that takes one id; `called` is the word for the thing that the id names. */
type Single = {
  noun: NamedNoun
  parameter: string
  called?: string
  /** Stands before the id, as in `rule=source:<id>`. */
  prefix?: string
  /** A sentence about a route that takes several. */
  instead?: string
  /** Whether an id that exists names a thing of the right kind. */
  fits?: (id: string) => Promise<boolean>
}

/** Ids have no commas: a value with one is a list. */
export function isListOfIds(value: string): boolean {
  return value.includes(',')
}

/** The problem of a list for a parameter that takes one id. Its first known id may be tried. */
export async function severalIds(
  snapshot: Snapshot,
  { noun, parameter, called = noun, prefix = '', instead, fits }: Single,
  value: string
): Promise<Problem> {
  const values = value
    .split(',')
    .map((one) => (one.startsWith(prefix) ? one.slice(prefix.length) : one))
    .filter((one) => one !== '')
  const known: string[] = []
  for (const id of (await findIds(snapshot, noun, values)).ids)
    if (!fits || (await fits(id))) known.push(prefix + id)
  const advice = instead === undefined ? '' : ` ${instead}`
  const error: ProblemError = {
    pointer: `/query/${parameter}`,
    message: `This parameter takes one ${called}, and the value is a list.${advice}`,
    allowed: known.length > 0 ? known : [`an id from GET ${listPath(noun)}`],
    meant: known[0] ?? null
  }
  return parameterProblem('invalid_parameter', [error])
}
