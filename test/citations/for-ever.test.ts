// An address with `as_of` and a revision answers the same for ever, to the byte: whatever comes
// later, also in the same second. The citations as of it too.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdrawAll } from '../helpers/changes.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'

const SECOND = '2026-02-01T00:00:00Z'
const LATER = 100
const SERIES = ['preferred', 'latest_published', 'median'].map(
  (rule) => `/v1/series/goods_trade~PAK~KAZ~~~~P1Y-01?rule=${rule}&`
)
const CHECK = '/v1/check?metric=goods_trade&subject=PAK&partner=KAZ&period=2023&value=70&'
const CITED = ['observations/C0001', 'projections/P001', 'series/goods_trade~PAK~KAZ~~~~P1Y-01']
/** Whatever an address with `as_of` in a citation may name, and the citations as of then. */
const ADDRESSES = [
  '/v1/observations/C0001?',
  '/v1/observations/C0002?',
  '/v1/projections/P001?',
  CHECK,
  `${CHECK.replace('?', '/citation?')}`,
  // A figure of another period, and a thing of which there is none.
  CHECK.replace('2023', '2022'),
  CHECK.replace('partner=KAZ', 'partner=UZB'),
  ...SERIES,
  ...SERIES.map((one) => `${one}from=2023&to=2023-12&`),
  ...CITED.flatMap((one) =>
    ['text', 'bibtex', 'csl-json', 'ris'].map((style) => `/v1/${one}/citation?style=${style}&`)
  )
]

const FIRST: Rows = {
  source: [{}, { id: 'b-paper', publisher: 'B Paper', published: '2023' }],
  observation: [
    {},
    { id: 'C0002', period: '2024', value: 60, source: 'b-paper' },
    { id: 'C0003', period: '2023', value: 70, source: 'b-paper' },
    { id: 'C0004', period: '2022', value: 50 }
  ],
  relation: [{}],
  projection: [{}]
}

/** What may come later: claims change, come, go and come again; so does all that they refer to. */
function laterRows(number: number): Rows {
  const others: Rows[] = [
    { observation: [{ id: 'C0001', value: number, text: `$${number}`, note: `later ${number}` }] },
    { observation: [{ id: `D${number}`, period: `${1990 + (number % 40)}`, value: number }] },
    { source: [{ publisher: `A Paper ${number}`, title: `T ${number}`, published: '2026-01' }] },
    { source: [{ id: 'b-paper', publisher: `B ${number}`, kind: 'company', url: null }] },
    { metric: [{ name: `Trade ${number}`, definition: `Defined ${number}.` }] },
    {
      projection: [{ value: 1e9 + number, text: `$${number} billion`, condition: `if ${number}` }]
    },
    { projection: [{ id: `Q${number}`, target_period: '2031' }] },
    { relation: [{ note: `note ${number}`, others: ['C0003'] }] },
    { observation: [{ id: 'C0003', period: '2023', value: 71 + number, source: 'b-paper' }] },
    { unit: [{ name: `Dollar ${number}` }] },
    { entity: [{ id: 'PAK', kind: 'country', name: `Pakistan ${number}`, countries: ['PAK'] }] }
  ]
  return others[number % others.length] ?? {}
}

t.test(`the same answers after ${LATER} more imports`, async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, FIRST)
  await insertRows(
    store,
    { observation: [{ id: 'C0004', period: '2022', value: 55 }] },
    { time: SECOND }
  )
  const answers = async () => {
    const found = new Map<string, string>()
    for (const address of ADDRESSES) {
      const { statusCode, body } = await app.inject(`${address}as_of=2`)
      t.equal(statusCode, 200, address)
      found.set(address, body)
    }
    return found
  }
  const before = await answers()
  for (let number = 0; number < LATER; number += 1) {
    // Most of them come in the second of the cited revision.
    const time = number < 60 ? SECOND : `2026-03-${10 + (number % 20)}T00:00:00Z`
    const ids = { observation: ['C0002'], projection: number === 47 ? ['P001'] : [] }
    if (number === 47) await withdrawAll(store, { ...ids, relation: ['R001'] }, { time })
    else await insertRows(store, laterRows(number), { time })
  }
  t.ok(store.newest().revision > 90, `revision ${store.newest().revision}`)
  const after = await answers()
  for (const address of ADDRESSES) t.equal(after.get(address), before.get(address), address)
  const { meta, data } = JSON.parse(after.get('/v1/observations/C0001?') ?? '')
  t.same([meta.revision, meta.updated_at, data.value], [2, SECOND, 52500000])
  t.equal(meta.citation, 'A Paper, 2024-08-21, via Corridor Metrics, C0001, revision 2')
})
