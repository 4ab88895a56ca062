import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

const LICENSE = 'Facts quoted with attribution: name the source of each figure.'

async function ids({ app }: TestApp, url: string): Promise<string[]> {
  const { data } = (await app.inject(url)).json()
  return data.map((row: { id: string }) => row.id)
}

/** Two events of one day, and dates known to the day, the month and the year. */
async function insertEvents({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    entity: [{}, { id: 'khunjerab', kind: 'crossing', name: 'Khunjerab Pass' }],
    event: [
      { id: 'E001', date: '2024-01-01', kind: 'opened', entity: 'khunjerab' },
      { id: 'E002', date: '2023-12-31', kind: 'closed', entity: 'khunjerab' },
      { id: 'E003', date: '2024', kind: 'signed', entity: 'KAZ' },
      { id: 'E004', date: '2024-02', kind: 'opened', entity: 'karachi-port' },
      { id: 'E005', date: '2024-02-29', kind: 'pilot', entity: 'PAK' },
      { id: 'E006', date: '2024-02-29', kind: 'announced', entity: 'KAZ' }
    ]
  })
}

t.test('200 with every field', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { event: [{}] })
  const response = await app.inject('/v1/events')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: [
      {
        id: 'E001',
        date: '2024-12-01',
        end_date: null,
        entity: 'karachi-port',
        kind: 'opened',
        scope: null,
        title: 'The port opens',
        note: null,
        source: {
          id: 'a-paper',
          publisher: 'A Paper',
          kind: 'press',
          url: 'https://example.org/trade',
          published: '2024-08-21'
        },
        recorded_at: RECORDED_AT
      }
    ],
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: [],
      count: 1,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1/events', next: null }
  })
})

t.test('200 empty where nothing happened', async (t) => {
  const test = await buildTestApp(t)
  await insertEvents(test)
  t.same((await test.app.inject('/v1/events?from=2025')).json(), {
    data: [],
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: [],
      count: 0,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1/events?from=2025', next: null }
  })
})

const NEWEST_FIRST = ['E005', 'E006', 'E004', 'E001', 'E003', 'E002']

t.test('200 with the newest first, a year or month counted from its first day', async (t) => {
  const test = await buildTestApp(t)
  await insertEvents(test)
  t.same(await ids(test, '/v1/events'), NEWEST_FIRST)
})

testEvery('200 in pages of any size, each event once', async (t, every) => {
  const test = await buildTestApp(t)
  await insertEvents(test)
  for (const limit of [1, 2, 5, 6]) {
    const pages: string[][] = []
    for (let next: string | null = `/v1/events?limit=${limit}`; next !== null; ) {
      const { data, links }: Page = (await test.app.inject(next)).json()
      pages.push(data.map(({ id }) => id))
      next = links.next
    }
    every.same(pages.flat(), NEWEST_FIRST)
    every.equal(pages.length, Math.ceil(6 / limit))
  }
})

const KEPT: Record<string, string[]> = {
  'entity=khunjerab': ['E001', 'E002'],
  'entity=kz': ['E006', 'E003'],
  'entity=Kaz,pk,karachi-port': ['E005', 'E006', 'E004', 'E003'],
  'entity=UZB': [],
  'kind=opened': ['E004', 'E001'],
  'kind=closed,pilot': ['E005', 'E002'],
  'kind=ratified': [],
  'from=2024': ['E005', 'E006', 'E004', 'E001', 'E003'],
  'from=2024-01-02': ['E005', 'E006', 'E004'],
  'from=2024-02': ['E005', 'E006', 'E004'],
  'from=2024-02-02': ['E005', 'E006'],
  'to=2023': ['E002'],
  'to=2024': NEWEST_FIRST,
  'to=2024-02': ['E005', 'E006', 'E004', 'E001', 'E002'],
  'to=2024-02-28': ['E001', 'E002'],
  'from=2024&to=2024-01': ['E001'],
  'from=2024-01-01&to=2024-12-31': ['E005', 'E006', 'E004', 'E001', 'E003'],
  'entity=khunjerab,KAZ&kind=opened,signed&from=2024': ['E001', 'E003'],
  'entity=khunjerab&kind=signed': []
}
testEvery('200 with what each filter keeps', async (t, every) => {
  const test = await buildTestApp(t)
  await insertEvents(test)
  for (const [query, kept] of Object.entries(KEPT)) {
    every.same(await ids(test, `/v1/events?${query}`), kept)
  }
})

t.test('200 with a warning where one entity of the list is known', async (t) => {
  const test = await buildTestApp(t)
  await insertEvents(test)
  const { data, meta } = (await test.app.inject('/v1/events?entity=nowhere,pk')).json()
  t.equal(data.length, 1)
  t.same(meta.warnings, ['entity: no entity has the id nowhere; the answer is for PAK.'])
})

t.test('400 with near ids where no entity of the list is known', async (t) => {
  const test = await buildTestApp(t)
  await insertEvents(test)
  const message = 'No entity has the id "khunjerb". Similar ids: khunjerab.'
  expectProblem(t, await test.app.inject('/v1/events?entity=khunjerb'), 'unknown_id', {
    detail: `/query/entity: ${message}`,
    errors: [{ pointer: '/query/entity', message, allowed: ['khunjerab'] }]
  })
})

const KINDS = [
  'opened',
  'open',
  'partly_open',
  'restricted',
  'seasonal',
  'closed',
  'signed',
  'pilot',
  'ratified',
  'announced'
]
const DATES =
  'a year, month, day or period such as 2024, 2024-10, 2024-10-07, 2024-Q3, 2023-07-01/P1Y or FY2024'
const AT_MOST_50 = 'at most 50 values separated by commas'
const REFUSED: Record<string, [message: string, allowed: string[]]> = {
  'entity=PAK,': ['The list has an empty value.', ['ids separated by single commas']],
  [`entity=${Array(51).fill('PAK').join(',')}`]: [
    'The list has 51 values; at most 50 are allowed.',
    [AT_MOST_50]
  ],
  'kind=reopened': [`"reopened" is not one of ${KINDS.join(', ')}.`, KINDS],
  'from=2024-13': [`Expected ${DATES}, found "2024-13".`, [DATES]],
  'from=0x7E7': [`Expected ${DATES}, found "0x7E7".`, [DATES]],
  'from=2024-03&to=2024-02': [
    '`from` begins on 2024-03-01, but `to` ends before that, on 2024-02-29.',
    ['a date up to 2024-02-29']
  ],
  'to=2e3': [`Expected ${DATES}, found "2e3".`, [DATES]],
  'to=2023-02-29': [`Expected ${DATES}, found "2023-02-29".`, [DATES]]
}
testRefused('/v1/events', REFUSED)

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
  const allowed = [
    'cursor',
    'decimal',
    'dialect',
    'entity',
    'fields',
    'format',
    'from',
    'kind',
    'limit',
    'names',
    'to',
    'total'
  ]
  const message = `There is no parameter of this name; the parameters are ${allowed.join(', ')}.`
  expectProblem(t, await app.inject('/v1/events?sort=date'), 'unknown_parameter', {
    detail: `/query/sort: ${message}`,
    errors: [{ pointer: '/query/sort', message, allowed }]
  })
})
