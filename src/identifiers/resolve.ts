// Resolves the ids in a request to the ids in the data: accepts country codes in any form, and
// suggests ids for unknown ones.
import type { Snapshot } from '../db/store.ts'
import { LIMITS } from '../http/limits.ts'
import { type Problem, type ProblemError, parameterProblem } from '../http/problems.ts'
import { listPath } from '../nouns.ts'
import { type Absence, findAbsence } from './absence-queries.ts'
import { nearest, SUGGESTIONS_MAX } from './nearest.ts'
import { countryCodes, existingIds, idsByName, type NamedNoun, neighbourIds } from './queries.ts'

/** Suggestions for more ids would cost too much. */
const UNKNOWN_SHOWN_MAX = 5

/** The ids that exist, and a warning about the others in the list. */
export type Resolved = { ids: string[]; warnings: string[] }

/**
 * Resolves the ids of a list parameter. Names unknown ids in a warning if at least one is known.
 * Otherwise throws `unknown_id` with suggestions.
 */
export async function resolveList(
  snapshot: Snapshot,
  noun: NamedNoun,
  parameter: string,
  values: readonly string[]
): Promise<Resolved> {
  const { ids, unknown } = await lookUp(snapshot, noun, values)
  if (ids.length === 0) throw await unknownIdsProblem(snapshot, noun, parameter, unknown)
  return {
    ids,
    warnings:
      unknown.length > 0
        ? [
            `${parameter}: no ${noun} has the id ${unknown.join(', ')}; the answer is for ` +
              `${ids.join(', ')}.`
          ]
        : []
  }
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

/** Like {@link resolveList}, for parameters whose ids must all be known. Returns each id once. */
export async function resolveAll(
  snapshot: Snapshot,
  noun: NamedNoun,
  parameter: string,
  values: readonly string[]
): Promise<string[]> {
  const { ids, unknown } = await lookUp(snapshot, noun, values)
  if (unknown.length > 0) throw await unknownIdsProblem(snapshot, noun, parameter, unknown)
  return ids
}

/** The ids that exist, in the form of the data, and the values that match no id. */
async function lookUp(
  snapshot: Snapshot,
  noun: NamedNoun,
  values: readonly string[]
): Promise<{ ids: string[]; unknown: string[] }> {
  const canonical = await canonicalIds(snapshot, noun, values)
  const existing = new Set(await existingIds(snapshot, noun, canonical))
  return {
    ids: [...new Set(canonical.filter((id) => existing.has(id)))],
    unknown: values.filter((_, position) => !existing.has(canonical[position] ?? ''))
  }
}

/**
 * The id of one entity in the form of the data. Country codes may be alpha-2 or alpha-3, in upper
 * or lower case.
 */
export async function entityId(snapshot: Snapshot, value: string): Promise<string> {
  const [id = value] = await canonicalIds(snapshot, 'entity', [value])
  return id
}

/**
 * Ids to suggest for an unknown id, best first: those with this name, then those with a similar id.
 */
export async function nearIds(
  snapshot: Snapshot,
  noun: NamedNoun,
  value: string
): Promise<string[]> {
  const named = await idsByName(snapshot, noun, value, SUGGESTIONS_MAX)
  return [
    ...new Set([...named, ...nearest(value, await neighbourIds(snapshot, noun, value))])
  ].slice(0, SUGGESTIONS_MAX)
}

/** Explains why an id does not exist, and which ids do. */
export async function unknownId(
  snapshot: Snapshot,
  noun: NamedNoun,
  value: string
): Promise<UnknownId> {
  const absence = noun === 'country' ? undefined : await findAbsence(snapshot, noun, value)
  if (absence) return explainAbsence(noun, value, absence)
  const near = await nearIds(snapshot, noun, value)
  const hint = near.length > 0 ? ` Similar ids: ${near.join(', ')}.` : ''
  const message = `No ${noun} has the id "${value.slice(0, LIMITS.idCharactersMax)}".${hint}`
  return { message, allowed: near.length > 0 ? near : [`an id from GET ${listPath(noun)}`] }
}

type UnknownId = Omit<ProblemError, 'pointer'> & { code?: 'withdrawn' }

function explainAbsence(noun: NamedNoun, id: string, absence: Absence): UnknownId {
  if ('since' in absence) {
    const { time, revision } = absence.since
    return {
      message: `The ${noun} ${id} did not exist yet: revision ${revision} added it at ${time}.`,
      allowed: [`an as_of of ${time} or later`]
    }
  }
  const { time, revision, note } = absence.withdrawn
  const why = note === null ? '' : `: ${note.replace(/\.$/, '')}`
  const hasHistory = noun === 'observation' || noun === 'projection'
  return {
    message: `The ${noun} ${id} was withdrawn at ${time} with revision ${revision}${why}.`,
    allowed: [
      hasHistory
        ? `${listPath(noun)}/${encodeURIComponent(id)}/history`
        : `an id from GET ${listPath(noun)}`
    ],
    code: 'withdrawn'
  }
}

/** Country codes in the form of the data; every other id unchanged. */
async function canonicalIds(
  snapshot: Snapshot,
  noun: NamedNoun,
  values: readonly string[]
): Promise<string[]> {
  if (noun !== 'entity' && noun !== 'country') return [...values]
  const codes = values
    .filter((value) => /^[A-Za-z]{2,3}$/.test(value))
    .map((value) => value.toUpperCase())
  if (codes.length === 0) return [...values]
  const alpha2 = await countryCodes(snapshot, codes)
  const alpha3 = new Set(await existingIds(snapshot, 'country', codes))
  return values.map((value) => {
    const code = value.toUpperCase()
    return alpha2.get(code) ?? (alpha3.has(code) ? code : value)
  })
}

async function unknownIdsProblem(
  snapshot: Snapshot,
  noun: NamedNoun,
  parameter: string,
  unknown: readonly string[]
): Promise<Problem> {
  const errors: ProblemError[] = []
  for (const value of unknown.slice(0, UNKNOWN_SHOWN_MAX)) {
    const { message, allowed } = await unknownId(snapshot, noun, value)
    errors.push({ pointer: `/query/${parameter}`, message, allowed })
  }
  return parameterProblem('unknown_id', errors)
}
