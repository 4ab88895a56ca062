import t, { type Test } from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

const SECOND = '2026-02-01T00:00:00Z'
const THIRD = '2026-02-03T04:05:06Z'
const FOURTH = '2026-05-01T00:00:00Z'
const PATH = '/v1/projections/P001/history'

/** Brought in, corrected, withdrawn, brought in again. */
async function fourRevisions(t: Test) {
  const made = await buildTestApp(t)
  await insertRows(made.store, { projection: [{}] })
  await insertRows(made.store, { projection: [{ value: 60 }] }, { time: SECOND })
  await withdraw(made.store, 'projection', 'P001')
  await insertRows(made.store, { projection: [{ value: 70 }] }, { time: FOURTH })
  return made
}

t.test('200 with every version and the withdrawal, the newest first', async (t) => {
  const { app } = await fourRevisions(t)
  const { data, meta } = (await app.inject(PATH)).json()
  const own = (one: { row: { id: string; value: number } | null }) => ({
    ...one,
    row: one.row && [one.row.id, one.row.value]
  })
  const unknown = { made_by: null, reason: null }
  const ended = { retired_revision: null, retired_at: null }
  t.same(data.map(own), [
    {
      id: 'P001',
      revision: 4,
      recorded_at: FOURTH,
      action: 'insert',
      ...unknown,
      ...ended,
      row: ['P001', 70]
    },
    {
      id: 'P001',
      revision: 3,
      recorded_at: THIRD,
      action: 'withdraw',
      made_by: 'a key',
      reason: 'a misprint',
      ...ended,
      row: null
    },
    {
      id: 'P001',
      revision: 2,
      recorded_at: SECOND,
      action: 'correct',
      ...unknown,
      retired_revision: 3,
      retired_at: THIRD,
      row: ['P001', 60]
    },
    {
      id: 'P001',
      revision: 1,
      recorded_at: RECORDED_AT,
      action: 'insert',
      ...unknown,
      retired_revision: 2,
      retired_at: SECOND,
      row: ['P001', data[3].row.value]
    }
  ])
  t.match(meta, { revision: 4, count: 4 })
})

t.test('200 for one that is withdrawn', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}] })
  await withdraw(store, 'projection', 'P001')
  const { data } = (await app.inject(PATH)).json()
  t.match(data, [
    { action: 'withdraw', row: null },
    { action: 'insert', retired_revision: 2, row: { id: 'P001' } }
  ])
})

t.test('200 in pages, and as CSV', async (t) => {
  const { app } = await fourRevisions(t)
  const revisions: number[] = []
  for (let next: string | null = `${PATH}?limit=1`; next !== null; ) {
    const { data, links }: { data: { revision: number }[]; links: { next: string | null } } = (
      await app.inject(next)
    ).json()
    revisions.push(...data.map(({ revision }) => revision))
    next = links.next
  }
  t.same(revisions, [4, 3, 2, 1])
  const csv = await app.inject(PATH.replace('history', 'history.csv'))
  t.equal(csv.headers['content-disposition'], 'inline; filename="projections-history.csv"')
  t.match(
    csv.body,
    /^id,revision,recorded_at,action,made_by,reason,retired_revision,retired_at,row_id,row_metric,/
  )
  t.match(csv.body, /\nP001,3,2026-02-03T04:05:06Z,withdraw,a key,a misprint,,,,,/)
})

t.test('a cursor belongs to one thing', async (t) => {
  const { app, store } = await fourRevisions(t)
  await insertRows(store, { projection: [{ id: 'X2' }] })
  const { links } = (await app.inject(`${PATH}?limit=1`)).json()
  const response = await app.inject(links.next.replace('P001', 'X2'))
  t.equal(response.json().code, 'invalid_cursor')
})

t.test('404 for an id that never was, with near ones', async (t) => {
  const { app } = await fourRevisions(t)
  const message = 'No projection has the id "P0019". Similar ids: P001.'
  expectProblem(t, await app.inject('/v1/projections/P0019/history'), 'not_found', {
    errors: [{ pointer: '/path/id', message, allowed: ['P001'] }]
  })
})
