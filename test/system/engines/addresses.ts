// What is asked of every engine: each operation with each of its examples, filters in every order,
// searches in several scripts, things that are not there, and cursors nobody made.
import type { FastifyInstance } from 'fastify'
import { type CursorKey, encodeCursor, questionHash } from '../../../src/http/cursors.ts'
import {
  csvUrl,
  exampleUrl,
  feedsOf,
  listsOf,
  type Operation,
  pageRowsMax,
  plainUrl,
  readsOf,
  withParameter
} from '../../app/operations.ts'

const FILTERS = [
  '',
  'metric=goods_trade',
  'subject=PAK',
  'partner=KAZ',
  'subject=PAK,KAZ,UZB&partner=PAK',
  'between=PAK,KAZ',
  'source=inform-kaz-2023',
  'direction=none',
  'direction=outbound,none',
  'mode=road',
  'mode=none,rail',
  'bound=about,at_least',
  'from=2020',
  'to=2022',
  'from=2020&to=2022',
  'metric=goods_trade,dwell_time',
  'metric=goods_trade&from=2023',
  'metric=goods_trade&latest=1',
  'subject=PAK&latest=3',
  'metric=goods_trade&between=PAK,KAZ&latest=2',
  'country=UZB,KAZ',
  'country=PAK&subject_kind=country&partner_kind=country',
  'metric=goods_exports&partner_kind=group&calendar=year',
  'calendar=fiscal_year',
  'calendar=quarter,month,P8M-01'
]
const SORTS = ['', '-period', 'period', '-recorded_at', 'recorded_at', '-id', 'id']
const BY_VALUE = [
  'metric=goods_trade',
  'metric=goods_trade&latest=1',
  'metric=border_clearance_time',
  'metric=students_abroad'
]
const TERMS = [
  'pak',
  'PAK',
  'Қазақстан',
  'қаз',
  'ü',
  'türk',
  'turkiye',
  '%',
  '_',
  '\\',
  "'",
  '10%',
  'a_b',
  "o'",
  'trade',
  'ı',
  'İ',
  'ß',
  '中国',
  '-',
  '.',
  '(',
  'st',
  '  two  words ',
  'C0392',
  'ﬁ',
  '\u{1F600}',
  'Å',
  'å'
]
const SEARCHED = ['/v1/search', '/v1/countries', '/v1/metrics', '/v1/sources', '/v1/entities']
const OTHERS = [
  '/',
  '/v1/observations/C03922',
  '/v1/metrics/goods_trad',
  '/v1/sources/inform',
  '/v1/countries/kz',
  '/v1/countries/xx',
  '/v1/entities/CAS5',
  '/v1/entities/karachi',
  '/v1/observations?source=inform',
  '/v1/observations?metric=goods_trade,nope',
  '/v1/countries?landlocked=true',
  '/v1/countries?has_data=true',
  '/v1/countries?has_data=false',
  '/v1/countries?group=CAS5',
  '/v1/countries?group=nope',
  '/v1/events?from=2020&to=2024',
  ...[
    'trade kazakhstan',
    'pakistan kazakhstan',
    'trade Kazakstan',
    'Gwader',
    'karachi port cargo',
    'official target'
  ].map((words) => `/v1/search?limit=1000&q=${encodeURIComponent(words)}`),
  '/v1/search?q=trade&country=PAK',
  '/v1/search?q=trade%20kazakhstan&country=PAK,UZB&type=series',
  '/v1/observations?subject=Kasachstan',
  '/v1/observations?subject=Nigera',
  '/v1/aliases/TUR-turkey',
  '/v1/observations?subject=c0001',
  '/v1/search?q=exports&type=source,projection',
  '/v1/search?q=exports&type=series',
  '/v1/metrics/Zzz',
  '/v1/metrics/~',
  '/v1/metrics/%F0%9F%98%80'
]
const CITATIONS = [
  ...['observations/C0392', 'observations/C0005', 'projections/P001', 'projections/P031'],
  'series/goods_trade~PAK~KAZ~~~~P1Y-01',
  'series/border_clearance_time~torkham~~outbound~road~~P1Y-01'
].flatMap((thing) =>
  ['text', 'bibtex', 'csl-json', 'ris'].flatMap((style) => [
    `/v1/${thing}/citation?style=${style}`,
    `/v1/${thing}/citation?style=${style}&as_of=1`
  ])
)
const RULES = ['latest_published', 'median', 'source:inform-kaz-2023', 'source:nope', 'best']
const OF_SERIES = [
  ...[
    'goods_trade',
    'goods_exports',
    'border_clearance_time',
    'students_abroad',
    'transit_time',
    'route_length'
  ].map((id) => `metric=${id}`),
  'metric=goods_trade&between=PAK,KAZ',
  'metric=goods_exports&subject=PAK&from=2020&to=2024',
  'metric=border_cost&direction=outbound,none',
  'metric=goods_exports&sort=-value&latest=1&total=true',
  'metric=border_clearance_time&sort=value&layout=wide',
  'metric=goods_trade&layout=wide&names=ru',
  'metric=goods_exports&subject=PAK&transform=pc1&from=2015',
  'metric=students_abroad&transform=log',
  'metric=goods_trade&transform=index&index_base=2022',
  'metric=goods_exports&transform=percent_of&percent_of=goods_trade&from=2020',
  'metric=lpi_rank&transform=per_capita',
  'metric=goods_exports&aggregate=year&transform=pch',
  'metric=transit_teu&aggregate=fiscal_year',
  ...RULES.map((rule) => `metric=goods_trade&rule=${rule}`)
]
/** Each is asked in both formats, page after page. */
const FOLLOWED = [
  'metric=goods_trade',
  'country=Kazakhstan&limit=100',
  'metric=goods_trade,students_abroad&country=PAK,UZB',
  'country=KAZ&event=conflict,conflict_resolved,assessment,forecast_overtaken',
  'metric=goods_exports&event=claim&limit=1',
  'metric=lpi_rank&event=withdrawal',
  'country=karachi-port&event=correction,projection',
  'metric=nope',
  'event=claim'
]
/** Kinds of which single things are asked for by id, with how many of them. */
const SINGLE = [
  '/v1/metrics',
  '/v1/sources',
  '/v1/projections',
  '/v1/countries',
  '/v1/entities',
  '/v1/observations'
]
const SINGLE_MAX = 40
/** What a cursor holds goes to the database as it is. */
const FORGED: [path: string, query: Record<string, string>, keys: CursorKey[]][] = [
  [
    '/v1/observations',
    {},
    [
      ['\0', 'a'],
      ['2020-01-01', '\0'],
      [null, '\ud800'],
      ['', '']
    ]
  ],
  [
    '/v1/observations',
    { sort: 'recorded_at' },
    [
      [2 ** 40, 'a'],
      [-1, 'x'],
      [1, '\0']
    ]
  ],
  ['/v1/observations', { sort: 'id' }, [['\0'], ['C1']]],
  [
    '/v1/observations',
    { sort: 'value', metric: 'goods_trade' },
    [
      [1e308, 'a'],
      [5e-324, 'a'],
      [null, 'a'],
      [-0, 'a'],
      [1.2345678901234568e20, 'a']
    ]
  ],
  [
    '/v1/search',
    { q: 'pak' },
    [
      [2 ** 40, 1, 'a', 'x'],
      [1, 2 ** 40, 'a', 'x'],
      [1, 3, '\0', 'x'],
      [1, 3, 'PAK', 'country']
    ]
  ],
  [
    '/v1/forecasts/evaluation',
    {},
    [
      ['goods_trade', 'A'],
      ['\0', '\ud800']
    ]
  ],
  [
    '/v1/forecasts',
    { metric: 'goods_trade' },
    [
      ['KAZ', 'PAK'],
      ['KAZ', '\0'],
      ['K', '\ud800', 'x', 'x', 'x', 'x']
    ]
  ],
  [
    '/v1/forecasts',
    { metric: 'goods_trade', by: 'author' },
    [
      [2 ** 40, 'a'],
      [3, '\0'],
      [3, 'a']
    ]
  ],
  [
    '/v1/conflicts',
    { kind: 'mirror_of' },
    [
      [1.5, '\0'],
      [1.7976931348623157e308, 'a'],
      [-1, 'a']
    ]
  ],
  [
    '/v1/series',
    { metric: 'goods_trade' },
    [
      ['KAZ', 'PAK'],
      ['KAZ', null],
      ['KAZ', '\0'],
      ['KAZ', null, null, null, 'P1Y-01'],
      ['KAZ', 'PAK', null, null, null],
      ['\0', null, null, null, 'x'],
      ['K', '\ud800', 'x', 'x', 'x'],
      ['', '', '', '', '']
    ]
  ],
  ['/v1/metrics', {}, [['\0'], ['\ud83d']]],
  [
    '/v1/feed.json',
    { metric: 'goods_trade' },
    [
      [1, 0, 'C0392'],
      [1, 9, 'a'],
      [2 ** 40, 0, 'a'],
      [1, 4, '\0'],
      [1, 6, '\ud800'],
      [3, 6, '']
    ]
  ]
]

/** All addresses, each once. */
export async function addressesOf(app: FastifyInstance): Promise<string[]> {
  const operations = await readsOf(app)
  const observations = FILTERS.flatMap((filter) => [
    `/v1/observations.csv?${filter}`,
    ...SORTS.map(
      (sort) =>
        `/v1/observations?${[filter, sort && `sort=${sort}`, 'limit=7'].filter(Boolean).join('&')}`
    )
  ])
  return [
    ...new Set([
      ...operations.flatMap(byExample),
      ...(await listsOf(app)).flatMap(asLists),
      ...observations,
      ...BY_VALUE.flatMap((filter) =>
        ['value', '-value'].map((sort) => `/v1/observations?${filter}&sort=${sort}&limit=7`)
      ),
      ...TERMS.flatMap((term) =>
        SEARCHED.map((path) => `${path}?q=${encodeURIComponent(term)}&limit=20`)
      ),
      ...OTHERS,
      ...CITATIONS,
      '/v1/observations/C0392?as_of=1',
      '/v1/observations/C0392?as_of=2024',
      '/v1/observations/C9999/citation',
      ...OF_SERIES.flatMap((query) => [`/v1/series?${query}&limit=7`, `/v1/series.csv?${query}`]),
      ...(await feedsOf(app)).flatMap(({ path }) => FOLLOWED.map((query) => `${path}?${query}`)),
      ...(await singleThings(app)),
      ...FORGED.flatMap(([path, query, keys]) => keys.map((key) => forged(path, query, key)))
    ])
  ]
}

function byExample(operation: Operation): string[] {
  const one = operation.parameters
    .filter(
      ({ name, in: place, example, required }) =>
        place === 'query' && example !== undefined && !required && name !== 'cursor'
    )
    .map(({ name, example }) =>
      withParameter(
        plainUrl(operation),
        `${name}=${encodeURIComponent([example].flat().join(','))}`
      )
    )
  return [exampleUrl(operation), plainUrl(operation), ...one]
}

function asLists(operation: Operation): string[] {
  const plain = plainUrl(operation)
  return [
    csvUrl(plain),
    csvUrl(exampleUrl(operation)),
    ...[3, pageRowsMax(operation)].map((limit) => withParameter(plain, `limit=${limit}`))
  ]
}

async function singleThings(app: FastifyInstance): Promise<string[]> {
  const addresses: string[] = []
  for (const path of SINGLE) {
    const { data }: { data: { id?: string; code?: string }[] } = (
      await app.inject(`${path}?limit=${SINGLE_MAX}`)
    ).json()
    addresses.push(...data.map(({ id, code }) => `${path}/${encodeURIComponent(id ?? code ?? '')}`))
  }
  const { data }: { data: { id: string }[] } = (
    await app.inject('/v1/projections?limit=1000')
  ).json()
  return [
    ...addresses,
    ...data.flatMap(({ id }) =>
      ['path', 'progress', 'outlook'].map((aspect) => `/v1/projections/${id}/${aspect}`)
    )
  ]
}

function forged(path: string, query: Record<string, string>, key: CursorKey): string {
  const lists = ['/v1/observations', '/v1/feed.json']
  const parsed =
    lists.includes(path) && query['metric'] ? { ...query, metric: [query['metric']] } : query
  const cursor = encodeCursor(questionHash(path.replace('/v1', ''), parsed), key)
  return `${path}?${new URLSearchParams({ ...query, cursor })}`
}
