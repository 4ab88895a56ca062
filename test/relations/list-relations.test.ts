import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

const LICENSE = 'MIT: names and definitions are the words of this project.'

async function insertRelations({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    observation: [{ id: 'C0001' }, { id: 'C0002' }, { id: 'C0003' }, { id: 'C0004' }],
    relation: [
      {
        id: 'R003',
        kind: 'sum_of',
        observation: 'C0003',
        others: ['C0002', 'C0001'],
        note: 'Rounded.'
      },
      { id: 'R001', kind: 'contradicts', observation: 'C0001', others: ['C0002'] },
      { id: 'R002', kind: 'mirror_of', observation: 'C0002', others: ['C0003'] }
    ]
  })
}

t.test('200 with every field, by id, the others in order', async (t) => {
  const test = await buildTestApp(t)
  await insertRelations(test)
  const response = await test.app.inject('/v1/relations')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: [
      { id: 'R001', kind: 'contradicts', observation: 'C0001', others: ['C0002'], note: null },
      { id: 'R002', kind: 'mirror_of', observation: 'C0002', others: ['C0003'], note: null },
      {
        id: 'R003',
        kind: 'sum_of',
        observation: 'C0003',
        others: ['C0002', 'C0001'],
        note: 'Rounded.'
      }
    ],
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: [],
      count: 3,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1/relations', next: null }
  })
})

t.test('200 empty where there is none', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  t.same((await app.inject('/v1/relations?observation=C0001')).json(), {
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
    links: { self: '/v1/relations?observation=C0001', next: null }
  })
})

const KEPT: Record<string, string[]> = {
  'kind=contradicts': ['R001'],
  'kind=sum_of,mirror_of': ['R002', 'R003'],
  'kind=revision_of': [],
  'observation=C0001': ['R001', 'R003'],
  'observation=C0002': ['R001', 'R002', 'R003'],
  'observation=C0003': ['R002', 'R003'],
  'observation=C0004': [],
  'observation=C0004,C0001': ['R001', 'R003'],
  'observation=C0001&kind=sum_of': ['R003'],
  'observation=C0001&kind=mirror_of': []
}
testEvery('200 with what each filter keeps', async (t, every) => {
  const test = await buildTestApp(t)
  await insertRelations(test)
  for (const [query, ids] of Object.entries(KEPT)) {
    const { data } = (await test.app.inject(`/v1/relations?${query}`)).json()
    every.same(
      data.map(({ id }: { id: string }) => id),
      ids
    )
  }
})

t.test('200 in pages, each relation once', async (t) => {
  const test = await buildTestApp(t)
  await insertRelations(test)
  const pages: string[][] = []
  for (let next: string | null = '/v1/relations?observation=C0002&limit=1'; next !== null; ) {
    const { data, links }: Page = (await test.app.inject(next)).json()
    pages.push(data.map(({ id }) => id))
    next = links.next
  }
  t.same(pages, [['R001'], ['R002'], ['R003']])
})

t.test('200 with a warning where one claim of the list is known', async (t) => {
  const test = await buildTestApp(t)
  await insertRelations(test)
  const { data, meta } = (await test.app.inject('/v1/relations?observation=C9999,C0001')).json()
  t.equal(data.length, 2)
  t.same(meta.warnings, ['observation: no observation has the id C9999; the answer is for C0001.'])
})

t.test('400 with near ids where no claim of the list is known', async (t) => {
  const test = await buildTestApp(t)
  await insertRelations(test)
  const near = ['C0001', 'C0002', 'C0003', 'C0004']
  const message = 'No observation has the id "C0005". Similar ids: C0001, C0002, C0003, C0004.'
  expectProblem(t, await test.app.inject('/v1/relations?observation=C0005'), 'unknown_id', {
    detail: `/query/observation: ${message}`,
    errors: [{ pointer: '/query/observation', message, allowed: near }]
  })
})

const KINDS = [
  'contradicts',
  'part_exceeds_whole',
  'sum_of',
  'revision_of',
  'mirror_of',
  'preferred_over'
]
const AT_MOST_50 = 'at most 50 values separated by commas'
const REFUSED: Record<string, [message: string, allowed: string[]]> = {
  'kind=CONTRADICTS': [`"CONTRADICTS" is not one of ${KINDS.join(', ')}.`, KINDS],
  'kind=sum_of,,mirror_of': [`"" is not one of ${KINDS.join(', ')}.`, KINDS],
  [`kind=${Array(51).fill('sum_of').join(',')}`]: [
    'The list has 51 values; at most 50 are allowed.',
    [AT_MOST_50]
  ],
  'observation=C0001,': ['The list has an empty value.', ['ids separated by single commas']],
  [`observation=${Array(51).fill('C0001').join(',')}`]: [
    'The list has 51 values; at most 50 are allowed.',
    [AT_MOST_50]
  ]
}
testRefused('/v1/relations', REFUSED)

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
  const allowed = [
    'cursor',
    'decimal',
    'dialect',
    'fields',
    'format',
    'kind',
    'limit',
    'observation',
    'total'
  ]
  const message = `There is no parameter of this name; the parameters are ${allowed.join(', ')}.`
  expectProblem(t, await app.inject('/v1/relations?claim=C0001'), 'unknown_parameter', {
    detail: `/query/claim: ${message}`,
    errors: [{ pointer: '/query/claim', message, allowed }]
  })
})
