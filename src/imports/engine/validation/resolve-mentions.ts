// Finds out what rows refer to. Entities and products may be named by a code or a name in place of
// the id; the rows then get the id. Ids cost no more than before: only texts that are no id are
// looked up as names, all those of a chunk at once, and names are remembered.
import { findMeanings } from '../../../db/find-by-name.ts'
import { findProductsByName } from '../../../db/find-products.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { ReadRow } from '../../../files/columns.ts'
import { type Noun, referencesOf } from '../../../nouns.ts'
import type { Intake } from '../intake.ts'
import { findMentions, type Mention } from './find-mentions.ts'

/** What names are of. An entity and a product may have one name. */
type Named = 'place' | 'product'
/** What was expected in place of names that several things have. */
export type UnclearNames = Record<Named, ReadonlyMap<string, string>>

/** The limit of remembered names. Beyond it, all are forgotten and looked up again. */
const REMEMBERED_MAX = 20_000

type Row = ReadRow<Noun>
/** The ids that names stand for. */
export type Names = Record<Named, Map<string, string>>
type Meant = Map<string, { ids: string[]; almost: string[] }>

/**
 * What each row refers to, after names in the rows have been replaced by ids. Names of several
 * things stay, each with what was expected.
 */
export async function resolveMentions(
  intake: Intake,
  noun: Noun,
  rows: readonly Row[]
): Promise<{ mentions: Mention[][]; unclear: UnclearNames }> {
  const { known, names } = intake
  for (const row of rows) replaceNames(noun, row, names)
  const mentions = rows.map((row) => findMentions(noun, row))
  await known.ask(mentions.flat())
  const isNoId = ({ to, id }: Mention) => namedAs(to) !== undefined && !known.has(to, id)
  const others = mentions.flatMap((some) => some.filter(isNoId))
  const textsOf = (named: Named) => [
    ...new Set(others.filter(({ to }) => namedAs(to) === named).map(({ id }) => id))
  ]
  const unclear = {
    place: await learnNames(intake, 'place', textsOf('place')),
    product: await learnNames(intake, 'product', textsOf('product'))
  }
  if (others.length === 0) return { mentions, unclear }
  for (const [index, row] of rows.entries()) {
    if (!mentions[index]?.some(isNoId)) continue
    replaceNames(noun, row, names)
    mentions[index] = findMentions(noun, row)
  }
  await known.ask(mentions.flat())
  return { mentions, unclear }
}

/** What was expected in place of a name that several things have. */
export function explainUnclear(unclear: UnclearNames, { to, id }: Mention): string | undefined {
  const named = namedAs(to)
  return named && unclear[named].get(id)
}

/** Looks names up and remembers those of one thing. Returns those of several. */
async function learnNames(
  { revision: { snapshot }, names: { place, product } }: Intake,
  named: Named,
  texts: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const names = named === 'place' ? place : product
  const unclear = new Map<string, string>()
  if (texts.length === 0) return unclear
  if (names.size + texts.length > REMEMBERED_MAX) names.clear()
  for (const [text, { ids, almost }] of await readMeanings(snapshot, named, texts)) {
    const [first, second] = ids
    const reason =
      almost.length > 0
        ? 'it is a name of the first, and almost one of the others'
        : 'all of them have this name'
    if (second) unclear.set(text, `one of ${ids.join(', ')}: ${reason}`)
    else if (first) names.set(text, first)
  }
  return unclear
}

async function readMeanings(
  snapshot: Snapshot,
  named: Named,
  texts: readonly string[]
): Promise<Meant> {
  if (named === 'place') return findMeanings(snapshot, texts)
  const products = await findProductsByName(snapshot, texts)
  return new Map([...products].map(([text, ids]) => [text, { ids, almost: [] }]))
}

function replaceNames(noun: Noun, row: Row, names: Names): void {
  if (names.place.size === 0 && names.product.size === 0) return
  const cells = row as Record<string, unknown>
  for (const { column, to } of referencesOf(noun)) {
    const named = namedAs(to)
    if (named === undefined) continue
    const cell = cells[column]
    if (typeof cell === 'string') cells[column] = names[named].get(cell) ?? cell
    // The list is not changed itself, because rows with the same text share it.
    else if (Array.isArray(cell)) cells[column] = cell.map((item) => names[named].get(item) ?? item)
  }
}

function namedAs(to: Mention['to']): Named | undefined {
  if (to === 'product') return to
  return to === 'entity' || to === 'country' ? 'place' : undefined
}
