import t from 'tap'
import { changeOf, type Service, writable } from '../writing/service.ts'
import type { Cells } from './files.ts'
import { csv } from './importing.ts'

const CLAIM = {
  id: 'q1',
  metric: 'goods_trade',
  subject: 'PAK',
  partner: 'KAZ',
  period: '2024',
  value: '52500000',
  bound: 'exact',
  published_text: '$52.5 million',
  attributed_to: 'A Ministry',
  source: 'a-paper'
}
const upload = ({ send, keys }: Service, rows: Cells[], query = '') =>
  send(
    'POST',
    `/v1/imports${query}`,
    csv(
      'observation',
      rows.map((row) => ({ ...CLAIM, ...row }))
    ),
    { 'content-type': 'text/csv', ...keys.import }
  )
const SIZE = 'The text "$52.5 million" says 52500000, but the figure is 52.5.'
const OLD =
  'The period 1402 lies before 1900; as a year of the solar calendar, 1402 is 2023-03-21/P1Y.'

t.test('201 with a warning for each row that is implausible, in a dry run too', async (t) => {
  const service = await writable(t)
  const rows = [
    { id: 'q1', value: '52.5' },
    { id: 'q2', period: '1402' },
    { id: 'q3', period: '2021' },
    { id: 'q4', period: '2021' }
  ]
  const warnings = [
    `body, line 2, q1: ${SIZE}`,
    `body, line 3, q2: ${OLD}`,
    'body, line 5, q4: The claim q3 already says the same.'
  ]
  const dry = await upload(service, rows, '?dry_run=true')
  t.same([dry.statusCode, dry.json().meta.warnings], [200, warnings])
  const done = await upload(service, rows)
  t.same([done.statusCode, done.json().meta.warnings], [201, warnings])
  const again = await upload(service, rows)
  t.same([again.statusCode, again.json().meta.warnings], [200, []], 'rows that are there already')
})

t.test('201 with a warning for claims that are there under another id', async (t) => {
  const service = await writable(t)
  await upload(service, [{}])
  const { statusCode, body } = await upload(service, [
    { id: 'z1' },
    { id: 'z2', value: '52510000' }
  ])
  t.same(
    [statusCode, JSON.parse(body).meta.warnings],
    [201, ['body, line 2, z1: The claim q1 already says the same.']]
  )
  t.match(await changeOf(service.store, 3), { kind: 'upload', state: 'done' })
})

t.test('201 without such warnings where a day has more claims than are compared', async (t) => {
  const service = await writable(t)
  const many = Array.from({ length: 201 }, (_, index) => ({ id: `q${index}`, value: `${index}` }))
  await upload(service, many)
  // 202 of one day, and two of another.
  const { body } = await upload(service, [{ id: 'z1', value: '7' }, ...twice('2022')])
  t.same(JSON.parse(body).meta.warnings.filter(isTwin), [
    'body, line 4, y2: The claim y1 already says the same.'
  ])
})

const twice = (period: string) => ['y1', 'y2'].map((id) => ({ id, period }))
const isTwin = (warning: string) => warning.endsWith('already says the same.')

t.test('201 with a warning that names the earliest of several such claims', async (t) => {
  const service = await writable(t)
  for (const id of ['q9', 'q1', 'q5']) await upload(service, [{ id }])
  const { body } = await upload(service, [{ id: 'z1' }])
  t.same(JSON.parse(body).meta.warnings, ['body, line 2, z1: The claim q9 already says the same.'])
})

t.test(
  '201 with a warning for a claim that is there with its period in another form',
  async (t) => {
    const service = await writable(t)
    await upload(service, [{}, { id: 'q2', period: '2024-Q3' }])
    const { statusCode, body } = await upload(service, [
      { id: 'z1', period: '2024-01-01/P1Y' },
      { id: 'z2', period: '2024-01-01/P12M' },
      { id: 'z3', period: '2024-07-01/P3M' },
      { id: 'z4', period: '2023-07-01/P18M' }
    ])
    t.same(
      [statusCode, JSON.parse(body).meta.warnings],
      [
        201,
        [
          'body, line 2, z1: The claim q1 already says the same.',
          'body, line 3, z2: The claim q1 already says the same.',
          'body, line 4, z3: The claim q2 already says the same.'
        ]
      ]
    )
  }
)

t.test(
  '201 with fifteen warnings of a kind, a count of the others, and every other kind',
  async (t) => {
    const service = await writable(t)
    const equal = Array.from({ length: 40 }, (_, index) => ({
      id: `e${index}`,
      period: String(1980 + index),
      value: '52.5'
    }))
    const response = await upload(service, [...equal, { id: 'o', period: '1402' }])
    const { warnings } = response.json().meta
    t.equal(warnings.length, 17)
    t.equal(warnings[0], `body, line 2, e0: ${SIZE}`)
    t.same(warnings.slice(15), [
      `body, line 42, o: ${OLD}`,
      '25 more rows have a text of another size than their figure.'
    ])
  }
)

t.test('201 and 200 of a single write with the same warnings', async (t) => {
  const { send, keys } = await writable(t)
  const { published_text: text, ...claim } = CLAIM
  const body = { ...claim, text, value: 52.5 }
  const created = await send('POST', '/v1/observations', body, keys.import)
  t.same([created.statusCode, created.json().meta.warnings], [201, [SIZE]])
  const headers = { ...keys.import, 'content-type': 'application/merge-patch+json' }
  const corrected = await send('PATCH', '/v1/observations/q1', { value: 53_000_000 }, headers)
  t.same(
    [corrected.statusCode, corrected.json().meta.warnings],
    [200, ['The text "$52.5 million" does not say the figure 53000000.']]
  )
})

t.test('200 for a metric with bounds, which hold for every later figure', async (t) => {
  const { send, keys } = await writable(t)
  const headers = { ...keys.admin, 'content-type': 'application/merge-patch+json' }
  const patched = await send(
    'PATCH',
    '/v1/metrics/goods_trade',
    { minimum: 0, maximum: 100 },
    headers
  )
  t.match(patched.json().data, { minimum: 0, maximum: 100 })
  const { published_text: text, ...claim } = CLAIM
  for (const [value, message] of [
    [-1, 'Expected at least 0, the minimum of goods_trade, found "-1".'],
    [101, 'Expected at most 100, the maximum of goods_trade, found "101".']
  ] as const) {
    const response = await send('POST', '/v1/observations', { ...claim, text, value }, keys.import)
    t.same([response.statusCode, response.json().errors[0].message], [422, message])
  }
  const turned = await send('PATCH', '/v1/metrics/goods_trade', { minimum: 200 }, headers)
  t.same(
    [turned.statusCode, turned.json().errors[0].message],
    [422, 'Expected at most the maximum, which is 100, found "200".']
  )
})

t.test('201 with a warning for each column that a file leaves out and rows lose', async (t) => {
  const service = await writable(t)
  const { send, keys } = service
  const whole = { status: 'U', note: 'a break', mode: 'rail' }
  const ids = ['q1', 'q2', 'q3']
  await upload(
    service,
    ids.map((id, index) => ({ id, period: String(2010 + index), ...(index < 2 ? whole : {}) }))
  )
  const bare = ids.map((id, index) => ({ id, period: String(2010 + index), mode: 'rail' }))
  const warnings = [
    'body: The column `status` is left out, so 2 rows lose their values there.',
    'body: The column `note` is left out, so 2 rows lose their values there.'
  ]
  const dry = await upload(service, bare, '?dry_run=true')
  t.same([dry.statusCode, dry.json().meta.warnings], [200, warnings])
  const done = await upload(service, bare)
  t.same([done.statusCode, done.json().meta.warnings], [201, warnings])
  const again = await upload(service, bare)
  t.same([again.statusCode, again.json().meta.warnings], [200, []], 'nothing is left to lose')
  const emptied = await send(
    'PATCH',
    '/v1/observations/q1',
    { mode: null },
    { ...keys.import, 'content-type': 'application/merge-patch+json' }
  )
  t.same([emptied.statusCode, emptied.json().meta.warnings], [200, []], 'named is meant')
})

t.test('201 with a warning for a key that some objects leave out, of any noun', async (t) => {
  const service = await writable(t)
  const entity = (id: string, more: object) => ({ id, kind: 'corridor', name: id, ...more })
  const send = (rows: object[]) =>
    service.send('POST', '/v1/imports', rows.map((row) => JSON.stringify(row)).join('\n'), {
      'content-type': 'application/x-ndjson',
      ...service.keys.admin
    })
  const countries = ['KAZ', 'UZB']
  await send(['e1', 'e2', 'e3'].map((id) => entity(id, { countries, note: 'a road' })))
  const { statusCode, body } = await send([
    entity('e1', { countries, note: 'a railway' }),
    entity('e2', { countries: [], note: null }),
    entity('e3', { note: 'a road' })
  ])
  t.same(
    [statusCode, JSON.parse(body).meta.warnings],
    [201, ['body: The column `countries` is left out, so 1 row loses its value there.']]
  )
})

t.test('201 with a warning for a projection or event that is there already', async (t) => {
  const { send, get, keys } = await writable(t)
  for (const [path, called, other] of [
    ['/v1/projections', 'projection', { issued_on: '2020' }],
    ['/v1/events', 'event', { title: 'Another title' }]
  ] as const) {
    const [row] = (await get(path)).json().data
    const again = await send('POST', path, { ...row, id: 'again' }, keys.import)
    t.same(
      [again.statusCode, again.json().meta.warnings],
      [201, [`The ${called} ${row.id} already says the same.`]]
    )
    const differs = await send('POST', path, { ...row, ...other, id: 'other' }, keys.import)
    t.same([differs.statusCode, differs.json().meta.warnings], [201, []])
  }
})
