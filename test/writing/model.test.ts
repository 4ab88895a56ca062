// Any sequence of writes leaves what a plain model of them has: the same answers, the same lists,
// and each version there ever was once.
import fc from 'fast-check'
import t from 'tap'
import { pluck } from '../helpers/pluck.ts'
import { runs, seedOr } from '../helpers/random.ts'
import {
  apply,
  type Claim,
  emptyModel,
  type Model,
  type Step,
  steps,
  type Version
} from './model.ts'
import { type Service, writable } from './service.ts'

const RUNS = process.env['TEST_ENGINE'] ? 4 : runs(5, 100)
const SEED = seedOr(20_261_123)
const PATHS = { claims: '/v1/observations', sources: '/v1/sources' }
const TABLES = { claims: 'observation', sources: 'source' }
const CLAIM = { metric: 'goods_trade', subject: 'KAZ', bound: 'exact', text: 'as printed' }

// One service and one model for all sequences: each goes on where the one before has ended.
t.test(`${RUNS} sequences, seed ${SEED}`, async (t) => {
  const service = await writable(t)
  for (const address of [
    '/v1/observations/C0001',
    '/v1/projections/P001',
    '/v1/events/E001',
    '/v1/sources/a-paper',
    '/v1/sources/spare'
  ])
    await service.send('DELETE', `${address}?reason=not%20in%20the%20model`)
  const seen = new Map<string, number>()
  const model = { ...emptyModel(), revision: 6 }
  const property = fc.asyncProperty(
    fc.array(steps, { minLength: 5, maxLength: 25 }),
    async (sequence) => {
      for (const step of sequence) {
        const expected = apply(model, step)
        const { statusCode, body } = await ask(service, step)
        if (statusCode !== expected)
          throw new Error(`${JSON.stringify(step)}: ${statusCode} instead of ${expected}: ${body}`)
        seen.set(`${step.verb} ${statusCode}`, (seen.get(`${step.verb} ${statusCode}`) ?? 0) + 1)
        await compare(service, model)
      }
      await compareVersions(service, model)
    }
  )
  await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true })
  t.same(await versions(service, 'observation_history'), keys(model.retired.claims))
  const outcomes = [
    'POST 201',
    'POST 409',
    'POST 422',
    'PATCH 200',
    'PATCH 404',
    'PATCH 410',
    'PATCH 422',
    'DELETE 200',
    'DELETE 409',
    'DELETE 410'
  ]
  if (RUNS >= 25)
    for (const outcome of outcomes)
      t.ok(seen.has(outcome), `${outcome}: ${seen.get(outcome)} times`)
})

function ask({ send }: Service, step: Step) {
  const path = PATHS[step.of]
  if (step.verb === 'POST')
    return send(
      'POST',
      path,
      step.of === 'claims' ? { ...CLAIM, ...step.row } : { kind: 'press', ...step.row }
    )
  if (step.verb === 'PATCH') return send('PATCH', `${path}/${step.id}`, step.patch)
  return send('DELETE', `${path}/${step.id}?reason=x`)
}

/** Throws unless the lists hold what the model holds. */
async function compare({ get }: Service, model: Model): Promise<void> {
  const claims = (await get('/v1/observations?sort=id&limit=1000')).json()
  const found = claims.data.map(
    ({ id, value, period, note, source, derived_from }: Claim & { source: { id: string } }) => {
      return { id, value, period, note, source: source.id, derived_from }
    }
  )
  equal(found, sorted(model.claims), 'claims')
  const sources = (await get('/v1/sources?limit=1000')).json()
  equal(
    sources.data.map(
      ({ id, publisher, title }: { id: string; publisher: string; title: string }) => ({
        id,
        publisher,
        title
      })
    ),
    sorted(model.sources),
    'sources'
  )
  equal([claims.meta.revision], [model.revision], 'revision')
  const { observations } = (await get('/v1/metrics/goods_trade')).json().data.coverage
  equal(observations, model.claims.size, 'coverage')
}

/**
 * Throws unless each version that is no longer current stands in the history once, and each current
 * one in the table.
 */
async function compareVersions(service: Service, model: Model): Promise<void> {
  for (const noun of ['claims', 'sources'] as const) {
    equal(
      await versions(service, `${TABLES[noun]}_history`),
      keys(model.retired[noun]),
      `history of ${noun}`
    )
    equal(
      await versions(service, TABLES[noun]),
      keys([...model[noun].values()]),
      `revisions of ${noun}`
    )
  }
}

/** But for those of before the model. */
async function versions({ store }: Service, table: string): Promise<string[]> {
  return (
    await pluck(store, `select id || ' ' || revision from ${table} where revision > 1`)
  ).sort()
}

const keys = (rows: Version[]) => rows.map(({ id, revision }) => `${id} ${revision}`).sort()

function sorted(rows: Map<string, Version>): object[] {
  return [...rows.values()]
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ revision: _, ...row }) => row)
}

function equal(found: unknown, expected: unknown, what: string): void {
  const order = (value: unknown): string =>
    JSON.stringify(value, (_key, part) =>
      part && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort())
        : part
    )
  if (order(found) !== order(expected))
    throw new Error(`${what}: found ${order(found)}, expected ${order(expected)}`)
}
