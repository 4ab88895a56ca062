// Finds the checks about the figures asked for, in the way that reads least.
import type { SQL } from 'drizzle-orm'
import { and, inArray, isNull, ne, or, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'

/** Conditions that one figure of a check must meet. The ids are known to exist. */
export type FigureFilters = {
  metric?: string[] | undefined
  subject?: string[] | undefined
  partner?: string[] | undefined
  between?: string[] | undefined
  country?: string[] | undefined
  /** Of the checked figure. `total` adds figures without a product. */
  product?: string[] | undefined
  total?: true | undefined
}
/** `isFew`: the checks are so few that reading all of them costs less than reading in order. */
type About = { condition?: SQL; isFew: boolean }

/**
 * Up to this many checks are looked up and sorted. If there are more, they are read in order, and a
 * page is soon full.
 */
const FEW = 5_000

/** A condition for checks in which one figure meets all filters on metric, subject and partner. */
export async function aboutFigures(snapshot: Snapshot, filters: FigureFilters): Promise<About> {
  const { db, tables, now } = snapshot
  const { claim_check_about: figure } = tables
  const sought = and(...conditionsOn(figure, filters), hasProducts(snapshot, filters))
  if (!sought) return { isFew: false }
  const sets = db.selectDistinct({ about: figure.about }).from(figure).where(sought)
  const { claim_check: check, claim_check_history: retired } = now?.tables ?? tables
  let count = 0
  for (const table of now ? [check, retired] : [check]) {
    const about = db.select({ about: table.about }).from(table).where(inArray(table.about, sets))
    const [found] = await db
      .select({ count: sql<number>`count(*)` })
      .from(about.limit(FEW + 1 - count).as('found'))
    count += Number(found?.count)
    if (count > FEW) break
  }
  const isFew = count <= FEW
  const about = tables.claim_check.about
  // An expression in place of a column keeps engines from reading along its index.
  return { condition: isFew ? inArray(about, sets) : inArray(sql`${about} || ''`, sets), isFew }
}

/** A condition for checks whose checked figure is about the products, or is a total. */
export function ofProducts(
  { tables: { claim_check } }: Snapshot,
  { product, total }: FigureFilters
): SQL | undefined {
  return or(
    product && inArray(sql`${claim_check.product} || ''`, product),
    total && isNull(claim_check.product)
  )
}

/**
 * A condition for figures of which there are series of the products, so that few checks are read.
 * Nothing tells which series there were in the past, or which of many have totals.
 */
function hasProducts(
  { db, tables: { claim_check_about: figure, series }, now }: Snapshot,
  { product, total }: FigureFilters
): SQL | undefined {
  if (!product || total || now) return undefined
  const of = inArray(series.product, product)
  return and(
    inArray(figure.metric, db.select({ of: series.metric }).from(series).where(of)),
    inArray(figure.subject, db.select({ of: series.subject }).from(series).where(of))
  )
}

function conditionsOn(
  on: Snapshot['tables']['claim_check_about'],
  { metric, subject, partner, between, country }: FigureFilters
): SQL[] {
  return [
    metric && inArray(on.metric, metric),
    subject && inArray(on.subject, subject),
    partner && inArray(on.partner, partner),
    between &&
      and(inArray(on.subject, between), inArray(on.partner, between), ne(on.subject, on.partner)),
    country && or(inArray(on.subject, country), inArray(on.partner, country))
  ].filter((condition) => condition !== undefined)
}
