// Finds the ids that values of a request mean. Entities and countries may also be named by a code
// or a name. Values that are ids cost one query; only other values cost a second one.
import type { Snapshot } from '../db/store.ts'
import { findByName } from './name-queries.ts'
import { existingIds, type NamedNoun } from './queries.ts'

/** How many values of a list may belong to one name: `Iran, Islamic Rep.` has a comma. */
const PARTS_MAX = 3

/** A value that means no id, or several. */
export type UnknownValue = { value: string; among: string[] }
export type KnownIds = { ids: string[]; unknown: UnknownValue[] }
type Part = { value: string; ids: string[] }

/** Whether values of this noun may be codes and names. */
export function isPlace(noun: NamedNoun): noun is 'entity' | 'country' {
  return noun === 'entity' || noun === 'country'
}

/** The ids that exist among the values, in order and each once, and the other values. */
export async function findIds(
  snapshot: Snapshot,
  noun: NamedNoun,
  values: readonly string[]
): Promise<KnownIds> {
  const existing = new Set(await existingIds(snapshot, noun, [...values]))
  const isKnown = values.every((value) => existing.has(value))
  const parts =
    isKnown || !isPlace(noun)
      ? values.map((value) => ({ value, ids: existing.has(value) ? [value] : [] }))
      : await findNamed(snapshot, noun, values, existing)
  return {
    ids: [...new Set(parts.flatMap(({ ids }) => (ids.length === 1 ? ids : [])))],
    unknown: parts
      .filter(({ ids }) => ids.length !== 1)
      .map(({ value, ids }) => ({ value, among: ids }))
  }
}

/** The id of one entity: the value itself unless it is a code or a name that means one entity. */
export async function entityId(snapshot: Snapshot, value: string): Promise<string> {
  const [id = value, ...others] = (await findIds(snapshot, 'entity', [value])).ids
  return others.length > 0 ? value : id
}

/** A thing by its id; where nothing has this id, by the entity that the value is a name of. */
export async function findPlace<Thing>(
  snapshot: Snapshot,
  value: string,
  find: (id: string) => Promise<Thing | undefined>
): Promise<Thing | undefined> {
  const found = await find(value)
  if (found) return found
  const [id, ...others] = (await findByName(snapshot, [value])).get(value) ?? []
  return id === undefined || id === value || others.length > 0 ? undefined : find(id)
}

async function findNamed(
  snapshot: Snapshot,
  noun: 'entity' | 'country',
  values: readonly string[],
  existing: ReadonlySet<string>
): Promise<Part[]> {
  const runs = values.flatMap((_, at) => runsAt(values, at))
  const names = await findByName(snapshot, [...new Set([...values, ...runs.map(textOf)])])
  const parts = joinParts(values, (text) => (existing.has(text) ? [text] : (names.get(text) ?? [])))
  const found = parts.flatMap(({ ids }) => ids)
  const there = new Set(await existingIds(snapshot, noun, [...new Set(found)]))
  return parts.map(({ value, ids }) => ({ value, ids: ids.filter((id) => there.has(id)) }))
}

/** Joins values where together they are the name of one entity and alone some of them are not. */
function joinParts(values: readonly string[], idsOf: (text: string) => string[]): Part[] {
  const parts: Part[] = []
  for (let at = 0; at < values.length; ) {
    const run = runsAt(values, at).find(
      (one) => idsOf(textOf(one)).length === 1 && one.some((text) => idsOf(text).length !== 1)
    )
    const value = textOf(run ?? values.slice(at, at + 1))
    parts.push({ value, ids: idsOf(value) })
    at += run?.length ?? 1
  }
  return parts
}

/** The longest run first. */
function runsAt(values: readonly string[], at: number): string[][] {
  const lengths = Array.from({ length: PARTS_MAX - 1 }, (_, index) => PARTS_MAX - index)
  return lengths
    .filter((length) => at + length <= values.length)
    .map((length) => values.slice(at, at + length))
}

function textOf(run: readonly string[]): string {
  return run.join(',')
}
