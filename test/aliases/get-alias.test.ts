import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

t.test('200 with every field', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { source: [{}], entity: [{}], alias: [{}, { id: 'another' }] })
  const response = await app.inject('/v1/aliases/karachi-port-ur')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: {
      id: 'karachi-port-ur',
      entity: 'karachi-port',
      name: 'کراچی بندرگاہ',
      language: 'ur',
      scheme: null,
      source: 'a-paper',
      note: null
    },
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: 'Facts quoted with attribution: name the source of each figure.',
      warnings: []
    }
  })
})

t.test('404 with near ids for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { source: [{}], entity: [{}], alias: [{}] })
  const message = 'No alias has the id "karachi-port-uk". Similar ids: karachi-port-ur.'
  expectProblem(t, await app.inject('/v1/aliases/karachi-port-uk'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['karachi-port-ur'] }]
  })
})
