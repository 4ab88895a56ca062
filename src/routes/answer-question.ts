// Reads a question about routes, and answers it.
import type { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import { refusedParameter } from '../http/problems.ts'
import { type KnownNetwork, networkOf } from '../network/queries.ts'
import { answerMatrix } from './answer-matrix.ts'
import { answerRoutes } from './answer-routes.ts'
import type { Question } from './find-alternatives.ts'
import { findEnd, findEnds, findPassed, seaPorts } from './places.ts'
import {
  type findRoutesQuery,
  MATRIX_SIDE_MAX,
  ROUTES_MAX,
  type routeMatrixQuery,
  SEA,
  VIA_MAX
} from './question-schemas.ts'
import { readConditions } from './read-conditions.ts'
import type { Matrix, Routes } from './schemas.ts'

type Answer<Row> = { row: Row; warnings: string[] }
type RoutesQuery = z.output<z.ZodObject<typeof findRoutesQuery>>
type MatrixQuery = z.output<z.ZodObject<typeof routeMatrixQuery>>

/** Almaty, Astana and the capitals of the four other countries of Central Asia. */
const USUAL_ORIGINS = ['almaty', 'astana', 'ashgabat', 'bishkek', 'dushanbe', 'tashkent']

/** The alternatives between two places. */
export async function findRoutesFor(
  snapshot: Snapshot,
  query: RoutesQuery
): Promise<Answer<Routes>> {
  const known = await networkOf(snapshot)
  const { question, to, warnings } = await readQuestion(snapshot, known, query)
  const { conditions, warnings: more } = await readConditions(snapshot, known, query)
  const { from, via, rankBy } = question
  const row = {
    from,
    to,
    via: [...via],
    rank_by: rankBy,
    ...answerRoutes(known, question, conditions)
  }
  // With `fields` the sentence would be lost otherwise.
  const none = row.no_way ? [row.no_way.message] : []
  return { row, warnings: [...warnings, ...more, ...none] }
}

async function readQuestion(snapshot: Snapshot, known: KnownNetwork, query: RoutesQuery) {
  const from = await findEnd(snapshot, known, 'from', query.from)
  const isSea = query.to.toLowerCase() === SEA
  const to = isSea ? undefined : await findEnd(snapshot, known, 'to', query.to)
  if (to?.id === from.id)
    throw refusedParameter('to', `${to.id} is where the routes begin.`, [
      'another place than in `from`',
      SEA
    ])
  if (query.via && query.via.length > VIA_MAX)
    throw refusedParameter('via', `${query.via.length} places are too many.`, [
      `at most ${VIA_MAX} places`
    ])
  const via = query.via ? await findPassed(snapshot, known, 'via', query.via) : undefined
  const question: Question = {
    from: from.id,
    to: to ? [to.id] : seaPorts(known),
    via: via?.ids ?? [],
    rankBy: query.rank_by ?? 'distance',
    isNamed: query.named ?? false,
    most: query.alternatives ?? ROUTES_MAX
  }
  const warnings = [from, to, via].flatMap((found) => found?.warnings ?? [])
  return { question, to: to?.id ?? SEA, warnings }
}

/** The shortest ways from origins to ports. */
export async function findMatrix(snapshot: Snapshot, query: MatrixQuery): Promise<Answer<Matrix>> {
  const known = await networkOf(snapshot)
  const { network } = known
  const usual = USUAL_ORIGINS.filter((id) => network.places.has(id))
  const sides = {
    from: await findSide(snapshot, known, 'from', query.from),
    to: await findSide(snapshot, known, 'to', query.to),
    market: await findSide(snapshot, known, 'market', query.market)
  }
  const { conditions, warnings } = await readConditions(snapshot, known, query)
  const question = {
    from: sides.from?.ids ?? usual,
    to: sides.to?.ids ?? seaPorts(known),
    markets: sides.market?.ids ?? [null]
  }
  const found = Object.values(sides).flatMap((side) => side?.warnings ?? [])
  return { row: answerMatrix(known, question, conditions), warnings: [...found, ...warnings] }
}

async function findSide(
  snapshot: Snapshot,
  known: KnownNetwork,
  name: 'from' | 'to' | 'market',
  values: readonly string[] | undefined
) {
  if (!values) return undefined
  if (values.length > MATRIX_SIDE_MAX)
    throw refusedParameter(name, `${values.length} places are too many.`, [
      `at most ${MATRIX_SIDE_MAX} places`
    ])
  return findEnds(snapshot, known, name, values)
}
