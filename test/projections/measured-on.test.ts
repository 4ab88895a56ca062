// Progress on a day of which nothing can be known: before the first observation, or after the
// newest data.
import t, { type Test } from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

const PROGRESS = '/v1/projections/P001/progress'
const TRADE = [
  { id: 'C1', period: '2023', value: 4 },
  { id: 'C2', period: '2025', value: 5, attributed_to: 'B' }
]

/** Asks for the progress of a projection beside these rows, which came on 2 January 2026. */
async function served(t: Test, rows: Rows) {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}], ...rows })
  const ask = async (query: string) => (await app.inject(`${PROGRESS}${query}`)).json()
  return { store, ask }
}

testEvery('series without a figure in time are told from none at all', async (t, every) => {
  const { ask } = await served(t, { observation: TRADE, source: [{}, { id: 'b-paper' }] })
  for (const [query, reason] of [
    ['?measured_on=1900', 'no_observation_in_time'],
    ['?measured_on=2022', 'no_observation_in_time'],
    ['?measured_on=2022&by=author', 'no_observation_in_time'],
    ['?measured_on=2022&rule=median', 'no_observation_in_time'],
    ['?measured_on=2022&source=b-paper', 'no_comparable_series'],
    ['?source=b-paper', 'no_comparable_series'],
    ['?measured_on=2023', null]
  ] as const) {
    const { data, meta } = await ask(query)
    every.same([data.reason, data.rows.length === 0], [reason, reason !== null], query)
    every.same(meta.warnings, [], query)
  }
})

t.test('a series that is made of others counts as one', async (t) => {
  const { ask } = await served(t, {
    metric: [{}, { id: 'goods_exports' }, { id: 'goods_imports' }],
    observation: [
      { id: 'X1', metric: 'goods_exports', period: '2023', value: 1 },
      { id: 'I1', metric: 'goods_imports', period: '2023', value: 1 }
    ]
  })
  t.equal((await ask('?measured_on=2022')).data.reason, 'no_observation_in_time')
})

testEvery('a day after the data is told', async (t, every) => {
  const { store, ask } = await served(t, { observation: TRADE })
  await insertRows(store, { source: [{ publisher: 'B' }] }, { time: '2026-02-03T04:05:06Z' })
  const warning = (day: string, last: string) => [
    `measured_on: ${day} is later than the data, which are of ${last}; nothing after that day ` +
      'can have been observed.'
  ]
  for (const [query, warnings] of [
    ['', []],
    ['?measured_on=2025', []],
    ['?measured_on=2026-02-03', []],
    ['?measured_on=2026-02-04', warning('2026-02-04', '2026-02-03')],
    ['?measured_on=2099&by=author', warning('2099-12-31', '2026-02-03')],
    ['?measured_on=2026-01-02&as_of=2026-01-31', []],
    ['?measured_on=2026-02&as_of=2026-01-31', warning('2026-02-28', '2026-01-02')]
  ] as const)
    every.same((await ask(query)).meta.warnings, warnings, query)
})
