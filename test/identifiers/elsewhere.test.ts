// Ids of another kind of thing, or in another case, are told for what they are.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { testEvery } from '../helpers/test-every.ts'

testEvery('an id of something else says what it is and where to ask', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [url, message, tried] of [
    [
      '/v1/observations?subject=c0001',
      'No entity has the id "c0001"; C0001 is a claim: see /v1/observations/C0001.',
      null
    ],
    [
      '/v1/observations?subject=P001',
      'No entity has the id "P001"; P001 is a projection: see /v1/projections/P001.',
      null
    ],
    [
      '/v1/observations?metric=PAK',
      'No metric has the id "PAK"; PAK is an entity: see /v1/entities/PAK.',
      null
    ],
    [
      '/v1/observations?source=official-target',
      'No source has the id "official-target"; official-target is a scenario: see ' +
        '/v1/projections?scenario=official-target.',
      null
    ],
    [
      '/v1/observations/c0001',
      'No observation has the id "c0001". Similar ids: C0001.',
      '/v1/observations/C0001'
    ],
    [
      '/v1/observations?metric=Goods_Trade',
      'No metric has the id "Goods_Trade". Similar ids: goods_trade.',
      '/v1/observations?metric=goods_trade'
    ]
  ] as const) {
    const { errors, try: works } = (await app.inject(url)).json()
    every.same([errors[0].message, works], [message, tried], url)
    const link = message.split(': see ')[1]?.slice(0, -1) ?? tried
    if (link) every.equal((await app.inject(link)).statusCode, 200, link)
  }
})

t.test('what is nothing anywhere still gets near ids', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { errors } = (await app.inject('/v1/observations?metric=goods_trad')).json()
  t.match(errors[0].message, 'Similar ids: goods_trade')
})
