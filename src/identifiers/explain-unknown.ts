// Explains why a value means nothing in the data, and suggests what does.
import type { Snapshot } from '../db/store.ts'
import { distanceBetween, farthestFor } from '../http/closest-word.ts'
import { LIMITS } from '../http/limits.ts'
import type { ProblemError } from '../http/problems.ts'
import { listPath } from '../nouns.ts'
import { findAbsence } from './absence-queries.ts'
import { symbolAlike } from './case-queries.ts'
import { type Elsewhere, findElsewhere } from './elsewhere.ts'
import { explainAbsence } from './explain-absence.ts'
import { isPlace } from './known-ids.ts'
import {
  describeEntities,
  findByName,
  findMeanings,
  type Meaning,
  type NamedEntity,
  similarNames
} from './name-queries.ts'
import { CODE_CHARACTERS_MAX, nearest, SUGGESTIONS_MAX } from './nearest.ts'
import {
  describeProducts,
  findProductsByCode,
  findProductsByName,
  type NamedProduct
} from './product-queries.ts'
import { idsWithText, type NamedNoun, neighbourIds } from './queries.ts'
import { surelyNamed } from './sure-name.ts'

/** Words that people write for "everything" or "nothing". */
const NO_ENTITY = ['all', 'none']

export type UnknownId = Omit<ProblemError, 'pointer'> & { code?: 'withdrawn' }

/** Explains why an id does not exist, and which ids do. */
export async function unknownId(
  snapshot: Snapshot,
  noun: NamedNoun,
  value: string
): Promise<UnknownId> {
  const absence = noun === 'country' ? undefined : await findAbsence(snapshot, noun, value)
  if (absence) return explainAbsence(noun, value, absence)
  const symbol = noun === 'unit' ? await symbolAlike(snapshot, value) : undefined
  if (symbol)
    return {
      message: `No unit has the id "${shorten(value)}": ${symbol.is}.`,
      allowed: [symbol.id]
    }
  const place = isPlace(noun) ? await explainPlace(snapshot, noun, value) : undefined
  if (place) return place
  const product = noun === 'product' ? await explainProduct(snapshot, value) : undefined
  if (product) return product
  const elsewhere = await findElsewhere(snapshot, noun, value)
  if (elsewhere) return explainElsewhere(noun, value, elsewhere)
  const near = await nearIds(snapshot, noun, value)
  const [only = ''] = near
  const isAlike = near.length === 1 && (await isMisspelt(snapshot, noun, value, only))
  const hint = near.length > 0 ? ` Similar ids: ${near.join(', ')}.` : ''
  const message = `No ${noun} has the id "${shorten(value)}".${hint}`
  const allowed = near.length > 0 ? near : [`an id from GET ${listPath(noun)}`]
  const named = noun === 'entity' ? await surelyNamed(snapshot, value) : undefined
  if (named !== undefined) return { message, allowed, meant: named }
  // One place is easily taken for another, so a guess must be the only one, and more than a part of
  // a longer name: a road to Tashkent is not Tashkent.
  return isPlace(noun) && !isAlike ? { message, allowed, meant: null } : { message, allowed }
}

/** Whether a value is the id or a name of this place with some letters wrong. */
async function isMisspelt(
  snapshot: Snapshot,
  noun: NamedNoun,
  value: string,
  id: string
): Promise<boolean> {
  if (!isPlace(noun)) return true
  const alike = await similarNames(snapshot, noun, value)
  return alike.includes(id) || distanceBetween(value, id) <= farthestFor(value)
}

/**
 * Ids to suggest for an unknown id, best first: those with this name, then those with a similar
 * name, then those with a similar id.
 */
export async function nearIds(
  snapshot: Snapshot,
  noun: NamedNoun,
  value: string
): Promise<string[]> {
  if (isPlace(noun) && isNoName(value)) return []
  const meant = isPlace(noun) ? ((await findByName(snapshot, [value])).get(value) ?? []) : []
  const coded = noun === 'product' ? await findProductsByCode(snapshot, value) : []
  const named = await idsWithText(snapshot, noun, value, SUGGESTIONS_MAX)
  const alike = isPlace(noun) ? await similarNames(snapshot, noun, value) : []
  const near = nearest(value, await neighbourIds(snapshot, noun, value))
  return [...new Set([...meant, ...coded.map(({ id }) => id), ...named, ...alike, ...near])].slice(
    0,
    SUGGESTIONS_MAX
  )
}

/** What looks like a code is near to no other code, and words for everything to no name. */
function isNoName(value: string): boolean {
  return value.length <= CODE_CHARACTERS_MAX || NO_ENTITY.includes(value.toLowerCase())
}

/** Explains a name of several entities, of one that is no country, and words that are no name. */
async function explainPlace(
  snapshot: Snapshot,
  noun: 'entity' | 'country',
  value: string
): Promise<UnknownId | undefined> {
  if (NO_ENTITY.includes(value.toLowerCase())) return explainNoEntity(noun, value)
  const meaning = (await findMeanings(snapshot, [value])).get(value)
  const found = await describeEntities(snapshot, meaning?.ids ?? [])
  const [first, second] = found
  if (second && meaning) return explainAmbiguous(value, found, meaning)
  if (!first || noun !== 'country' || first.kind === 'country') return undefined
  const link = `${listPath('entity')}/${encodeURIComponent(first.id)}`
  const message = `${first.name} (${first.id}) is no country of ISO 3166-1: see ${link}.`
  return { message, allowed: [link], meant: null }
}

/** An id in another case may be tried; a thing of another kind is asked for elsewhere. */
function explainElsewhere(noun: NamedNoun, value: string, found: Elsewhere): UnknownId {
  const { id, called, link } = found
  if (found.noun === noun) {
    const message = `No ${noun} has the id "${shorten(value)}". Similar ids: ${id}.`
    return { message, allowed: [id] }
  }
  const message = `No ${noun} has the id "${shorten(value)}"; ${id} is ${called}: see ${link}.`
  return { message, allowed: [`an id from GET ${listPath(noun)}`], meant: null }
}

function explainNoEntity(noun: string, value: string): UnknownId {
  const message =
    `No ${noun} has the id "${value}". Leave the parameter out to get everything; the group WLD ` +
    'stands for the world. `all` and `none` are values of direction and mode.'
  return { message, allowed: ['the parameter left out', 'WLD for the world'], meant: null }
}

function explainAmbiguous(
  value: string,
  found: readonly NamedEntity[],
  { ids, almost }: Meaning
): UnknownId {
  const named = found.filter(({ id }) => !almost.includes(id))
  const near = found.filter(({ id }) => almost.includes(id))
  const said =
    near.length === 0
      ? `several entities: ${describe(named, ', ')}`
      : `${describe(named, ' and ')} in another language, and almost a name of ` +
        describe(near, ' and of ')
  return {
    message: `"${shorten(value)}" is a name of ${said}. Name one by its id.`,
    allowed: ids,
    meant: null
  }
}

/** Explains a name of several products, and a code without its scheme. */
async function explainProduct(snapshot: Snapshot, value: string): Promise<UnknownId | undefined> {
  const ids = (await findProductsByName(snapshot, [value])).get(value) ?? []
  const told = (found: readonly NamedProduct[], said: string): UnknownId => ({
    message: `"${shorten(value)}" is ${said}: ${describe(found, ', ')}. Name one by its id.`,
    allowed: found.map(({ id }) => id),
    meant: null
  })
  if (ids.length > 1)
    return told(await describeProducts(snapshot, ids), 'a name of several products')
  const coded = await findProductsByCode(snapshot, value)
  return coded.length > 0 ? told(coded, 'a code without its scheme') : undefined
}

function describe(entities: readonly Pick<NamedEntity, 'id' | 'name'>[], joint: string): string {
  return entities.map(({ id, name }) => `${id} (${name})`).join(joint)
}

function shorten(value: string): string {
  return value.slice(0, LIMITS.idCharactersMax)
}
