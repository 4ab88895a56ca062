// Resolves the values of list parameters to the ids in the data.
import type { Snapshot } from '../db/store.ts'
import { type Problem, type ProblemError, parameterProblem } from '../http/problems.ts'
import { unknownId } from './explain-unknown.ts'
import { findIds, type KnownIds, type UnknownValue } from './known-ids.ts'
import { describeEntities } from './name-queries.ts'
import type { NamedNoun } from './queries.ts'

/** Suggestions for more ids would cost too much. */
const UNKNOWN_SHOWN_MAX = 5

/** Selects what has nothing in place of an id. */
const NONE = 'none'

/** The ids that exist, and a warning about the others in the list. */
export type Resolved = { ids: string[]; warnings: string[] }

/**
 * Resolves the ids of a list parameter. Names unknown ids in a warning if at least one is known.
 * Otherwise throws `unknown_id` with suggestions.
 */
async function resolveList(
  snapshot: Snapshot,
  noun: NamedNoun,
  parameter: string,
  values: readonly string[]
): Promise<Resolved> {
  const found = await findIds(snapshot, noun, values)
  const { ids, unknown } = found
  if (ids.length === 0) throw await unknownIdsProblem(snapshot, noun, parameter, unknown)
  const absent = unknown.length > 0 ? [warn(noun, parameter, found)] : []
  return { ids, warnings: [...absent, ...(await tellUnderstood(snapshot, parameter, found))] }
}

/** Like {@link resolveList}, for a list that may have the word `none`. */
export async function resolveOrNone(
  snapshot: Snapshot,
  noun: NamedNoun,
  parameter: string,
  values: readonly string[] | undefined
): Promise<{ ids: string[] | undefined; isNone: true | undefined; warnings: string[] }> {
  const isNone = values?.includes(NONE) || undefined
  const named = values?.filter((value) => value !== NONE) ?? []
  if (named.length === 0) return { ids: undefined, isNone, warnings: [] }
  return { ...(await resolveList(snapshot, noun, parameter, named)), isNone }
}

/**
 * Like {@link resolveList}, for each of several parameters that the request has, in the order of
 * their nouns.
 */
export async function resolveLists<Name extends string>(
  snapshot: Snapshot,
  query: { [name in NoInfer<Name>]?: readonly string[] | undefined },
  nouns: Record<Name, NamedNoun>
): Promise<{ ids: { [name in Name]?: string[] }; warnings: string[] }> {
  const ids: { [name in Name]?: string[] } = {}
  const warnings: string[] = []
  // Object.keys forgets the names that the type has.
  for (const name of Object.keys(nouns) as Name[]) {
    const values = query[name]
    if (!values) continue
    const found = await resolveList(snapshot, nouns[name], name, values)
    ids[name] = found.ids
    warnings.push(...found.warnings)
  }
  return { ids, warnings }
}

/** For lists whose parameters are the filters, once their ids have been resolved. */
export function resolveFilters<Name extends string>(nouns: Record<Name, NamedNoun>) {
  return async <Query extends { [name in Name]?: string[] | undefined }>(
    snapshot: Snapshot,
    query: Query
  ): Promise<{ filters: Query; warnings: string[] }> => {
    const { ids, warnings } = await resolveLists(snapshot, query, nouns)
    return { filters: { ...query, ...ids }, warnings }
  }
}

/** Like {@link resolveList}, for parameters whose ids must all be known. */
export async function resolveAll(
  snapshot: Snapshot,
  noun: NamedNoun,
  parameter: string,
  values: readonly string[]
): Promise<Resolved> {
  const found = await findIds(snapshot, noun, values)
  const { ids, unknown } = found
  if (unknown.length > 0) throw await unknownIdsProblem(snapshot, noun, parameter, unknown)
  return { ids, warnings: await tellUnderstood(snapshot, parameter, found) }
}

/** Names in languages that few know here may be slips, so the answer says how they were read. */
async function tellUnderstood(
  snapshot: Snapshot,
  parameter: string,
  { understood }: KnownIds
): Promise<string[]> {
  if (understood.length === 0) return []
  const found = await describeEntities(
    snapshot,
    understood.map(({ id }) => id)
  )
  const names = new Map(found.map(({ id, name }) => [id, name]))
  return understood.map(
    ({ value, id }) => `${parameter}: "${value}" was understood as ${id} (${names.get(id) ?? id}).`
  )
}

async function unknownIdsProblem(
  snapshot: Snapshot,
  noun: NamedNoun,
  parameter: string,
  unknown: readonly UnknownValue[]
): Promise<Problem> {
  const errors: ProblemError[] = []
  for (const { value } of unknown.slice(0, UNKNOWN_SHOWN_MAX)) {
    const { code: _, ...explained } = await unknownId(snapshot, noun, value)
    errors.push({ pointer: `/query/${parameter}`, ...explained })
  }
  return parameterProblem('unknown_id', errors)
}

function warn(noun: NamedNoun, parameter: string, { ids, unknown }: KnownIds): string {
  const unclear = unknown.filter(({ among }) => among.length > 1)
  const absent = unknown.filter(({ among }) => among.length === 0).map(({ value }) => value)
  const said = [
    ...(absent.length > 0 ? [`no ${noun} has the id ${absent.join(', ')}`] : []),
    ...unclear.map(({ value, among, isAlmost }) =>
      isAlmost
        ? `${value} may mean ${among.join(' or ')}`
        : `${value} is a name of ${among.join(' and of ')}`
    )
  ]
  return `${parameter}: ${said.join('; ')}; the answer is for ${ids.join(', ')}.`
}
