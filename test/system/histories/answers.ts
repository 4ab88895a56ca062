// What is computed from the data of a history: each answer is asked for when it is the newest, and
// again as of its time when the history has ended.
import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { asOf, type Said, said } from '../../helpers/said.ts'

const ADDRESSES = [
  '/v1/forecasts?metric=metric-0&horizon=1',
  '/v1/forecasts?metric=metric-1&by=author&total=true&limit=1',
  '/v1/forecasts?metric=metric-0&by=author&source=source-0',
  '/v1/projections/projection-0/path',
  '/v1/projections/projection-0/progress',
  '/v1/projections/projection-0/outlook?by=author',
  '/v1/projections/projection-1/progress?by=author&measured_on=2022'
]

/** The answers of each revision. */
export type Answers = Map<number, Said[]>

/** Asks for all addresses while a revision is the newest. */
export async function ask(
  app: FastifyInstance,
  answers: Answers,
  revision: number,
  addresses: readonly string[] = ADDRESSES
): Promise<void> {
  const given: Said[] = []
  for (const address of addresses) given.push(await said(app, address))
  answers.set(revision, given)
}

/**
 * Compares the answers with those as of their times; tells how many of them had something to say.
 */
export async function checkAnswers(
  app: FastifyInstance,
  answers: Answers,
  times: readonly string[],
  addresses: readonly string[] = ADDRESSES
): Promise<number> {
  let told = 0
  for (const [revision, time] of times.entries()) {
    // Of several revisions in one second `as_of` answers the newest.
    const given = answers.get(times.lastIndexOf(time))
    for (const [index, address] of (revision > 0 ? addresses : []).entries()) {
      const url = asOf(address, time)
      const [then, found] = [given?.[index], await said(app, url)]
      if (then?.status === 200) told += 1
      if (!isDeepStrictEqual(found, then))
        throw new Error(
          `${url}\nfound    ${JSON.stringify(found)}\nexpected ${JSON.stringify(then)}`
        )
    }
  }
  return told
}
