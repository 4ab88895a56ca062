// Turns the parameters of a feed into its question. A feed is followed for years, so nothing of it
// may be understood only in part: all ids must be known.
import type { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import { refusedParameter } from '../http/problems.ts'
import { exampleMetric } from '../identifiers/example-queries.ts'
import { resolvePairs } from '../identifiers/pairs.ts'
import { resolveAll } from '../identifiers/resolve.ts'
import type { Question } from './question.ts'
import type { feedQuery } from './schemas.ts'

export type FeedQuery = z.output<z.ZodObject<typeof feedQuery>>

const TOO_BROAD =
  'A feed of everything would be too broad to follow: name at least one metric or country. ' +
  'Mirrors of all data read /v1/changes.'

/** Looks up the ids. Throws a problem if one is unknown, or if neither metric nor country is given. */
export async function resolveQuestion(
  snapshot: Snapshot,
  { metric, country, between, event }: FeedQuery
): Promise<Question> {
  if (!metric && !country && !between) {
    const value = await exampleMetric(snapshot)
    throw refusedParameter(
      'metric',
      TOO_BROAD,
      ['metric=goods_trade', 'country=PAK', 'between=PAK,KAZ'],
      {
        lacks: value === undefined ? undefined : { name: 'metric', value }
      }
    )
  }
  const metrics = metric && (await resolveAll(snapshot, 'metric', 'metric', metric))
  const countries = country && (await resolveAll(snapshot, 'entity', 'country', country))
  const { filters } = await resolvePairs(snapshot, { between })
  const pair = filters.between
  if (pair && countries && !countries.ids.some((id) => pair.includes(id)))
    throw refusedParameter('country', 'It is none of the two in `between`.', pair)
  return {
    metric: metrics?.ids,
    country: pair ?? countries?.ids,
    isPair: pair && true,
    event
  }
}
