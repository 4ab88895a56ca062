import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

t.test('200 with parents, children and coverage', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    metric: [{ by_product: 'optional' }, { id: 'goods_exports', by_product: 'yes' }],
    product: [
      { id: 'HS2022-XI', code: 'XI', name: 'Textiles' },
      { id: 'HS2022-52', parent: 'HS2022-XI' },
      { id: 'HS2022-5201', code: '5201', name: 'Raw cotton', parent: 'HS2022-52' },
      { id: 'HS2022-5205', code: '5205', name: 'Cotton yarn', parent: 'HS2022-52' }
    ],
    observation: [
      { id: 'C1', product: 'HS2022-52' },
      { id: 'C2', product: 'HS2022-52', period: '2022' },
      { id: 'C3', metric: 'goods_exports', product: 'HS2022-52' },
      { id: 'C4', product: 'HS2022-5201' },
      { id: 'C5' }
    ]
  })
  const { data } = (await app.inject('/v1/products/HS2022-52')).json()
  t.same(data, {
    id: 'HS2022-52',
    scheme: 'HS2022',
    code: '52',
    name: 'Cotton',
    parent: 'HS2022-XI',
    note: null,
    parents: [{ id: 'HS2022-XI', name: 'Textiles' }],
    children: [
      { id: 'HS2022-5201', name: 'Raw cotton' },
      { id: 'HS2022-5205', name: 'Cotton yarn' }
    ],
    coverage: { observations: 3, metrics: ['goods_exports', 'goods_trade'] }
  })
  t.same((await app.inject('/v1/products/hs2022%2052')).json().data, data, 'by scheme and code')
  t.same((await app.inject('/v1/products/HS2022-5201')).json().data.parents, [
    { id: 'HS2022-52', name: 'Cotton' },
    { id: 'HS2022-XI', name: 'Textiles' }
  ])
})

t.test('404 with near ids for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { product: [{}] })
  const message = 'No product has the id "HS2022-53". Similar ids: HS2022-52.'
  expectProblem(t, await app.inject('/v1/products/HS2022-53'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['HS2022-52'] }]
  })
})
