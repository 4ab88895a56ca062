// Finds the ids that values of a request mean. Entities, countries and products may also be named
// by a code or a name. Values that are ids cost one query; only other values cost a second one.
import type { Snapshot } from '../db/store.ts'
import { productId } from '../product-id.ts'
import { unitIds } from './case-queries.ts'
import { findByName, findMeanings } from './name-queries.ts'
import { findProductsByName } from './product-queries.ts'
import { existingIds, type NamedNoun } from './queries.ts'

/** How many values of a list may belong to one name: `Iran, Islamic Rep.` has a comma. */
const PARTS_MAX = 3

/** A value that means no id, or several, of which some are only `almost` called so. */
export type UnknownValue = { value: string; among: string[]; isAlmost: boolean }
/** A value in another language, and the id that it was taken for. */
export type UnderstoodValue = { value: string; id: string }
export type KnownIds = { ids: string[]; unknown: UnknownValue[]; understood: UnderstoodValue[] }
type Part = { value: string; ids: string[]; isForeign: boolean }

/** Whether values of this noun may be codes and names. */
export function isPlace(noun: NamedNoun): noun is 'entity' | 'country' {
  return noun === 'entity' || noun === 'country'
}

function isNamed(noun: NamedNoun): noun is 'entity' | 'country' | 'product' {
  return isPlace(noun) || noun === 'product'
}

/** The ids that exist among the values, in order and each once, and the other values. */
export async function findIds(
  snapshot: Snapshot,
  noun: NamedNoun,
  given: readonly string[]
): Promise<KnownIds> {
  const values = noun === 'product' ? given.map(productId) : given
  const existing = new Set(await existingIds(snapshot, noun, [...values]))
  const isKnown = values.every((value) => existing.has(value))
  const parts =
    isKnown || !isNamed(noun)
      ? await findPlain(snapshot, noun, values, existing)
      : await findNamed(snapshot, noun, values, existing)
  const known = parts.flatMap(({ value, ids: [id, second], isForeign }) =>
    id === undefined || second !== undefined ? [] : [{ value, id, isForeign }]
  )
  return {
    ids: [...new Set(known.map(({ id }) => id))],
    unknown: parts
      .filter(({ ids }) => ids.length !== 1)
      .map(({ value, ids, isForeign }) => ({ value, among: ids, isAlmost: isForeign })),
    understood: known.filter(({ isForeign }) => isForeign).map(({ value, id }) => ({ value, id }))
  }
}

function partOf(value: string, ids: string[], isForeign = false): Part {
  return { value, ids, isForeign }
}

/** Only ids of units may be in another case. */
async function findPlain(
  snapshot: Snapshot,
  noun: NamedNoun,
  values: readonly string[],
  existing: ReadonlySet<string>
): Promise<Part[]> {
  const others = values.filter((value) => !existing.has(value))
  const meant = noun === 'unit' && others[0] ? await unitIds(snapshot, others) : new Map()
  return values.map((value) =>
    partOf(value, existing.has(value) ? [value] : [meant.get(value) ?? []].flat())
  )
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
  noun: 'entity' | 'country' | 'product',
  values: readonly string[],
  existing: ReadonlySet<string>
): Promise<Part[]> {
  const runs = values.flatMap((_, at) => runsAt(values, at))
  const texts = [...new Set([...values, ...runs.map(textOf)])]
  const names = await readMeanings(snapshot, noun, texts)
  const parts = joinParts(values, (text) => {
    const { ids, isForeign } = names.get(text) ?? { ids: [], isForeign: false }
    return existing.has(text) ? partOf(text, [text]) : partOf(text, ids, isForeign)
  })
  const found = parts.flatMap(({ ids }) => ids)
  const there = new Set(await existingIds(snapshot, noun, [...new Set(found)]))
  return parts.map((part) => ({ ...part, ids: part.ids.filter((id) => there.has(id)) }))
}

async function readMeanings(
  snapshot: Snapshot,
  noun: 'entity' | 'country' | 'product',
  texts: readonly string[]
): Promise<Map<string, { ids: string[]; isForeign: boolean }>> {
  if (noun !== 'product') return findMeanings(snapshot, texts)
  const products = await findProductsByName(snapshot, texts)
  return new Map([...products].map(([text, ids]) => [text, { ids, isForeign: false }]))
}

/** Joins values where together they are the name of one entity and alone some of them are not. */
function joinParts(values: readonly string[], read: (text: string) => Part): Part[] {
  const isOne = (text: string) => read(text).ids.length === 1
  const parts: Part[] = []
  for (let at = 0; at < values.length; ) {
    const run = runsAt(values, at).find(
      (one) => isOne(textOf(one)) && one.some((text) => !isOne(text))
    )
    parts.push(read(textOf(run ?? values.slice(at, at + 1))))
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
