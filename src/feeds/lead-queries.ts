// Finds out whether a question is about so few rows of a table that they are read along the indexes
// of metric, subject and partner, and sorted. If not, the table is walked by its revisions.
import type { SQL, SQLWrapper } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { and, inArray, or, sql } from '../db/orm.ts'
import { shapeOf, statement, valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import { matterAsked, type Question } from './question.ts'

/**
 * Up to `few` rows of each side of a table are looked up and sorted. A walk passes by at most
 * `passed` rows of each source for one page. A row costs one or two microseconds.
 */
export type Limits = { few: number; passed: number }
export const LIMITS: Limits = { few: 4_000, passed: 15_000 }

/** The columns that say what a row is about. */
export type Matter = Record<'metric' | 'subject' | 'partner', SQLWrapper>
type Sided = SQLiteTable & Matter

/** Conditions that each lead along an index; together they find what the question is about. */
export type Leads = SQL[]

/** True for rows that the question is about. No index is chosen for it. */
export function meets(matter: Matter, { metric, country, isPair }: Question): SQL | undefined {
  const join = isPair ? and : or
  return and(
    metric && isOne(hide(matter.metric), 'metric', metric),
    country &&
      join(
        isOne(hide(matter.subject), 'country', country),
        isOne(hide(matter.partner), 'country', country)
      )
  )
}

/** The leads of a table with indexes of its matter; undefined if one has more than few rows. */
export async function findLeads(
  snapshot: Snapshot,
  name: 'observation' | 'observation_history' | 'projection' | 'claim_check_about',
  question: Question,
  { few }: Limits
): Promise<Leads | undefined> {
  const table: Sided = snapshot.tables[name]
  const leads: Leads = []
  for (const [side, ways] of waysOf(table, question).entries()) {
    const counts = await countWays(snapshot, { name, side, table, ways }, question, few)
    const found = ways.find((_, index) => (counts[index] ?? few + 1) <= few)
    if (!found) return undefined
    leads.push(and(found.lead, found.rest) ?? found.lead)
  }
  return leads
}

/** A way to one side of the matter: a condition that an index serves, and one that none does. */
type Way = { lead: SQL; rest?: SQL | undefined }

/** For each side of the matter, the ways to it. */
function waysOf(
  { metric, subject, partner }: Sided,
  { metric: of, country, isPair }: Question
): Way[][] {
  const isMetric = (column: SQLWrapper) => of && isOne(column, 'metric', of)
  if (!country) return [[{ lead: isMetric(metric) ?? sql`false` }]]
  const [isSubject, isPartner] = [
    isOne(subject, 'country', country),
    isOne(partner, 'country', country)
  ]
  const lead = isMetric(metric)
  const isOther = isOne(hide(partner), 'country', country)
  if (isPair) return [[{ lead: and(lead, isSubject) ?? isSubject, rest: isOther }]]
  if (!lead) return [[{ lead: isSubject }], [{ lead: isPartner }]]
  return [
    [{ lead: and(lead, isSubject) ?? lead }],
    [
      { lead: isPartner, rest: isMetric(hide(metric)) },
      { lead, rest: isOther }
    ]
  ]
}

/** How many rows each way passes by, at most one more than few. */
async function countWays(
  { db }: Snapshot,
  { name, side, table, ways }: { name: string; side: number; table: Sided; ways: Way[] },
  question: Question,
  few: number
): Promise<number[]> {
  const prepare = () => {
    const counts = ways.map(({ lead }, index) => {
      const some = sql`(select 1 from ${table} where ${lead} limit ${sql.placeholder('most')})`
      return [
        `way${index}`,
        sql<number>`(select count(*) from ${some} as counted)`.as(`way${index}`)
      ]
    })
    return db
      .select(Object.fromEntries(counts) as Record<string, SQL.Aliased<number>>)
      .from(sql`(select 1) as one`)
      .prepare()
  }
  const asked = matterAsked(question)
  const shape = `feed ways ${name} ${side} ${shapeOf(asked)}`
  const [row] = await statement(db, shape, prepare).execute({
    ...valuesOf(asked),
    most: few + 1
  })
  return ways.map((_, index) => Number(row?.[`way${index}`]))
}

/** An expression in place of a column keeps engines from reading along its index. */
export function hide(column: SQLWrapper): SQL {
  return sql`(${column} || '')`
}

function isOne(column: SQLWrapper, name: string, values: readonly string[]): SQL {
  return inArray(
    column as SQL,
    values.map((_, index) => sql.placeholder(`${name}${index}`))
  )
}
