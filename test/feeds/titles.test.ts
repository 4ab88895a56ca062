// Each kind of event has a title that a newsroom understands on its own.
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import type { JsonFeed } from '../../src/feeds/schemas.ts'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw, write } from '../helpers/changes.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'

const PAIR = 'Pakistan–Kazakhstan, goods trade turnover'
const claim = { subject: 'PAK', partner: 'KAZ', text: '$1', attributed_to: 'State Bank' }

t.test('conflicts come and go', async (t) => {
  const { app, store } = await buildTestApp(t)
  const change = async (rows: Rows) => {
    await write(store, rows)
    return titles(app, 'metric=goods_trade')
  }
  await insertRows(store, {
    observation: [{ ...claim, id: 'C1', value: 52500000, text: '$52.5 million' }]
  })
  t.same(
    await change({
      observation: [
        {
          ...claim,
          id: 'C2',
          value: 400000000,
          text: '$400 million',
          attributed_to: 'Archyworldys'
        }
      ]
    }),
    [
      `${PAIR}, 2023: $400 million, says Archyworldys`,
      `Conflict: ${PAIR}, 2023: $52.5 million (State Bank) against $400 million (Archyworldys)`
    ]
  )
  t.same(
    await change({
      observation: [
        {
          ...claim,
          id: 'C2',
          value: 52500000,
          text: '$52.5 million',
          attributed_to: 'Archyworldys'
        }
      ]
    }),
    [
      `Corrected: ${PAIR}, 2023: now $52.5 million, before $400 million, says Archyworldys`,
      `No longer in conflict: ${PAIR}, 2023: $52.5 million (State Bank) and $400 million (Archyworldys)`
    ]
  )
  t.same(
    await change({
      observation: [
        {
          ...claim,
          id: 'C3',
          subject: 'KAZ',
          partner: 'PAK',
          value: 52549999,
          text: '$52.549999 million'
        },
        {
          ...claim,
          id: 'C4',
          value: 52540000,
          text: '$52.54 million',
          bound: 'at_least',
          attributed_to: null
        }
      ]
    }),
    [
      `${PAIR}, 2023: at least $52.54 million, says A Paper`,
      'Kazakhstan–Pakistan, goods trade turnover, 2023: $52.55 million, says State Bank'
    ]
  )
  await withdraw(store, 'observation', 'C1')
  t.same(await titles(app, 'metric=goods_trade'), [
    `Withdrawn: ${PAIR}, 2023: $52.5 million, said State Bank`
  ])
})

t.test('targets and forecasts', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: [{ ...claim, period: '2023', value: 400000000, text: '$400 million' }],
    projection: [
      {},
      {
        id: 'F1',
        kind: 'forecast',
        target_period: '2025',
        value: 500000000,
        bound: 'exact',
        text: '$500 million',
        issued_on: '2024-01-01',
        attributed_to: 'IMF'
      },
      { id: 'T0', target_period: null, text: '$2 billion', condition: 'if peace comes' }
    ]
  })
  const change = async (rows: Rows) => {
    await write(store, rows)
    return titles(app, 'country=KAZ')
  }
  t.same(await titles(app, 'country=KAZ'), [
    `${PAIR}, 2023: $400 million, says State Bank`,
    `New target: ${PAIR}, without a date: at least $2 billion, says A Ministry`,
    `New target: ${PAIR} by 2030: at least $2 billion, says A Ministry`,
    `New forecast: ${PAIR}, 2025: $500 million, says IMF`
  ])
  t.same(
    await change({
      observation: [{ ...claim, id: 'C5', period: '2025', value: 404000000, text: '$404 million' }]
    }),
    [
      `${PAIR}, 2025: $404 million, says State Bank`,
      `Target now far behind, before not assessable: ${PAIR} by 2030: at least $2 billion, says A Ministry`,
      `Forecast overtaken: ${PAIR}, 2025: IMF expected $500 million, it came to $404 million (the forecast was 23.76% too high)`
    ]
  )
  t.same(
    await change({
      observation: [{ ...claim, id: 'C6', period: '2026', value: 2100000000, text: '$2.1 billion' }]
    }),
    [
      `${PAIR}, 2026: $2.1 billion, says State Bank`,
      `Target now achieved, before not assessable: ${PAIR}, without a date: at least $2 billion, says A Ministry`,
      `Target now achieved, before far behind: ${PAIR} by 2030: at least $2 billion, says A Ministry`
    ]
  )
  t.same(await change({ projection: [{ value: 3000000000, text: '$3 billion' }] }), [
    `Corrected target: ${PAIR} by 2030: now at least $3 billion, before at least $2 billion, says A Ministry`,
    `Target now on track, before achieved: ${PAIR} by 2030: at least $3 billion, says A Ministry`
  ])
  t.same(
    await change({
      projection: [{ target_period: '2031', value: 3000000000, text: '$3 billion' }]
    }),
    [
      `Corrected target: ${PAIR} by 2031: at least $3 billion, says A Ministry; before: ${PAIR} by 2030: at least $3 billion`
    ]
  )
  t.same(
    await change({
      observation: [
        {
          ...claim,
          id: 'C5',
          period: '2025',
          value: 404000000,
          text: '$404 million',
          note: 'Provisional.'
        }
      ]
    }),
    [`Corrected: ${PAIR}, 2025: $404 million, says State Bank (changed: note)`]
  )
  await withdraw(store, 'projection', 'F1')
  t.same(await titles(app, 'country=KAZ'), [
    `Withdrawn forecast: ${PAIR}, 2025: $500 million, said IMF`
  ])
})

/** The titles of the newest revision. */
async function titles(app: FastifyInstance, question: string): Promise<string[]> {
  const { items }: JsonFeed = (await app.inject(`/v1/feed.json?${question}&limit=200`)).json()
  const newest = items[0]?._corridor_metrics.revision
  return items
    .filter(({ _corridor_metrics: { revision } }) => revision === newest)
    .map(({ title }) => title)
}
