// From the ids in a request to the ids in the data: country codes in any form, unknown ones with
// suggestions.
import type { Snapshot } from '../db/store.ts'
import { LIMITS } from '../http/limits.ts'
import { type Problem, type ProblemError, parameterProblem } from '../http/problems.ts'
import { listPath } from '../nouns.ts'
import { type Absence, findAbsence } from './absence-queries.ts'
import { nearest, SUGGESTIONS_MAX } from './nearest.ts'
import { countryCodes, existingIds, idsByName, type NamedNoun, neighbourIds } from './queries.ts'

/** Looking for near ids costs more than saying that one is unknown. */
const UNKNOWN_SHOWN_MAX = 5

/** Ids that exist, and a warning for those of the list that do not. */
export type Resolved = { ids: string[]; warnings: string[] }

/**
 * Finds the ids of a list parameter. Unknown ones are named in a warning as long as one is known.
 * Throws `unknown_id` with suggestions where none is.
 */
export async function resolveList(
  snapshot: Snapshot,
  noun: NamedNoun,
  parameter: string,
  values: readonly string[]
): Promise<Resolved> {
  const { ids, unknown } = await lookUp(snapshot, noun, values)
  if (ids.length === 0) throw await unknownIds(snapshot, noun, parameter, unknown)
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
 * As {@link resolveList}, for each of several parameters that the request has, in the order in which
 * their nouns are named.
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

/** For lists whose parameters are the filters, but for ids in them that are looked up. */
export function resolveFilters<Name extends string>(nouns: Record<Name, NamedNoun>) {
  return async <Query extends { [name in Name]?: string[] | undefined }>(
    snapshot: Snapshot,
    query: Query
  ): Promise<{ filters: Query; warnings: string[] }> => {
    const { ids, warnings } = await resolveLists(snapshot, query, nouns)
    return { filters: { ...query, ...ids }, warnings }
  }
}

/** As {@link resolveList}, for parameters in which every id has to be known; each id once. */
export async function resolveAll(
  snapshot: Snapshot,
  noun: NamedNoun,
  parameter: string,
  values: readonly string[]
): Promise<string[]> {
  const { ids, unknown } = await lookUp(snapshot, noun, values)
  if (unknown.length > 0) throw await unknownIds(snapshot, noun, parameter, unknown)
  return ids
}

/** The ids that exist, in the form the data have, and the values nothing has. */
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
 * The id of one entity as the data have it: country codes come as alpha-2 or alpha-3 in any case.
 */
export async function entityId(snapshot: Snapshot, value: string): Promise<string> {
  const [id = value] = await canonicalIds(snapshot, 'entity', [value])
  return id
}

/**
 * Ids to suggest for one that does not exist: of what has this name, then of what has an id like
 * it; best first.
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

/** What is wrong with an id that does not exist, and what would be right. */
export async function unknownId(
  snapshot: Snapshot,
  noun: NamedNoun,
  value: string
): Promise<Unknown> {
  const absence = noun === 'country' ? undefined : await findAbsence(snapshot, noun, value)
  if (absence) return explained(noun, value, absence)
  const near = await nearIds(snapshot, noun, value)
  const hint = near.length > 0 ? ` Near ones: ${near.join(', ')}.` : ''
  const message = `No ${noun} has the id "${value.slice(0, LIMITS.idCharactersMax)}".${hint}`
  return { message, allowed: near.length > 0 ? near : [`an id from GET ${listPath(noun)}`] }
}

type Unknown = Omit<ProblemError, 'pointer'> & { code?: 'withdrawn' }

function explained(noun: NamedNoun, id: string, absence: Absence): Unknown {
  if ('since' in absence) {
    const { time, revision } = absence.since
    return {
      message: `The ${noun} ${id} was not there yet: it came at ${time} with revision ${revision}.`,
      allowed: [`as_of from ${time} on`]
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

/** Country codes in the form the data have; every other id as it is. */
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

async function unknownIds(
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
