// How well a row matches the words of a search, in SQL that both engines understand.
import type { Column } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { contains, likeTerm } from '../db/contains.ts'
import { and, or, type SQL, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Question } from './words.ts'

/**
 * The ranks of hits, best first. In each group, `begun` means that the id or name begins with the
 * words, `named` that each word begins a word of them, `told` a word of any text, and `held` that
 * it is somewhere in the texts.
 */
export const RANKS = {
  id: 0,
  name: 1,
  figures: 2,
  // `trade` means goods_trade, although trade_share begins so.
  metric: { begun: 3, named: 3, told: 5, held: 6 },
  place: { begun: 3, named: 4, told: 5, held: 6 },
  scenario: { begun: 7, named: 7, told: 7, held: 7 },
  projection: 8,
  document: { begun: 9, named: 9, told: 10, held: 11 }
} as const

type Group = 'metric' | 'place' | 'scenario' | 'document'
/** A row with a search text; `names` is the part of it with the id and the names. */
export type Searched = { id: Column; search_text: AnySQLiteColumn; names: SQL }

/** The search text has all the words. */
export function containsAll(
  searchText: AnySQLiteColumn,
  words: readonly string[]
): SQL | undefined {
  return and(...words.map((word) => contains(searchText, word)))
}

/** The beginning of a search text, with the id and the name. */
export function headOf(table: { id: Column; search_text: Column }, name: Column): SQL {
  return sql`substr(${table.search_text}, 1, length(${table.id}) + length(${name}) + 3)`
}

/** The beginning of the search text of a metric, with the id, the name and the short name. */
export function metricHead({
  id,
  name,
  short_name,
  search_text
}: Snapshot['tables']['metric']): SQL {
  // A short name that equals the name stands in the search text once.
  const short = sql`coalesce(length(nullif(lower(${short_name}), lower(${name}))) + 1, 0)`
  return sql`substr(${search_text}, 1, length(${id}) + length(${name}) + ${short} + 3)`
}

export function rankOf(
  { search_text, names }: Searched,
  group: Group,
  { phrase, needed }: Question
): SQL<number> {
  const { begun, named, told, held } = RANKS[group]
  const lines = spaced(sql`${search_text}`)
  const wanted = likeTerm(phrase.replaceAll(/[_-]/g, ' '))
  return sql<number>`case
    when ${like(lines, `\n${wanted}\n%`)} then ${number(RANKS.id)}
    when ${like(lines, `%\n${wanted}\n%`)} then ${number(RANKS.name)}
    when ${like(spaced(names), `%\n${wanted}%`)} then ${number(begun)}
    when ${beginsWords(names, needed)} then ${number(named)}
    when ${beginsWords(sql`${search_text}`, needed)} then ${number(told)}
    else ${number(held)} end`
}

/** A line of the text, such as an id or a name, is the phrase. */
export function isCalled(text: SQL, phrase: string): SQL {
  return like(spaced(text), `%\n${likeTerm(phrase.replaceAll(/[_-]/g, ' '))}\n%`)
}

/** Each of the words begins a word of the text. */
export function beginsWords(text: SQL, words: readonly string[]): SQL | undefined {
  const oneLine = sql`replace(replace(${spaced(text)}, ${'\n'}, ' '), '(', ' ')`
  const wanted = words.map((word) => likeTerm(word.replaceAll(/[_-]/g, ' ')))
  return and(...wanted.map((word) => like(oneLine, `% ${word}%`)))
}

/**
 * Each of the words is in the name of the metric or scenario of a projection, in a place of it, or
 * in its own texts. These are not folded: the engines agree only about the case of ASCII letters.
 */
export function isAbout(tables: Snapshot['tables'], words: readonly string[]): SQL | undefined {
  const { projection, metric, entity, scenario } = tables
  const among =
    (column: Column, table: typeof metric | typeof entity | typeof scenario, texts: SQL) =>
    (word: string) =>
      sql`${column} in (select ${table.id} from ${table} where ${like(texts, `%${likeTerm(word)}%`)})`
  const own = ['text', 'condition', 'target_period', 'attributed_to'] as const
  const tests = [
    among(projection.metric, metric, metricHead(metric)),
    among(projection.subject, entity, sql`${entity.search_text}`),
    among(projection.partner, entity, sql`${entity.search_text}`),
    among(projection.scenario, scenario, headOf(scenario, scenario.name)),
    (word: string) => like(sql`lower(${projection.id})`, `${likeTerm(word)}%`),
    ...own.map(
      (name) => (word: string) => like(sql`lower(${projection[name]})`, `%${likeTerm(word)}%`)
    )
  ]
  return and(...words.map((word) => or(...tests.map((test) => test(word)))))
}

/** A number in the text of a statement: PostgreSQL takes a parameter for a text. */
export function number(value: number): SQL<number> {
  return sql.raw(String(value)) as SQL<number>
}

/** `karachi-port` and `goods_trade` as `karachi port` and `goods trade`. */
function spaced(text: SQL): SQL {
  return sql`replace(replace(${text}, '_', ' '), '-', ' ')`
}

function like(text: SQL, pattern: string): SQL {
  return sql`${text} like ${pattern} escape '\\'`
}
