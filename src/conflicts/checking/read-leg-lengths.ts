// Reads the lengths of the legs of a corridor.
import { and, eq, inArray, isNull, sql } from '../../db/orm.ts'
import { chunks } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import { chooseLength } from '../../network/choose-length.ts'
import type { LegLength } from '../model/checks.ts'
import { LEG_LENGTH } from '../model/identities.ts'
import { claimColumns } from './claim-columns.ts'

/** The lengths of these legs, in order; none at all if one is missing. */
export async function readLegLengths(
  snapshot: Snapshot,
  legs: readonly string[]
): Promise<LegLength[]> {
  const claims: Awaited<ReturnType<typeof selectLengthClaims>> = []
  for (const some of chunks(new Set(legs)))
    claims.push(...(await selectLengthClaims(snapshot, some)))
  const preferred = new Set(claims.filter((claim) => claim.preferred).map(({ id }) => id))
  const ofLeg = Map.groupBy(claims, ({ subject }) => subject)
  const lengths = legs.flatMap((leg) => {
    const said = ofLeg.get(leg) ?? []
    const chosen = chooseLength(said, preferred)
    const claim = said.find(({ id }) => id === chosen?.observation)
    return chosen && claim ? [{ ...chosen, claim }] : []
  })
  return lengths.length < legs.length ? [] : lengths
}

async function selectLengthClaims(
  { db, tables: { observation, source, relation } }: Snapshot,
  legs: readonly string[]
) {
  const preferring = db
    .select({ id: relation.id })
    .from(relation)
    .where(and(eq(relation.observation, observation.id), eq(relation.kind, 'preferred_over')))
  return db
    .select({
      ...claimColumns(observation),
      source_kind: source.kind,
      published: source.published,
      preferred: sql`exists ${preferring}`.mapWith(Boolean)
    })
    .from(observation)
    .innerJoin(source, eq(source.id, observation.source))
    .where(
      and(
        eq(observation.metric, LEG_LENGTH),
        inArray(observation.subject, [...legs]),
        isNull(observation.partner)
      )
    )
}
