import t, { type Test } from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw, withdrawAll } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

const LATER = '2026-02-03T04:05:06Z'

/** A first import, one correction, one withdrawal. */
async function threeRevisions(t: Test) {
  const made = await buildTestApp(t)
  await insertRows(made.store, {
    observation: [{}, { id: 'C0002', period: '2024' }],
    relation: [{}],
    event: [{}]
  })
  await insertRows(made.store, { observation: [{ value: 60 }] }, { time: LATER })
  await withdraw(made.store, 'relation', 'R001')
  return made
}

type Row = { revision: number; action: string; type: string; id: string; row: object | null }
const brief = ({ revision, action, type, id }: Row) => `${revision} ${action} ${type} ${id}`

t.test('200 with everything in order: by revision, parents before children', async (t) => {
  const { app } = await threeRevisions(t)
  const { data, meta, links } = (await app.inject('/v1/changes')).json()
  t.same(data.map(brief), [
    '1 insert unit USD',
    '1 insert metric goods_trade',
    '1 insert source a-paper',
    '1 insert scenario official-target',
    '1 insert entity karachi-port',
    '1 insert observation C0001',
    '1 insert observation C0002',
    '1 insert event E001',
    '1 insert relation R001',
    '2 correct observation C0001',
    '3 withdraw relation R001'
  ])
  t.match(meta, { revision: 3, count: 11, warnings: [] })
  t.equal(links.next, null)
})

t.test(
  '200 with rows as they are stored: each version of its revision, nothing of what is withdrawn',
  async (t) => {
    const { app } = await threeRevisions(t)
    const { data } = (await app.inject('/v1/changes?type=observation,relation,event')).json()
    const claim = {
      id: 'C0001',
      metric: 'goods_trade',
      subject: 'PAK',
      partner: 'KAZ',
      direction: null,
      mode: null,
      product: null,
      period: '2023',
      starts_on: '2023-01-01',
      ends_on: '2023-12-31',
      value: 52500000,
      low: null,
      high: null,
      bound: 'exact',
      text: '$52.5 million',
      status: 'A',
      attributed_to: 'A Ministry',
      note: null,
      derived_from: [],
      source: 'a-paper'
    }
    t.same(data[0], {
      revision: 1,
      recorded_at: RECORDED_AT,
      action: 'insert',
      type: 'observation',
      id: 'C0001',
      row: claim
    })
    t.same(data[2].row, {
      id: 'E001',
      date: '2024-12-01',
      end_date: null,
      entity: 'karachi-port',
      kind: 'opened',
      scope: null,
      title: 'The port opens',
      source: 'a-paper',
      note: null
    })
    t.same(data[3].row, {
      id: 'R001',
      kind: 'contradicts',
      observation: 'C0001',
      others: ['C0002'],
      note: null
    })
    t.same(data[4], {
      revision: 2,
      recorded_at: LATER,
      action: 'correct',
      type: 'observation',
      id: 'C0001',
      row: { ...claim, value: 60 }
    })
    t.same(data[5], {
      revision: 3,
      recorded_at: LATER,
      action: 'withdraw',
      type: 'relation',
      id: 'R001',
      row: null
    })
  }
)

t.test('after a revision, from a time or a day on', async (t) => {
  const { app } = await threeRevisions(t)
  const since = async (value: string) =>
    (await app.inject(`/v1/changes?since=${value}`)).json().data.map(brief)
  const later = ['2 correct observation C0001', '3 withdraw relation R001']
  t.same(await since('1'), later)
  t.same(await since('2'), later.slice(1))
  t.same(await since('3'), [])
  const all = await since('0')
  t.same(
    await since(RECORDED_AT),
    all,
    'what was made in the very second is given again: another revision may have been made in it'
  )
  t.same(await since(RECORDED_AT.slice(0, 10)), all)
  t.same(await since(RECORDED_AT.replace('T', 't').replace('Z', 'z')), all)
  t.same(await since(second(RECORDED_AT)), later)
  t.same(await since(LATER), later)
  t.same(await since(second(LATER)), [])
  t.equal((await since('2020-01-01')).length, 11, 'before everything is everything')
  t.equal((await since('0')).length, 11)
})

/** The second after a time. */
const second = (time: string) => `${new Date(Date.parse(time) + 1_000).toISOString().slice(0, 19)}Z`

t.test('a time to come is warned of', async (t) => {
  const { app } = await threeRevisions(t)
  const { data, meta } = (await app.inject('/v1/changes?since=2999-01-01')).json()
  t.same(data, [])
  t.same(meta.warnings, ['since: 2999-01-01T00:00:00Z is still to come; there are no changes yet.'])
})

t.test('in pages of any size each change once, also where more come meanwhile', async (t) => {
  const { app } = await threeRevisions(t)
  const all = (await app.inject('/v1/changes')).json().data
  for (const limit of [1, 2, 3, 7]) {
    const seen: Row[] = []
    for (let next: string | null = `/v1/changes?limit=${limit}`; next !== null; ) {
      const { data, links }: { data: Row[]; links: { next: string | null } } = (
        await app.inject(next)
      ).json()
      seen.push(...data)
      next = links.next
    }
    t.same(seen, all, `pages of ${limit}`)
  }
})

t.test(
  'a walk that began before a correction gives the version before and the new one',
  async (t) => {
    const { app, store } = await threeRevisions(t)
    const first = (await app.inject('/v1/changes?type=observation&limit=1')).json()
    await withdrawAll(store, { observation: ['C0002'] })
    const rest = (await app.inject(first.links.next.replace('limit=1', 'limit=100'))).json()
    t.same([...first.data, ...rest.data].map(brief), [
      '1 insert observation C0001',
      '1 insert observation C0002',
      '2 correct observation C0001',
      '4 withdraw observation C0002'
    ])
    t.equal(rest.meta.revision, 4, 'from which the mirror goes on')
  }
)

t.test('countries come with the software and are not in it', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data } = (await app.inject('/v1/changes?type=entity&limit=1000')).json()
  t.equal(data.length, 76 + 321)
  t.notOk(data.some(({ row }: { row: { kind: string } }) => row.kind === 'country'))
})

t.test('200 as CSV, the row as JSON', async (t) => {
  const { app } = await threeRevisions(t)
  const { body } = await app.inject('/v1/changes.csv?type=scenario')
  const row =
    '"{""id"":""official-target"",""name"":""Official target"",""description"":""A goal set ' +
    'by a government.""}"'
  t.equal(
    body,
    `revision,recorded_at,action,type,id,row\n1,${RECORDED_AT},insert,scenario,official-target,${row}\n`
  )
})

t.test('400 for a revision that is not there yet, with the newest', async (t) => {
  const { app } = await threeRevisions(t)
  const message =
    'There is no revision 4 yet; the newest is 3. If you have seen it, the data were restored ' +
    'from a backup: begin a new copy with since=0.'
  expectProblem(t, await app.inject('/v1/changes?since=4'), 'invalid_parameter', {
    errors: [{ pointer: '/query/since', message, allowed: ['a revision from 0 to 3'] }]
  })
})

const FORMS =
  'the number of a revision, a timestamp such as 2026-11-23T12:00:00Z or a day such as 2026-11-23'
testEvery('400 for moments that are none', async (t, every) => {
  const { app } = await buildTestApp(t)
  for (const [wrong, found, expected] of [
    ['-1', '-1', FORMS],
    ['1.5', '1.5', FORMS],
    ['yesterday', 'yesterday', FORMS],
    ['2026-13-01', '2026-13-01', FORMS],
    ['9999999999', '9999999999', 'a whole number from 0 to 999999999']
  ] as const) {
    const message = `Expected ${expected}, found "${found}".`
    const errors = [{ pointer: '/query/since', message, allowed: [expected] }]
    expectProblem(every, await app.inject(`/v1/changes?since=${wrong}`), 'invalid_parameter', {
      errors
    })
  }
})

t.test('400 for a type that is none', async (t) => {
  const { app } = await buildTestApp(t)
  const types = [
    'unit',
    'metric',
    'source',
    'scenario',
    'entity',
    'alias',
    'leg',
    'corridor',
    'product',
    'observation',
    'projection',
    'event',
    'relation'
  ]
  expectProblem(t, await app.inject('/v1/changes?type=country'), 'invalid_parameter', {
    errors: [
      {
        pointer: '/query/type',
        message: `"country" is not one of ${types.join(', ')}.`,
        allowed: types
      }
    ]
  })
})
