// `as_of`: the data as they were, whatever has happened since; times there is nothing for; and ids
// that come and go.
import t, { type Test } from 'tap'
import { timeMeant } from '../../src/http/meant-times.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { withdraw, withdrawAll } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

const SECOND = '2026-02-01T00:00:00Z'
const THIRD = '2026-03-01T12:00:00Z'
const CHANGED = {
  observation: [
    { value: 60, source: 'b-paper' },
    { id: 'C0003', period: '2025' }
  ],
  relation: [{ note: 'changed', others: ['C0003'] }]
}

/**
 * Three revisions: two claims and what hangs on them; one corrected, one added; one withdrawn, and
 * the source corrected.
 */
async function threeRevisions(t: Test): Promise<TestApp> {
  const made = await buildTestApp(t)
  const { store } = made
  await insertRows(store, {
    observation: [{}, { id: 'C0002', period: '2024' }],
    relation: [{}],
    projection: [{}]
  })
  const source = [{}, { id: 'b-paper', publisher: 'B Paper' }]
  await insertRows(store, { ...CHANGED, source, projection: [{ value: 3 }] }, { time: SECOND })
  const withdrawn = { observation: ['C0002'], projection: ['P001'] }
  await withdrawAll(store, withdrawn, { time: THIRD, note: 'A misprint.' })
  await insertRows(
    store,
    { metric: [{ unit: 'person' }], source: [{ publisher: 'A Paper, renamed' }] },
    { time: '2026-04-01T00:00:00Z' }
  )
  return made
}

type Row = {
  id: string
  value: number
  unit: string
  source: { publisher: string }
  recorded_at: string
}
async function listed(
  { app }: TestApp,
  query: string
): Promise<{ rows: Row[]; revision: number; warnings: string[] }> {
  const { data, meta } = (await app.inject(`/v1/observations?sort=id&${query}`)).json()
  return { rows: data, revision: meta.revision, warnings: meta.warnings }
}

t.test('each claim once, as it was, with what stood beside it then', async (t) => {
  const made = await threeRevisions(t)
  const seen = async (asOf: string) => {
    const { rows, revision } = await listed(made, `as_of=${asOf}`)
    return [
      revision,
      ...rows.map(({ id, value, unit, source }) => `${id} ${value} ${unit} ${source.publisher}`)
    ]
  }
  const first = [1, 'C0001 52500000 USD A Paper', 'C0002 52500000 USD A Paper']
  const second = [
    2,
    'C0001 60 USD B Paper',
    'C0002 52500000 USD A Paper',
    'C0003 52500000 USD A Paper'
  ]
  t.same(await seen(RECORDED_AT), first)
  t.same(await seen('2026-01-31'), first, 'a day counts to its end')
  t.same(await seen('2026-02-01'), second)
  t.same(await seen('2026-02-01T05:00:00%2B05:00'), second, 'with an offset')
  t.same(await seen('2026-02-01T05:00:00+05:00'), second, 'whose plus came unescaped')
  t.same(await seen('2026-01-31T23:59:59.999Z'), first)
  t.same(await seen(THIRD), [3, 'C0001 60 USD B Paper', 'C0003 52500000 USD A Paper'])
  t.same(await seen('2026-04-01'), [
    4,
    'C0001 60 person B Paper',
    'C0003 52500000 person A Paper, renamed'
  ])
})

t.test('of a time to come the answer is as the data are now, and says so', async (t) => {
  const made = await threeRevisions(t)
  const now = await listed(made, '')
  const { warnings, ...then } = await listed(made, 'as_of=9999-12-31')
  t.same({ ...then, warnings: [] }, now)
  t.match(warnings, [/^as_of: 9999-12-31T23:59:59Z is in the future/])
})

t.test('filters, sorts and newest periods see the past', async (t) => {
  const made = await threeRevisions(t)
  const ids = async (query: string) =>
    (await listed(made, `as_of=2026-02-01&${query}`)).rows.map(({ id }) => id)
  t.same(await ids('source=b-paper'), ['C0001'])
  t.same(await ids('metric=goods_trade&latest_by_author=1'), ['C0003'])
  t.same(await ids('from=2024&to=2024'), ['C0002'])
  for (const sort of [
    '-period',
    'period',
    '-recorded_at',
    'recorded_at',
    'value&metric=goods_trade',
    '-id'
  ]) {
    const { data } = (
      await made.app.inject(`/v1/observations?as_of=2026-02-01&sort=${sort}`)
    ).json()
    t.same(data.map(({ id }: Row) => id).sort(), ['C0001', 'C0002', 'C0003'], sort)
  }
  const { data } = (await made.app.inject('/v1/projections?as_of=2026-02-01')).json()
  t.match(data, [{ id: 'P001', target: { value: 3 }, unit: 'USD', recorded_at: SECOND }])
})

t.test(
  '400 for a time before the first revision, with its time and a request that works',
  async (t) => {
    const { app } = await threeRevisions(t)
    const message = `There were no data yet: the first revision was made at ${RECORDED_AT}.`
    for (const path of [
      '/v1/observations',
      '/v1/observations/C0001',
      '/v1/projections',
      '/v1/projections/P001'
    ]) {
      const response = await app.inject(`${path}?as_of=2026-01-01`)
      expectProblem(t, response, 'invalid_parameter', {
        errors: [
          { pointer: '/query/as_of', message, allowed: [`a time of ${RECORDED_AT} or later`] }
        ]
      })
      t.equal((await app.inject(response.json().try)).statusCode, 200, response.json().try)
    }
  }
)

t.test('400 where there are no data at all', async (t) => {
  const { app } = await buildTestApp(t)
  const errors = [{ pointer: '/query/as_of', message: 'There are no data yet.', allowed: [] }]
  expectProblem(t, await app.inject('/v1/observations?as_of=2026-01-01'), 'invalid_parameter', {
    errors
  })
})

const FORMS =
  'the number of a revision, a timestamp such as 2026-11-23T12:00:00Z or a day such as 2026-11-23'
testEvery('400 for moments that are none', async (t, every) => {
  const { app } = await buildTestApp(t)
  for (const wrong of [
    '2026-11',
    '2026-02-30',
    '2026-11-23T12:00',
    '2026-11-23T24:00:00Z',
    '2026-11-23T12:00:60Z',
    '7th',
    '-7',
    'now',
    '9999-12-31T23:00:00-05:00'
  ]) {
    const errors = [
      { pointer: '/query/as_of', message: `Expected ${FORMS}, found "${wrong}".`, allowed: [FORMS] }
    ]
    expectProblem(
      every,
      await app.inject(`/v1/observations?as_of=${encodeURIComponent(wrong)}`),
      'invalid_parameter',
      { errors }
    )
  }
})

t.test('ids in parameters are those of then', async (t) => {
  const { app } = await threeRevisions(t)
  expectProblem(
    t,
    await app.inject('/v1/observations?source=b-paper&as_of=2026-01-31'),
    'unknown_id',
    {
      errors: [
        {
          pointer: '/query/source',
          message: `The source b-paper did not exist yet: revision 2 added it at ${SECOND}.`,
          allowed: [`an as_of of ${SECOND} or later`]
        }
      ]
    }
  )
})

t.test('a single claim and its relations as they were', async (t) => {
  const { app } = await threeRevisions(t)
  const one = async (asOf: string) =>
    (await app.inject(`/v1/observations/C0002?as_of=${asOf}`)).json().data.relations
  t.match(await one('2026-01-31'), [
    { id: 'R001', role: 'other', observation: 'C0001', others: ['C0002'], note: null }
  ])
  t.same(await one('2026-02-01'), [], 'the relation names another claim by then')
  const { data } = (await app.inject('/v1/observations/C0003?as_of=2026-02-01')).json()
  t.match(data.relations, [{ id: 'R001', role: 'other', others: ['C0003'], note: 'changed' }])
})

t.test('404 for an id that came later, which says when', async (t) => {
  const { app } = await threeRevisions(t)
  const message = `The observation C0003 did not exist yet: revision 2 added it at ${SECOND}.`
  const response = await app.inject(`/v1/observations/C0003?as_of=${RECORDED_AT}`)
  expectProblem(t, response, 'not_found', {
    errors: [{ pointer: '/path/id', message, allowed: [`an as_of of ${SECOND} or later`] }]
  })
})

testEvery('410 for what was withdrawn; before that it is answered', async (t, every) => {
  const { app } = await threeRevisions(t)
  for (const [path, id] of [
    ['/v1/observations', 'C0002'],
    ['/v1/projections', 'P001']
  ] as const) {
    const message = `The ${path.slice(4, -1)} ${id} was withdrawn at ${THIRD} with revision 3: A misprint.`
    const errors = [{ pointer: '/path/id', message, allowed: [`${path}/${id}/history`] }]
    expectProblem(every, await app.inject(`${path}/${id}`), 'withdrawn', {
      detail: message,
      errors
    })
    expectProblem(every, await app.inject(`${path}/${id}?as_of=${THIRD}`), 'withdrawn', {
      detail: message,
      errors
    })
    every.equal((await app.inject(`${path}/${id}?as_of=2026-03-01T11:59:59Z`)).statusCode, 200)
  }
})

t.test(
  '410 for whatever else can be withdrawn, and 400 for a parameter that names it',
  async (t) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, { entity: [{}], source: [{}], metric: [{}] })
    await withdraw(store, 'entity', 'karachi-port')
    await withdraw(store, 'source', 'a-paper')
    await withdraw(store, 'metric', 'goods_trade')
    for (const url of [
      '/v1/entities/karachi-port',
      '/v1/sources/a-paper',
      '/v1/metrics/goods_trade'
    ]) {
      const { code, detail } = (await app.inject(url)).json()
      t.same(code, 'withdrawn', url)
      t.match(detail, /was withdrawn at 2026-02-03T04:05:06Z with revision \d: a misprint\.$/, url)
    }
    const { code, detail } = (await app.inject('/v1/observations?source=a-paper')).json()
    t.equal(code, 'unknown_id')
    t.match(detail, /source a-paper was withdrawn/)
  }
)

t.test('an id that came again is there, and was not in between', async (t) => {
  const { app, store } = await threeRevisions(t)
  await insertRows(
    store,
    { observation: [{ id: 'C0002', value: 7 }] },
    { time: '2026-05-01T00:00:00Z' }
  )
  t.equal((await app.inject('/v1/observations/C0002')).json().data.value, 7)
  t.equal((await app.inject('/v1/observations/C0002?as_of=2026-04-30')).statusCode, 410)
  t.equal((await app.inject('/v1/observations/C0002?as_of=2026-02-15')).json().data.value, 52500000)
})

t.test('a walk stays with its revision while imports go on, in JSON and as a file', async (t) => {
  const { app, store } = await buildTestApp(t)
  const ids = Array.from({ length: 9 }, (_, index) => `C${1000 + index}`)
  await insertRows(store, { observation: ids.map((id) => ({ id })) })
  const seen: Row[] = []
  const revisions = new Set<number>()
  // A time to come: without a revision that stays, each page would be read from another one.
  for (
    let next: string | null = '/v1/observations?as_of=9999-12-31&sort=id&limit=2';
    next !== null;
  ) {
    const {
      data,
      meta,
      links
    }: { data: Row[]; meta: { revision: number }; links: { next: string | null } } = (
      await app.inject(next)
    ).json()
    seen.push(...data)
    revisions.add(meta.revision)
    await insertRows(store, {
      observation: [
        { id: ids.at(-1 - seen.length) ?? 'C2000', value: seen.length },
        { id: `D${seen.length}` }
      ]
    })
    next = links.next
  }
  t.same([...revisions], [1])
  t.same(
    seen.map(({ id, value }) => [id, value]),
    ids.map((id) => [id, 52500000])
  )
  const csv = (await app.inject('/v1/observations.csv?as_of=2026-01-02&sort=id&fields=id')).body
    .trim()
    .split('\n')
  t.same(csv, ['id', ...ids, 'C2000', 'D2', 'D4', 'D6', 'D8', 'D9'], 'in order, each once')
})

t.test('400 for a cursor of a walk through the present', async (t) => {
  const made = await threeRevisions(t)
  const { links } = (await made.app.inject('/v1/observations?limit=1')).json()
  const [, cursor] = links.next.split('cursor=')
  t.equal(
    (await made.app.inject(`/v1/observations?limit=1&as_of=2026-02-01&cursor=${cursor}`)).json()
      .code,
    'invalid_cursor'
  )
})

t.test('a tag holds until there is a new revision, of the past too', async (t) => {
  const { app, store } = await threeRevisions(t)
  const url = '/v1/observations?as_of=2026-02-01'
  const { etag = '' } = (await app.inject(url)).headers
  t.equal((await app.inject({ url, headers: { 'if-none-match': etag } })).statusCode, 304)
  await insertRows(store, { source: [{ publisher: 'Again' }] })
  t.equal((await app.inject({ url, headers: { 'if-none-match': etag } })).statusCode, 200)
})

t.test('the number of a revision names the data, also of two in one second', async (t) => {
  const made = await threeRevisions(t)
  const { app, store } = made
  await insertRows(store, { observation: [{ value: 61 }] }, { time: '2026-04-01T00:00:00Z' })
  const valueAt = async (asOf: string) => {
    const { rows, revision, warnings } = await listed(made, `as_of=${asOf}&fields=id,value`)
    return [revision, rows[0]?.value, warnings]
  }
  t.same(await valueAt('1'), [1, 52500000, []])
  t.same(await valueAt('4'), [4, 60, []])
  t.same(await valueAt('5'), [5, 61, []])
  t.same(await valueAt('2026-04-01'), [5, 61, []], 'the newest of a time')
  const one = (await app.inject('/v1/observations/C0001?as_of=4')).json()
  t.same([one.data.value, one.meta.revision], [60, 4])
  const then = (await app.inject('/v1/observations.csv?as_of=1&sort=id&fields=id')).body
  t.equal(then, 'id\nC0001\nC0002\n')
})

t.test('a walk by the number of a revision stays with it', async (t) => {
  const { app } = await threeRevisions(t)
  const first = (await app.inject('/v1/observations?as_of=1&sort=id&limit=1')).json()
  t.match(first.links.next, 'as_of=1&')
  const second = (await app.inject(first.links.next)).json()
  t.same([second.data[0].id, second.meta.revision, second.links.next], ['C0002', 1, null])
  const other = first.links.next.replace('as_of=1', 'as_of=2')
  t.equal((await app.inject(other)).json().code, 'invalid_cursor')
})

testEvery('400 for a revision that was not made yet, with what is meant', async (t, every) => {
  const { app } = await threeRevisions(t)
  const first = `the first revision was made at ${RECORDED_AT}.`
  const told: [number, string, string][] = [
    [5, '', '4'],
    [2026, ' For the year, write 2026-12-31.', '2026-12-31'],
    [2024, ` For the year, write 2024-12-31. There were no data then: ${first}`, '4'],
    [20260201, ' For the day, write 2026-02-01.', '2026-02-01'],
    [20260231, '', '4'],
    [999_999_999, '', '4']
  ]
  for (const [revision, advice, works] of told) {
    const response = await app.inject(`/v1/observations/C0001?as_of=${revision}`)
    const message = `There is no revision ${revision} yet; the newest is 4.${advice}`
    const allowed = ['a revision from 1 to 4', 'a timestamp or a day']
    expectProblem(every, response, 'invalid_parameter', {
      errors: [{ pointer: '/query/as_of', message, allowed }]
    })
    every.equal(response.json().try, `/v1/observations/C0001?as_of=${works}`)
    every.equal((await app.inject(response.json().try)).statusCode, 200)
  }
})

t.test('400 for revision 0, and for any revision where there are no data', async (t) => {
  const { app } = await buildTestApp(t)
  const { errors } = (await app.inject('/v1/observations?as_of=0')).json()
  const allowed = 'a whole number from 1 to 999999999'
  const message = `Expected ${allowed}, found "0".`
  t.same(errors, [{ pointer: '/query/as_of', message, allowed: [allowed] }])
  const none = (await app.inject('/v1/observations?as_of=1')).json().errors
  t.same(none, [{ pointer: '/query/as_of', message: 'There are no data yet.', allowed: [] }])
})

t.test('a revision that looks like a year is answered, and warned of', async (t) => {
  t.same(timeMeant(1899), undefined)
  t.same(timeMeant(2101), undefined)
  t.same(timeMeant(20260231), undefined)
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  await store.transaction(async ({ db, tables: { imports } }) => {
    const [row] = await db.select().from(imports)
    if (row) await db.insert(imports).values({ ...row, revision: 2024 })
  })
  const { meta } = (await app.inject('/v1/observations?as_of=2024')).json()
  t.match(meta.warnings, ['as_of: 2024 was read as a revision. For the year, write 2024-12-31.'])
})
