import t from 'tap'
import { recordRefusal } from '../../src/imports/engine/record-refusal.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { claim, file, refused } from './importing.ts'

t.test('200 for the import that made a revision', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data } = (await app.inject('/v1/imports/1')).json()
  t.match(data, {
    id: '1',
    revision: 1,
    state: 'done',
    kind: 'starter',
    finished: '2026-11-23T00:00:00Z',
    refused_cells: 0
  })
  t.same(data.errors, [])
  t.same(data.counts[10], {
    type: 'observation',
    inserted: 1329 + 416,
    corrected: 0,
    withdrawn: 0,
    kept: 0
  })
})

t.test('200 for a refused import, with the cells that could not be taken', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  await refused(store, [file('observation', [claim('N1', { source: 'nope' })])])
  const { data } = (await app.inject('/v1/imports/refused-1')).json()
  t.match(data, { id: 'refused-1', revision: null, state: 'refused', refused_cells: 1 })
  t.same(data.errors, [
    {
      file: 'observation.csv',
      line: 2,
      column: 'source',
      value: 'nope',
      expected: 'the id of a source',
      alike: 0,
      distinct: 0,
      values: []
    }
  ])
})

t.test('many unknown names: how many different ones there are, and which', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const claims = ['Atlantis', 'Lemuria', 'Lyonesse'].flatMap((subject) =>
    Array.from({ length: 50 }, (_, index) => claim(`${subject}-${index}`, { subject }))
  )
  await refused(store, [file('observation', claims)])
  const { data } = (await app.inject('/v1/imports/refused-1')).json()
  t.same([data.refused_cells, data.errors.length], [150, 100])
  t.match(data.errors.at(-1), {
    column: 'subject',
    alike: 50,
    distinct: 3,
    values: [
      { value: 'Atlantis', cells: 50 },
      { value: 'Lemuria', cells: 50 },
      { value: 'Lyonesse', cells: 50 }
    ]
  })
})

t.test('of many cells the first hundred, and long values cut', async (t) => {
  const { app, store } = await buildTestApp(t)
  const cell = {
    file: 'claims.csv',
    line: 2,
    column: 'note',
    value: 'x'.repeat(5_000),
    expected: 'less'
  }
  await recordRefusal(
    store,
    { cells: Array(250).fill(cell), count: Array(250).fill(cell).length },
    { kind: 'test', time: RECORDED_AT }
  )
  const { data } = (await app.inject('/v1/imports/refused-1')).json()
  t.same([data.refused_cells, data.errors.length, data.errors[0].value.length], [250, 100, 200])
})

for (const id of [
  '2',
  '0',
  '01',
  '-1',
  'refused-1',
  'refused-01',
  'starter',
  '99999999999',
  '1.0'
]) {
  t.test(`404 for ${id}, with the revisions there are`, async (t) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, {})
    expectProblem(t, await app.inject(`/v1/imports/${id}`), 'not_found', {
      errors: [
        {
          pointer: '/path/id',
          message: `There is no import ${id}. The revisions are 1 to 1.`,
          allowed: ['a revision from 1 to 1', 'an id from GET /v1/imports']
        }
      ]
    })
  })
}

t.test('404 where there is no import at all', async (t) => {
  const { app } = await buildTestApp(t)
  const message = 'There is no import 1. There are no imports yet.'
  expectProblem(t, await app.inject('/v1/imports/1'), 'not_found', {
    errors: [{ pointer: '/path/id', message, allowed: [] }]
  })
})
