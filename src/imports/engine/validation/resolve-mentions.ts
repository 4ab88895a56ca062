// Finds out what rows refer to. Entities may be named by a code or a name in place of the id; the
// rows then get the id. Ids cost no more than before: only texts that are no id are looked up as
// names, all those of a chunk at once, and names are remembered.
import { findMeanings } from '../../../db/find-by-name.ts'
import type { ReadRow } from '../../../files/columns.ts'
import { type Noun, referencesOf } from '../../../nouns.ts'
import type { Intake } from '../intake.ts'
import { findMentions, type Mention } from './find-mentions.ts'

/** What was expected in place of names that several entities have. */
export type UnclearNames = ReadonlyMap<string, string>

/** The limit of remembered names. Beyond it, all are forgotten and looked up again. */
const REMEMBERED_MAX = 20_000

type Row = ReadRow<Noun>
/** The ids that names of entities stand for. */
export type Names = Map<string, string>

/**
 * What each row refers to, after names in the rows have been replaced by ids. Names of several
 * entities stay, each with what was expected.
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
  const isNoId = ({ to, id }: Mention) => isPlace(to) && !known.has(to, id)
  const texts = new Set(mentions.flatMap((some) => some.filter(isNoId).map(({ id }) => id)))
  if (texts.size === 0) return { mentions, unclear: new Map() }
  const unclear = await learnNames(intake, [...texts])
  for (const [index, row] of rows.entries()) {
    if (!mentions[index]?.some(isNoId)) continue
    replaceNames(noun, row, names)
    mentions[index] = findMentions(noun, row)
  }
  await known.ask(mentions.flat())
  return { mentions, unclear }
}

/** Looks names up and remembers those of one entity. Returns those of several. */
async function learnNames(
  { revision: { snapshot }, names }: Intake,
  texts: readonly string[]
): Promise<UnclearNames> {
  const unclear = new Map<string, string>()
  if (names.size + texts.length > REMEMBERED_MAX) names.clear()
  for (const [text, { ids, almost }] of await findMeanings(snapshot, texts)) {
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

function replaceNames(noun: Noun, row: Row, names: Names): void {
  if (names.size === 0) return
  const cells = row as Record<string, unknown>
  for (const { column, to } of referencesOf(noun)) {
    if (!isPlace(to)) continue
    const cell = cells[column]
    if (typeof cell === 'string') cells[column] = names.get(cell) ?? cell
    // The list is not changed itself, because rows with the same text share it.
    else if (Array.isArray(cell)) cells[column] = cell.map((item) => names.get(item) ?? item)
  }
}

function isPlace(to: Mention['to']): boolean {
  return to === 'entity' || to === 'country'
}
