// Several values of filters give what their single values give, merged in the order of the sort.
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { testEvery } from '../helpers/test-every.ts'

type Claim = Record<string, string>
const SORTS = { period: 'ends_on', value: 'value', recorded_at: 'recorded_at', id: 'id' }
const among = (column: string, values: string) => (claim: Claim) =>
  values.split(',').includes(claim[column] ?? '')

const QUERIES: [query: string, isMatch: ((claim: Claim) => boolean)[]][] = [
  ['subject=PAK,KAZ,UZB', [among('subject', 'PAK,KAZ,UZB')]],
  ['bound=exact,about', [among('bound', 'exact,about')]],
  ['bound=about,at_least', [among('bound', 'about,at_least')]],
  ['mode=road,rail', [among('mode', 'road,rail')]],
  [
    'country=PAK,KAZ',
    [
      (one) =>
        ['PAK', 'KAZ'].some((id) =>
          Object.values({ s: one['subject'], p: one['partner'] }).includes(id)
        )
    ]
  ],
  ['metric=goods_trade', [among('metric', 'goods_trade')]],
  [
    'metric=goods_trade&between=PAK,KAZ',
    [among('metric', 'goods_trade'), among('subject', 'PAK,KAZ'), among('partner', 'PAK,KAZ')]
  ],
  [
    'metric=goods_trade&subject=PAK,UZB&partner=UZB,PAK,KAZ',
    [among('metric', 'goods_trade'), among('subject', 'PAK,UZB'), among('partner', 'UZB,PAK,KAZ')]
  ],
  [
    'metric=goods_trade&bound=exact&from=2020&to=2024',
    [
      among('metric', 'goods_trade'),
      among('bound', 'exact'),
      (one) =>
        (one['starts_on'] ?? '') >= '2020' &&
        (one['ends_on'] ?? '') !== '' &&
        (one['ends_on'] ?? '') <= '2024-12-31'
    ]
  ]
]

/** Missing values come last; ids follow the direction where values are equal. */
function orderBy(column: string, sign: 1 | -1) {
  const isNumber = column === 'value'
  return (one: Claim, other: Claim) => {
    const [a = '', b = ''] = [one[column], other[column]]
    const byId = (one['id'] ?? '') < (other['id'] ?? '') ? -sign : sign
    if (a === b) return byId
    if (a === '' || b === '') return a === '' ? 1 : -1
    return (isNumber ? Number(a) < Number(b) : a < b) ? -sign : sign
  }
}

testEvery('several values of filters in each order', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const read = async (query: string): Promise<Claim[]> =>
    parse((await app.inject(`/v1/observations.csv?${query}`)).body, { columns: true })
  const all = await read('')
  for (const [query, isMatch] of QUERIES) {
    const matching = all.filter((claim) => isMatch.every((one) => one(claim)))
    every.ok(matching.length > 0, query)
    for (const [name, column] of Object.entries(SORTS)) {
      if (name === 'value' && !query.startsWith('metric')) continue
      for (const sign of [1, -1] as const) {
        const sort = `sort=${sign === 1 ? '' : '-'}${name}`
        const expected = matching.toSorted(orderBy(column, sign)).map(({ id }) => id)
        const found = (await read(`${query}&${sort}&fields=id`)).map(({ id }) => id)
        every.same(found, expected, `${query}&${sort}`)
      }
    }
  }
})

t.test('a product of values beyond the bound still gives every match once', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const metrics = (await app.inject('/v1/metrics?limit=1000')).json().data
  const ids = metrics.map(({ id }: { id: string }) => id).slice(0, 40)
  const lines = async (query: string) =>
    (await app.inject(`/v1/observations.csv?${query}&fields=id&sort=id`)).body.split('\n')
  const single = await Promise.all(
    ids.map((id: string) => lines(`metric=${id}&subject=PAK,KAZ,UZB`))
  )
  const expected = single.flatMap((one) => one.slice(1, -1)).sort()
  const found = await lines(`metric=${ids.join(',')}&subject=PAK,KAZ,UZB`)
  t.same(found.slice(1, -1), expected)
})
