// Reads what there are figures about, for messages. Claims have versions, so that an answer as of a
// revision stays the same; the table of author series has none.
import { and, asc, eq, inArray, isNotNull, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Thing } from './claim-queries.ts'

/** So many claims are looked through for some examples. */
const READ_MAX = 2_000
const PARTNERS_MAX = 20
const NEAR_MAX = 5

/** Some partners that a metric has figures about with this subject, in order. */
export async function listPartners(
  snapshot: Snapshot,
  metric: string,
  subject: string
): Promise<string[]> {
  const { observation } = snapshot.tables
  const claims = snapshot.db
    .select({ partner: observation.partner })
    .from(observation)
    .where(
      and(
        eq(observation.metric, metric),
        eq(observation.subject, subject),
        isNotNull(observation.partner)
      )
    )
    .orderBy(asc(observation.partner))
    .limit(READ_MAX)
    .as('claims')
  const rows = await snapshot.db
    .selectDistinct({ partner: claims.partner })
    .from(claims)
    .orderBy(asc(claims.partner))
    .limit(PARTNERS_MAX)
  return rows.flatMap(({ partner }) => partner ?? [])
}

/** Some things of the same metric with the same sides, in any order, that have figures. */
export async function listThingsNear(
  snapshot: Snapshot,
  { metric, subject, partner }: Thing
): Promise<Omit<Thing, 'metric'>[]> {
  const sides = partner === null ? [subject] : [subject, partner]
  const near: Omit<Thing, 'metric'>[] = []
  for (const side of sides) near.push(...(await listThings(snapshot, { metric, side, sides })))
  return near.slice(0, NEAR_MAX)
}

type Sides = { metric: string; side: string; sides: string[] }

async function listThings(snapshot: Snapshot, { metric, side, sides }: Sides) {
  const { observation } = snapshot.tables
  const { subject, partner, direction, mode, product } = observation
  const isAmong = sides.length === 1 ? undefined : inArray(partner, sides)
  const claims = snapshot.db
    .select({ subject, partner, direction, mode, product })
    .from(observation)
    .where(and(eq(observation.metric, metric), eq(subject, side), isAmong))
    .orderBy(asc(partner))
    .limit(READ_MAX)
    .as('claims')
  const things = snapshot.db.selectDistinct().from(claims).as('things')
  return (
    snapshot.db
      .select()
      .from(things)
      // The engines order nulls differently.
      .orderBy(
        ...[things.partner, things.direction, things.mode, things.product].map((part) =>
          asc(sql`coalesce(${part}, '')`)
        )
      )
      .limit(NEAR_MAX)
  )
}
