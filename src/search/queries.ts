// Searches everything that has a name, and the figures about things named together. What finds
// nothing is searched again with other spellings.
import type { Snapshot } from '../db/store.ts'
import type { Page, Stretch } from '../http/page.ts'
import { listPath } from '../nouns.ts'
import { RANKS } from './conditions.ts'
import { type FiguresHit, findFigures } from './figure-queries.ts'
import { countHits, findHits, type Hit, type Ranked, type Wanted } from './hit-queries.ts'
import { explainLeftOut, withoutPeriods } from './periods.ts'
import { FIGURE_TYPES, FOUND_TYPES, type FoundType, type SearchHit } from './schemas.ts'
import { correct, type Vocabulary } from './spelling.ts'
import { bestMatch, readTexts } from './text-queries.ts'
import { type Question, readQuestion, respell } from './words.ts'

/** A hit with the values that sort it. */
export type FoundRow = SearchHit & Ranked
type ReadVocabulary = (snapshot: Snapshot) => Promise<Vocabulary>
type Filters = { q: string; type?: FoundType[] | undefined; country?: string[] | undefined }

/** Finds what has all the words, best first. */
export async function search(
  snapshot: Snapshot,
  filters: Filters,
  page: Page,
  readVocabulary: ReadVocabulary
): Promise<Stretch<FoundRow>> {
  const wanted = wantedOf(filters)
  const vocabulary = () => readVocabulary(snapshot)
  for await (const { question, warnings } of readingsOf(filters.q, vocabulary)) {
    const rows = await findRows(snapshot, question, wanted, page)
    if (rows.length > 0) return { rows, warnings }
  }
  return { rows: [] }
}

/** Counts what {@link search} finds, at most `most`, without reading any text of it. */
export async function countFoundBySearch(
  snapshot: Snapshot,
  filters: Filters,
  most: number,
  readVocabulary: ReadVocabulary
): Promise<number> {
  const wanted = wantedOf(filters)
  const vocabulary = () => readVocabulary(snapshot)
  for await (const { question } of readingsOf(filters.q, vocabulary)) {
    const count = await countRows(snapshot, question, wanted, most)
    if (count > 0) return count
  }
  return 0
}

type Told = { question: Question; warnings: string[] }

/**
 * The ways to read a search, the most exact first: as it is written, without its periods, and both
 * with other spellings. The first one that finds something counts.
 */
async function* readingsOf(q: string, readWords: () => Promise<Vocabulary>): AsyncGenerator<Told> {
  const asked = readQuestion(q)
  yield { question: asked, warnings: [] }
  const timeless = withoutPeriods(asked)
  const leftOut = timeless ? [explainLeftOut(timeless.periods)] : []
  if (timeless) yield { question: timeless.question, warnings: leftOut }
  // A year is not a slip for another one.
  const spellings = correct((timeless?.question ?? asked).needed, await readWords())
  if (spellings.size === 0) return
  const told = explain(spellings)
  yield { question: respell(asked, spellings), warnings: [told] }
  if (timeless)
    yield { question: respell(timeless.question, spellings), warnings: [...leftOut, told] }
}

/** Only figures are about countries. */
function wantedOf({ type = [...FOUND_TYPES], country }: Filters): Wanted {
  return { types: country ? FIGURE_TYPES.filter((one) => type.includes(one)) : type, country }
}

async function countRows(
  snapshot: Snapshot,
  question: Question,
  wanted: Wanted,
  most: number
): Promise<number> {
  const { types, country } = wanted
  const figures = types.includes('series') ? await findFigures(snapshot, question, country) : []
  const hits = await countHits(snapshot, question, wanted, most)
  return Math.min(most, hits + figures.length)
}

async function findRows(
  snapshot: Snapshot,
  question: Question,
  wanted: Wanted,
  page: Page
): Promise<FoundRow[]> {
  const { types, country } = wanted
  const hits = await findHits(snapshot, question, wanted, page)
  const figures = types.includes('series') ? await findFigures(snapshot, question, country) : []
  const all = [
    ...hits.filter(({ rank }) => rank < RANKS.figures),
    ...figures.filter((hit) => comesAfter(hit, page)),
    ...hits.filter(({ rank }) => rank > RANKS.figures)
  ].slice(0, page.limit)
  const texts = await readTexts(snapshot, all)
  return all.map((hit): FoundRow => {
    if (isFigures(hit)) return { ...hit, matched: hit.name }
    const { type, id } = hit
    const [name = id, ...more] = texts.get(`${type} ${id}`) ?? []
    return {
      ...hit,
      name,
      href: hrefOf(type, id),
      matched: bestMatch([id, name, ...more], question)
    }
  })
}

function isFigures(hit: Hit | FiguresHit): hit is FiguresHit {
  return 'href' in hit
}

/** Only figures have their rank, and their `size` is their place among them. */
function comesAfter({ rank, size }: Ranked, { after }: Page): boolean {
  const [afterRank = -1, afterSize = -1] = after ?? []
  return rank > Number(afterRank) || (rank === afterRank && size > Number(afterSize))
}

function hrefOf(type: Hit['type'], id: string): string {
  if (type === 'scenario') return `/v1/projections?scenario=${encodeURIComponent(id)}`
  return `${listPath(type)}/${encodeURIComponent(id)}`
}

function explain(spellings: ReadonlyMap<string, string>): string {
  const words = [...spellings].map(([word, better]) => `"${better}" instead of "${word}"`)
  return `q: nothing was found as it is written; the answer is for ${words.join(', ')}.`
}
