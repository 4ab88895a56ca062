// Which checks are about what is asked for, in the way that reads least.
import type { SQL } from 'drizzle-orm'
import { and, eq, exists, inArray, ne, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'

/** What one figure of a check has to be about; ids are known to exist. */
export type FigureFilters = {
  metric?: string[] | undefined
  subject?: string[] | undefined
  partner?: string[] | undefined
  between?: string[] | undefined
}
/** `isFew`: so few checks that reading them all costs less than meeting them in order. */
type About = { condition?: SQL; isFew: boolean }

/** So many figures are sought by their index, and their checks sorted. */
const FEW = 5_000
/** From so many on, checks are walked in order and each is looked up: a page is soon full. Between the two the figures are listed first. */
const MANY = 100_000

/** True for the checks in which one figure meets all conditions on metric, subject and partner. */
export async function aboutFigures({ db, tables }: Snapshot, filters: FigureFilters): Promise<About> {
  const { claim_check, claim_check_figure: figure } = tables
  const { check, metric, subject, partner } = figure
  const sought = and(...conditionsOn({ metric: sql`${metric}`, subject: sql`${subject}`, partner: sql`${partner}` }, filters))
  if (!sought) return { isFew: false }
  const checks = db.select({ check }).from(figure).where(sought)
  const [found] = await db
    .select({ count: sql<number>`count(*)` })
    .from(db.select({ check }).from(figure).where(sought).limit(MANY).as('found'))
  const count = Number(found?.count)
  if (count < MANY) return { condition: inArray(claim_check.id, checks), isFew: count <= FEW }
  // Expressions in place of columns: only the index by check is of use here.
  const looked = { metric: sql`${metric} || ''`, subject: sql`${subject} || ''`, partner: sql`${partner} || ''` }
  const ofCheck = and(eq(check, claim_check.id), ...conditionsOn(looked, filters))
  return { condition: exists(db.select({ one: sql`1` }).from(figure).where(ofCheck)), isFew: false }
}

function conditionsOn(on: Record<'metric' | 'subject' | 'partner', SQL>, { metric, subject, partner, between }: FigureFilters): SQL[] {
  return [
    metric && inArray(on.metric, metric),
    subject && inArray(on.subject, subject),
    partner && inArray(on.partner, partner),
    between && and(inArray(on.subject, between), inArray(on.partner, between), ne(on.subject, on.partner))
  ].filter((condition) => condition !== undefined)
}
