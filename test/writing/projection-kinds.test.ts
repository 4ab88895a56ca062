// The kind of a projection, by every way in and out: requests, files, lists, history and CSV.
import t from 'tap'
import { expectProblem } from '../helpers/problem.ts'
import { expectRefused, oneError, type Service, writable } from './service.ts'

const ROW = {
  metric: 'goods_trade',
  subject: 'KAZ',
  partner: 'UZB',
  scenario: 'official-target',
  source: 'a-paper',
  value: 20,
  bound: 'exact',
  text: '20'
}
const WORDS = ['target', 'forecast']

function upload({ send, keys }: Service, type: string, body: string) {
  return send('POST', '/v1/imports', body, { 'content-type': type, ...keys.import })
}

/** Uploads projections of several years as a CSV file with these columns besides. */
function uploadCsv(service: Service, rows: Record<string, string>[]) {
  const [first = {}] = rows
  const columns = [...Object.keys(ROW), 'target_period', ...Object.keys(first)]
  const lines = rows.map((row, index) =>
    [...Object.values(ROW), 2030 + index, ...Object.values(row)].join(',')
  )
  return upload(service, 'text/csv', [columns.join(','), ...lines, ''].join('\n'))
}

async function kindsOf({ get }: Service, query = ''): Promise<Record<string, string>> {
  const { data } = (await get(`/v1/projections?${query}`)).json()
  return Object.fromEntries(data.map(({ id, kind }: Record<string, string>) => [id, kind]))
}

t.test('201 with the kind that was sent, and with target where none was', async (t) => {
  const service = await writable(t)
  const { bound, text, value, ...row } = ROW
  for (const [id, kind, expected] of [
    ['n1', {}, 'target'],
    ['n2', { kind: 'target' }, 'target'],
    ['n3', { kind: 'forecast' }, 'forecast']
  ] as const) {
    const target = { bound, text, value, period: `203${id.slice(1)}` }
    const sent = await service.send('POST', '/v1/projections', { id, ...row, ...kind, target })
    t.same([sent.statusCode, sent.json().data.kind], [201, expected], id)
  }
  t.same(await kindsOf(service, 'kind=forecast'), { n3: 'forecast' })
})

t.test('422 for another word, with the words, in a body and in a correction', async (t) => {
  const service = await writable(t)
  const { bound, text, value, ...row } = ROW
  const body = { id: 'n1', ...row, kind: 'plan', target: { bound, text, value } }
  const post = () => service.send('POST', '/v1/projections', body)
  const posted = 'Expected one of target, forecast, found "plan".'
  await expectRefused(t, service, post, 'invalid_body', oneError('/body/kind', posted, WORDS))
  const patch = () => service.send('PATCH', '/v1/projections/P001', { kind: 'plan' })
  const patched = 'Expected one of target, forecast, null, found "plan".'
  const allowed = [...WORDS, 'null']
  await expectRefused(t, service, patch, 'invalid_body', oneError('/body/kind', patched, allowed))
})

t.test('a correction changes the kind; history and as_of have the one before', async (t) => {
  const service = await writable(t)
  const { get, send } = service
  const { recorded_at } = (await get('/v1/projections/P001')).json().data
  const patched = await send('PATCH', '/v1/projections/P001', { kind: 'forecast' })
  t.same([patched.statusCode, patched.json().data.kind], [200, 'forecast'])
  t.same(await kindsOf(service), { P001: 'forecast' })
  const history = (await get('/v1/projections/P001/history')).json().data
  t.same(
    history.map(({ action, row }: { action: string; row: { kind: string } }) => [action, row.kind]),
    [
      ['correct', 'forecast'],
      ['insert', 'target']
    ]
  )
  const then = `as_of=${recorded_at}`
  t.same(await kindsOf(service, then), { P001: 'target' })
  t.same(await kindsOf(service, `kind=forecast&${then}`), {})
  t.equal((await get(`/v1/projections/P001?${then}`)).json().data.kind, 'target')
  const changes = (await get('/v1/changes?type=projection')).json().data
  t.same(
    changes.map(({ row }: { row: { kind: string } }) => row.kind),
    ['target', 'forecast']
  )
  const back = await send('PATCH', '/v1/projections/P001', { kind: null })
  t.same([back.statusCode, back.json().data.kind], [200, 'target'], 'null is the usual kind')
})

t.test('files: a cell says the kind; an empty one or no column means target', async (t) => {
  const service = await writable(t)
  const given = await uploadCsv(service, [
    { id: 'n1', kind: 'forecast' },
    { id: 'n2', kind: 'target' },
    { id: 'n3', kind: '' }
  ])
  t.same([given.statusCode, given.json().meta.warnings], [201, []], given.body)
  const others = { P001: 'target', n2: 'target', n3: 'target' }
  t.same(await kindsOf(service), { ...others, n1: 'forecast' })
  const { statusCode, body } = await uploadCsv(service, [{ id: 'n1' }, { id: 'n2' }, { id: 'n3' }])
  t.same(
    [statusCode, JSON.parse(body).meta.warnings],
    [201, ['body: The column `kind` is left out, so 1 row loses its value there.']]
  )
  t.same(await kindsOf(service), { ...others, n1: 'target' })
})

t.test('422 for a cell with another word, at its line, with the words', async (t) => {
  const service = await writable(t)
  const ask = () =>
    uploadCsv(service, [
      { id: 'n1', kind: 'target' },
      { id: 'n2', kind: 'plan' }
    ])
  const message = 'Line 3, column kind: expected one of target, forecast, found "plan".'
  const error = oneError('/body/3/kind', message, ['one of target, forecast'])
  expectProblem(t, await ask(), 'invalid_body', error)
  t.same(await kindsOf(service), { P001: 'target' }, 'nothing is kept')
})

t.test('what is served as CSV comes in again and changes nothing', async (t) => {
  const service = await writable(t)
  await uploadCsv(service, [{ id: 'n1', kind: 'forecast' }])
  const csv = (await service.get('/v1/projections.csv?kind=forecast&fields=id,kind')).body
  t.equal(csv, 'id,kind\nn1,forecast\n')
  const whole = (await service.get('/v1/projections.csv')).body
  t.match(whole, /^id,metric,subject,partner,scenario,kind,unit,/)
  const again = await upload(service, 'text/csv', whole)
  t.same([again.statusCode, again.json().meta.warnings], [200, []])
  t.same(await kindsOf(service), { P001: 'target', n1: 'forecast' })
})

t.test('201 with a warning where only the kind differs from another projection', async (t) => {
  const service = await writable(t)
  const [row] = (await service.get('/v1/projections')).json().data
  const again = { ...row, id: 'again', kind: 'forecast' }
  const sent = await service.send('POST', '/v1/projections', again, service.keys.import)
  t.same(
    [sent.statusCode, sent.json().meta.warnings],
    [201, ['The projection P001 already says the same.']]
  )
})
