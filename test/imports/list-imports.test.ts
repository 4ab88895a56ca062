import t, { type Test } from 'tap'
import { DataError } from '../../src/files/data-error.ts'
import { recordRefusal } from '../../src/imports/engine/record-refusal.ts'
import { buildTestApp } from '../helpers/app.ts'
import { CHANGED_AT, withdraw } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

/** One import, one that is refused for two cells, one withdrawal. */
async function threeImports(t: Test) {
  const made = await buildTestApp(t)
  await insertRows(made.store, { observation: [{}, { id: 'C0002' }] })
  const time = '2026-01-15T00:00:00Z'
  const bad = insertRows(made.store, { observation: [{ metric: 'nope', source: 'nope' }] })
  const error = await bad.catch((error: unknown) => error)
  if (!(error instanceof DataError)) throw new Error('the rows should have been refused')
  await recordRefusal(made.store, error, { kind: 'test', time })
  await withdraw(made.store, 'observation', 'C0002')
  return made
}

type Row = { id: string; counts: { type: string; inserted: number; withdrawn: number }[] }
const ids = (answer: { data: Row[] }) => answer.data.map(({ id }) => id)

t.test('200 with what came in when, the newest first, and what was refused', async (t) => {
  const { app, store } = await threeImports(t)
  const response = await app.inject('/v1/imports')
  const { data } = response.json()
  t.same(ids(response.json()), ['2', 'refused-1', '1'])
  t.same(data[1], {
    id: 'refused-1',
    revision: null,
    state: 'refused',
    kind: 'test',
    started: '2026-01-15T00:00:00Z',
    finished: '2026-01-15T00:00:00Z',
    made_by: null,
    note: null,
    checksum: null,
    counts: [],
    refused_cells: 2
  })
  t.match(data[0], {
    revision: 2,
    state: 'done',
    kind: 'change',
    finished: CHANGED_AT,
    made_by: 'a key',
    note: 'a misprint',
    checksum: null
  })
  const claims = data.map(({ counts }: Row) => counts.find(({ type }) => type === 'observation'))
  t.same(claims[0], { type: 'observation', inserted: 0, corrected: 0, withdrawn: 1, kept: 0 })
  t.same(claims[2], { type: 'observation', inserted: 2, corrected: 0, withdrawn: 0, kept: 0 })
  t.equal(store.revision(), 2, 'a refusal makes no revision')
})

t.test('answers are not stored, for a refusal changes them without a new revision', async (t) => {
  const { app } = await threeImports(t)
  for (const url of ['/v1/imports', '/v1/imports.csv', '/v1/imports/1', '/v1/imports/refused-1']) {
    const { headers } = await app.inject(url)
    t.same([headers['cache-control'], headers.etag], ['no-store', undefined], url)
    t.equal((await app.inject({ url, headers: { 'if-none-match': '*' } })).statusCode, 200, url)
  }
})

t.test('200 by kind and state', async (t) => {
  const { app } = await threeImports(t)
  const found = async (query: string) => ids((await app.inject(`/v1/imports?${query}`)).json())
  t.same(await found('kind=change'), ['2'])
  t.same(await found('kind=upload'), [])
  t.same(await found('state=done'), ['2', '1'])
  t.same(await found('state=refused'), ['refused-1'])
  t.same(await found('kind=change&state=refused'), [])
})

t.test('400 for a kind that is none, with those there are', async (t) => {
  const { app } = await threeImports(t)
  const kinds = ['starter', 'series', 'import', 'upload', 'change', 'recheck']
  expectProblem(t, await app.inject('/v1/imports?kind=zzz'), 'invalid_parameter', {
    errors: [
      {
        pointer: '/query/kind',
        message: `"zzz" is not one of ${kinds.join(', ')}.`,
        allowed: kinds
      }
    ]
  })
})

t.test('in pages each import once, also where several have the same time', async (t) => {
  const { app, store } = await threeImports(t)
  for (let n = 0; n < 4; n += 1) {
    await recordRefusal(store, { cells: [], count: [].length }, { kind: 'test', time: RECORDED_AT })
    await insertRows(store, { observation: [{ value: n }] })
  }
  const all = ids((await app.inject('/v1/imports')).json())
  t.equal(all.length, 11)
  t.equal(new Set(all).size, 11)
  for (const limit of [1, 2, 5]) {
    const seen: string[] = []
    for (let next: string | null = `/v1/imports?limit=${limit}`; next !== null; ) {
      const answer: { data: Row[]; links: { next: string | null } } = (
        await app.inject(next)
      ).json()
      seen.push(...ids(answer))
      next = answer.links.next
    }
    t.same(seen, all, `pages of ${limit}`)
  }
})

t.test('the newest thousand refusals are kept', async (t) => {
  const { app, store } = await buildTestApp(t)
  for (let n = 0; n < 1_002; n += 1)
    await recordRefusal(store, { cells: [], count: [].length }, { kind: 'test', time: RECORDED_AT })
  const kept = ids((await app.inject('/v1/imports?limit=1000')).json())
  t.same([kept.length, kept.at(0), kept.at(-1)], [1_000, 'refused-1002', 'refused-3'])
})

t.test('what the starter files get wrong is not recorded', async (t) => {
  const { app, store } = await buildTestApp(t)
  await t.rejects(
    insertRows(store, { observation: [{ metric: 'nope' }] }, { kind: 'starter' }),
    DataError
  )
  t.same((await app.inject('/v1/imports')).json().data, [])
})

t.test('400 for a state that is none', async (t) => {
  const { app } = await buildTestApp(t)
  expectProblem(t, await app.inject('/v1/imports?state=failed'), 'invalid_parameter', {
    errors: [
      {
        pointer: '/query/state',
        message: '"failed" is not one of done, refused.',
        allowed: ['done', 'refused']
      }
    ]
  })
})
