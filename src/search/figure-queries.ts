// Finds figures about things that a search names together: a metric, a place, another, a product.
import { contains } from '../db/contains.ts'
import { and, asc, desc, eq, inArray, isNotNull, or, type SQL, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { beginsWords, isCalled, metricHead, RANKS } from './conditions.ts'
import type { Ranked } from './hit-queries.ts'
import { figuresName, namedPlaces, type Place } from './places.ts'
import { readProducts } from './product-queries.ts'
import { type Question, questionOf, withoutJoining } from './words.ts'

/** Figures have no row with a name of their own, so they bring what is shown of them. */
export type FiguresHit = Ranked & { type: 'series'; name: string; href: string }

const FIGURES_MAX = 5
/** Countries are among the first by their ids. */
const PLACES_READ_MAX = 1_000

/**
 * The series that the words name: those of the metric with the shortest id first, or without words
 * for a metric those with the most claims. With `country`, only those with
 * one of these entities on either side; the words then need not name a place.
 */
export async function findFigures(
  snapshot: Snapshot,
  question: Question,
  country: readonly string[] | undefined
): Promise<FiguresHit[]> {
  if (question.words.length < 2 && !country) return []
  const { places, rest: others } = namedPlaces(
    question,
    await readPlaces(snapshot, question.needed)
  )
  const products = await readProducts(snapshot, question.needed)
  const {
    places: [product, ...more],
    rest
  } = namedPlaces(questionOf(others), products)
  if (more.length > 0) return []
  const words = withoutJoining(rest)
  const among = country && { ids: country, places: await readNames(snapshot, country) }
  const hits = new Map<string, Omit<FiguresHit, 'size'>>()
  const isAsked = and(isOf(snapshot, country), isAbout(snapshot, product))
  for (const { sides, where } of sidesOf(snapshot, { places, product }, words, among?.ids))
    for (const metric of await findMetrics(snapshot, words, and(where, isAsked))) {
      if (hits.has(metric.id)) continue
      const id = [`metric=${encodeURIComponent(metric.id)}`, ...sides].join('&')
      const others = among?.places.filter((one) => !places.some((place) => place.id === one.id))
      const names = [...places, ...(others ?? [])].map((place) => place.name)
      const name = figuresName([metric.name, product?.name], names)
      hits.set(metric.id, {
        rank: RANKS.figures,
        id,
        type: 'series',
        name,
        href: `/v1/series?${id}`
      })
    }
  return [...hits.values()].slice(0, FIGURES_MAX).map((hit, size) => ({ ...hit, size }))
}

/** What the places may be in a series, with the parameters that ask for it. */
function sidesOf(
  snapshot: Snapshot,
  {
    places: [first, second, third],
    product
  }: { places: readonly Place[]; product?: Place | undefined },
  words: readonly string[],
  country: readonly string[] | undefined
): { sides: string[]; where: SQL | undefined }[] {
  const also = [
    ...(product ? [`product=${listOf([product.id])}`] : []),
    ...(country ? [`country=${listOf(country)}`] : [])
  ]
  const named = [first, second, product].filter((one) => one !== undefined).length
  if (third || (words.length === 0 && named < 2 && !(country && product))) return []
  if (!first) return country || product ? [{ sides: also, where: undefined }] : []
  if (second) {
    const sides = [`between=${listOf([first.id, second.id])}`, ...also]
    return [{ sides, where: isBetween(snapshot, first, second) }]
  }
  return [
    { sides: [`subject=${listOf([first.id])}`, ...also], where: isSubject(snapshot, first) },
    { sides: [`partner=${listOf([first.id])}`, ...also], where: isPartner(snapshot, first) }
  ]
}

function listOf(ids: readonly string[]): string {
  return ids.map((id) => encodeURIComponent(id)).join(',')
}

async function readNames({ db, tables: { entity } }: Snapshot, ids: readonly string[]) {
  const { id, name } = entity
  const rows = await db
    .select({ id, name })
    .from(entity)
    .where(inArray(id, [...ids]))
    .orderBy(id)
  return rows
}

async function readPlaces(
  { db, tables: { entity } }: Snapshot,
  words: readonly string[]
): Promise<Place[]> {
  const rows = await db
    .select({ id: entity.id, name: entity.name, kind: entity.kind, texts: entity.search_text })
    .from(entity)
    .where(or(...words.map((word) => contains(entity.search_text, word))))
    .orderBy(asc(entity.id))
    .limit(PLACES_READ_MAX)
  return rows.map(({ kind, texts, ...place }) => ({
    ...place,
    isCountry: kind === 'country',
    texts: texts.trim().split('\n')
  }))
}

/** The metrics whose id or name has the words, with claims that have a period. */
async function findMetrics(
  { db, tables: { metric, series } }: Snapshot,
  words: readonly string[],
  where: SQL | undefined
): Promise<{ id: string; name: string }[]> {
  const head = metricHead(metric)
  const isNamed = beginsWords(head, words)
  // The metric called as it is asked for comes before those with a longer name, and a shorter id
  // is more of what is asked for.
  const isExact = sql`min(case when ${isCalled(head, words.join(' '))} then 0 else 1 end)`
  const length = words.length > 0 ? sql`length(${metric.id})` : undefined
  return db
    .select({ id: metric.id, name: metric.name })
    .from(series)
    .innerJoin(metric, eq(metric.id, series.metric))
    .where(and(where, isNotNull(series.calendar), isNamed))
    .groupBy(metric.id, metric.name)
    .orderBy(
      ...[isExact, length, desc(sql`sum(${series.observations})`), asc(metric.id)].filter(
        (one) => one !== undefined
      )
    )
    .limit(FIGURES_MAX)
}

function isSubject({ tables: { series } }: Snapshot, { id }: Place): SQL {
  return eq(series.subject, id)
}

function isPartner({ tables: { series } }: Snapshot, { id }: Place): SQL {
  return eq(series.partner, id)
}

function isOf(
  { tables: { series } }: Snapshot,
  country: readonly string[] | undefined
): SQL | undefined {
  return country && or(inArray(series.subject, [...country]), inArray(series.partner, [...country]))
}

function isAbout({ tables: { series } }: Snapshot, product: Place | undefined): SQL | undefined {
  return product && eq(series.product, product.id)
}

function isBetween({ tables: { series } }: Snapshot, a: Place, b: Place): SQL | undefined {
  return or(
    and(eq(series.subject, a.id), eq(series.partner, b.id)),
    and(eq(series.subject, b.id), eq(series.partner, a.id))
  )
}
