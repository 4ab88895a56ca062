// The versions of a claim and of a projection.
import t, { type Test } from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

const SECOND = '2026-02-01T00:00:00Z'
const THIRD = '2026-02-03T04:05:06Z'
const FOURTH = '2026-05-01T00:00:00Z'

type Listed = { operationId: string; noun: 'observation' | 'projection'; id: string }
const LISTED: Listed[] = [
  { operationId: 'listObservationVersions', noun: 'observation', id: 'C0001' },
  { operationId: 'listProjectionVersions', noun: 'projection', id: 'P001' }
]

for (const listed of LISTED) t.test(listed.operationId, async (t) => testVersions(t, listed))

function testVersions(t: Test, listed: Listed): void {
  const { noun, id } = listed
  const path = `/v1/${noun}s/${id}/history`

  t.test('200 with every version and the withdrawal, the newest first', async (t) => {
    const { app } = await fourRevisions(t, listed)
    const { data, meta } = (await app.inject(path)).json()
    const own = (one: { row: { id: string; value: number } | null }) => ({
      ...one,
      row: one.row && [one.row.id, one.row.value]
    })
    const unknown = { made_by: null, reason: null }
    const ended = { retired_revision: null, retired_at: null }
    t.same(data.map(own), [
      {
        id,
        revision: 4,
        recorded_at: FOURTH,
        action: 'insert',
        ...unknown,
        ...ended,
        row: [id, 70]
      },
      {
        id,
        revision: 3,
        recorded_at: THIRD,
        action: 'withdraw',
        made_by: 'a key',
        reason: 'a misprint',
        ...ended,
        row: null
      },
      {
        id,
        revision: 2,
        recorded_at: SECOND,
        action: 'correct',
        ...unknown,
        retired_revision: 3,
        retired_at: THIRD,
        row: [id, 60]
      },
      {
        id,
        revision: 1,
        recorded_at: RECORDED_AT,
        action: 'insert',
        ...unknown,
        retired_revision: 2,
        retired_at: SECOND,
        row: [id, data[3].row.value]
      }
    ])
    t.match(meta, { revision: 4, count: 4 })
  })

  t.test('200 for one that is withdrawn', async (t) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, { [noun]: [{}] })
    await withdraw(store, noun, id)
    const { data } = (await app.inject(path)).json()
    t.match(data, [
      { action: 'withdraw', row: null },
      { action: 'insert', retired_revision: 2, row: { id } }
    ])
  })

  t.test('200 in pages, and as CSV', async (t) => {
    const { app } = await fourRevisions(t, listed)
    const revisions: number[] = []
    for (let next: string | null = `${path}?limit=1`; next !== null; ) {
      const { data, links }: { data: { revision: number }[]; links: { next: string | null } } = (
        await app.inject(next)
      ).json()
      revisions.push(...data.map(({ revision }) => revision))
      next = links.next
    }
    t.same(revisions, [4, 3, 2, 1])
    const csv = await app.inject(path.replace('history', 'history.csv'))
    t.equal(csv.headers['content-disposition'], `inline; filename="${noun}s-history.csv"`)
    t.match(
      csv.body,
      /^id,revision,recorded_at,action,made_by,reason,retired_revision,retired_at,row_id,row_metric,/
    )
    t.ok(csv.body.includes(`\n${id},3,${THIRD},withdraw,a key,a misprint,,,,,`))
  })

  t.test('a cursor belongs to one thing', async (t) => {
    const { app, store } = await fourRevisions(t, listed)
    await insertRows(store, { [noun]: [{ id: 'X2' }] })
    const { links } = (await app.inject(`${path}?limit=1`)).json()
    const response = await app.inject(links.next.replace(id, 'X2'))
    t.equal(response.json().code, 'invalid_cursor')
  })

  t.test('404 for an id that never was, with near ones', async (t) => {
    const { app } = await fourRevisions(t, listed)
    const message = `No ${noun} has the id "${id}x". Similar ids: ${id}.`
    expectProblem(t, await app.inject(`/v1/${noun}s/${id}x/history`), 'not_found', {
      errors: [{ pointer: '/path/id', message, allowed: [id] }]
    })
  })
}

/** Brought in, corrected, withdrawn, brought in again. */
async function fourRevisions(t: Test, { noun, id }: Listed) {
  const made = await buildTestApp(t)
  await insertRows(made.store, { [noun]: [{}] })
  await insertRows(made.store, { [noun]: [{ value: 60 }] }, { time: SECOND })
  await withdraw(made.store, noun, id)
  await insertRows(made.store, { [noun]: [{ value: 70 }] }, { time: FOURTH })
  return made
}
