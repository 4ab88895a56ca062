import { gzipSync } from 'node:zlib'
import t from 'tap'
import { expectProblem } from '../helpers/problem.ts'
import { changeOf, revisionOf, type Service, writable } from '../writing/service.ts'
import { csv } from './importing.ts'

const LICENSE = 'Facts quoted with attribution: name the source of each figure.'
const CLAIM = {
  id: 'new-1',
  metric: 'goods_trade',
  subject: 'PAK',
  partner: 'KAZ',
  period: '2024',
  value: '7',
  bound: 'exact',
  text: '$7',
  attributed_to: 'A Ministry',
  source: 'a-paper'
}
const rows = (...changes: Record<string, string>[]) =>
  csv(
    'observation',
    changes.map((change) => ({ ...CLAIM, ...change }))
  )

const upload = (
  { send, keys }: Service,
  payload: string | Buffer,
  query = '',
  headers: Record<string, string> = {}
) =>
  send('POST', `/v1/imports${query}`, payload, {
    'content-type': 'text/csv',
    ...keys.import,
    ...headers
  })
const added = (id: string) => ({ type: 'observation', id, action: 'insert', fields: [] })
const result = (
  inserted: number,
  corrected: number,
  unchanged: number,
  changes: object[],
  { revision = null as number | null, dry_run = false, newest = 2 } = {}
) => ({
  data: {
    revision,
    dry_run,
    rows: inserted + corrected + unchanged,
    counts: [{ type: 'observation', inserted, corrected, withdrawn: 0, unchanged }],
    changes
  },
  meta: { revision: revision ?? newest, license: LICENSE, warnings: [] }
})
/** The answer without the time, which is that of the revision. */
const timeless = (response: Awaited<ReturnType<typeof upload>>) => {
  const { data, meta } = response.json()
  const { updated_at, ...others } = meta
  return { data, meta: others }
}

t.test('201 for new and corrected rows, as one revision; 200 where all are there', async (t) => {
  const service = await writable(t)
  const first = await upload(service, rows({}, { id: 'new-2', period: '2025' }), '?note=November')
  t.same(
    [first.statusCode, first.headers.location, timeless(first)],
    [201, '/v1/imports/2', result(2, 0, 0, [added('new-1'), added('new-2')], { revision: 2 })]
  )
  t.match(await changeOf(service.store, 2), {
    kind: 'upload',
    made_by: 'Trade desk',
    note: 'November',
    state: 'done'
  })
  t.match((await service.get('/v1/observations/new-1')).json().data, {
    value: 7,
    text: '$7',
    period: '2024'
  })
  t.match((await service.get('/v1/imports/2')).json().data, {
    id: '2',
    kind: 'upload',
    made_by: 'Trade desk',
    note: 'November'
  })
  const again = await upload(service, rows({}, { id: 'new-2', period: '2025' }))
  t.same(
    [again.statusCode, again.headers.location, timeless(again)],
    [200, undefined, result(0, 0, 2, [])]
  )
  const corrected = {
    type: 'observation',
    id: 'new-1',
    action: 'correct',
    fields: [
      { name: 'value', before: 7, after: 8 },
      { name: 'text', before: '$7', after: '$8' }
    ]
  }
  const third = await upload(
    service,
    rows({ value: '8', text: '$8' }, { id: 'new-2', period: '2025' })
  )
  t.same([third.statusCode, timeless(third)], [201, result(0, 1, 1, [corrected], { revision: 3 })])
})

t.test('201 with the periods of a file in the form of the data set', async (t) => {
  const service = await writable(t)
  const sent = { half: '2023-H1', month: '2023M07', week: '2023-W05', quarter: 'Q3 2023' }
  const lines = Object.entries(sent).map(([id, period]) => ({ id, period }))
  t.equal((await upload(service, rows(...lines))).statusCode, 201)
  const stored = []
  for (const id of Object.keys(sent))
    stored.push((await service.get(`/v1/observations/${id}`)).json().data.period)
  t.same(stored, ['2023-01-01/P6M', '2023-07', '2023-01-30/P7D', '2023-Q3'])
})

t.test('200 for a dry run, which tells what would change and keeps nothing', async (t) => {
  const service = await writable(t)
  const response = await upload(service, rows({}), '?dry_run=true')
  t.same(
    [response.statusCode, timeless(response)],
    [200, result(1, 0, 0, [added('new-1')], { dry_run: true, newest: 1 })]
  )
  t.equal((await service.get('/v1/observations/new-1')).statusCode, 404)
  t.equal(await revisionOf(service.store), 1)
})

t.test('a dry run shows the first hundred changes field by field, corrections first', async (t) => {
  const service = await writable(t)
  const many = Array.from({ length: 120 }, (_, index) => ({ id: `n${index}` }))
  const other = { id: 'C0001', value: '53000000', period: '2023-07-01/P1Y', note: 'read again' }
  const { data } = (await upload(service, rows(...many, other), '?dry_run=true')).json()
  t.equal(data.changes.length, 100)
  const { type, id, action, fields } = data.changes[0]
  t.same([type, id, action], ['observation', 'C0001', 'correct'])
  const changed = new Map(
    fields.map((field: { name: string; before: unknown; after: unknown }) => [
      field.name,
      [field.before, field.after]
    ])
  )
  t.same(
    [changed.get('value'), changed.get('note')],
    [
      [52500000, 53000000],
      [null, 'read again']
    ]
  )
  t.same(changed.get('period'), ['2023', '2023-07-01/P1Y'])
  t.notOk(changed.has('starts_on') || changed.has('series') || changed.has('id'))
  t.same(data.changes[99], added('n98'))
  const counts = { inserted: 120, corrected: 1, withdrawn: 0, unchanged: 0 }
  t.same(data.counts, [{ type: 'observation', ...counts }])
})

t.test('201 for NDJSON, and for either packed', async (t) => {
  const service = await writable(t)
  const line = `${JSON.stringify({ ...CLAIM, value: 7 })}\n`
  t.equal(
    (await upload(service, line, '', { 'content-type': 'application/x-ndjson' })).statusCode,
    201
  )
  const packed = await upload(service, gzipSync(rows({ id: 'new-3', period: '2023' })), '', {
    'content-type': 'application/gzip'
  })
  t.same(
    [packed.statusCode, timeless(packed)],
    [201, result(1, 0, 0, [added('new-3')], { revision: 3 })]
  )
})

t.test(
  '201 again for the same file with an Idempotency-Key, imported once; 422 for another',
  async (t) => {
    const service = await writable(t)
    const name = { 'idempotency-key': 'november' }
    const first = await upload(service, rows({}), '', name)
    const again = await upload(service, rows({}), '', name)
    t.same(
      [first.statusCode, again.statusCode, again.headers['idempotency-replayed']],
      [201, 201, 'true']
    )
    t.equal(again.body, first.body)
    t.equal(await revisionOf(service.store), 2)
    expectProblem(
      t,
      await upload(service, rows({ value: '9' }), '', name),
      'idempotency_key_reused'
    )
  }
)

t.test(
  '422 with line, column, value and what was expected; nothing is kept but the record of it',
  async (t) => {
    const service = await writable(t)
    const response = await upload(
      service,
      rows(
        {},
        { id: 'new-2', period: '2025-13' },
        { id: 'new-3', value: '1,5' },
        { id: 'new-4', source: 'x' }
      )
    )
    const { errors } = response.json()
    expectProblem(t, response, 'invalid_body', { errors })
    t.match(errors, [
      {
        pointer: '/body/3/period',
        message: /^Line 3, column period: expected a period such as 2023.*, found "2025-13"\.$/
      },
      {
        pointer: '/body/4/value',
        message: /^Line 4, column value: expected .*decimal.*, found "1,5"\.$/
      },
      {
        pointer: '/body/5/source',
        message: 'Line 5, column source: expected the id of a source, found "x".'
      }
    ])
    t.equal(await revisionOf(service.store), 1)
    t.equal((await service.get('/v1/observations/new-1')).statusCode, 404)
    const { data } = (await service.get('/v1/imports?state=refused')).json()
    t.match(data, [{ kind: 'upload', made_by: 'Trade desk', refused_cells: 3, revision: null }])
  }
)

t.test('422 names a hundred cells and counts them all', async (t) => {
  const service = await writable(t)
  const many = Array.from({ length: 150 }, (_, index) => ({ id: `n${index}`, value: 'x' }))
  const { detail, errors } = (await upload(service, rows(...many))).json()
  t.equal(errors.length, 100)
  t.match(detail, /\(and 149 more\)$/)
})

t.test(
  '415 without a body, for other codings and for other charsets; packed uploads may say so',
  async (t) => {
    const service = await writable(t)
    const types = [
      'text/csv',
      'text/tab-separated-values',
      'application/x-ndjson',
      'application/json',
      'application/gzip',
      'application/octet-stream'
    ]
    const empty = await service.send('POST', '/v1/imports', undefined, service.keys.import)
    const message = `The body has no Content-Type; send ${types.join(' or ')}.`
    expectProblem(t, empty, 'unsupported_media_type', {
      detail: message,
      errors: [{ pointer: '/header/content-type', message, allowed: types }]
    })
    const packed = gzipSync(rows({}))
    const brotli = await upload(service, packed, '', { 'content-encoding': 'br' })
    const coding = 'The Content-Encoding br is not supported here; send identity or gzip.'
    expectProblem(t, brotli, 'unsupported_media_type', {
      detail: coding,
      errors: [
        { pointer: '/header/content-encoding', message: coding, allowed: ['identity', 'gzip'] }
      ]
    })
    t.equal(brotli.headers['accept-encoding'], 'identity, gzip')
    const wide = await upload(service, rows({}), '', { 'content-type': 'text/csv; charset=utf-16' })
    const charset = 'The charset utf-16 is not supported here; send UTF-8.'
    expectProblem(t, wide, 'unsupported_media_type', {
      detail: charset,
      errors: [{ pointer: '/header/content-type', message: charset, allowed: ['charset=utf-8'] }]
    })
    t.equal(await revisionOf(service.store), 1)
    t.equal((await upload(service, packed, '', { 'content-encoding': 'gzip' })).statusCode, 201)
    t.equal(
      (
        await upload(service, rows({ id: 'n2' }), '', {
          'content-type': 'text/csv; charset="UTF-8"'
        })
      ).statusCode,
      201
    )
  }
)

t.test('403 for metrics without the scope for them, 401 without a key, 413 and 415', async (t) => {
  const service = await writable(t)
  const metrics = csv('metric', [
    {
      id: 'm',
      name: 'M',
      definition: 'm',
      unit: 'USD',
      topic: 'trade',
      kind: 'flow',
      desired: 'none',
      subject_kinds: 'country',
      partnered: 'no',
      symmetric: 'no',
      aggregation: 'sum'
    }
  ])
  expectProblem(t, await upload(service, metrics), 'insufficient_scope')
  t.equal(await revisionOf(service.store), 1)
  t.equal((await upload(service, metrics, '', service.keys.admin)).statusCode, 201)
  const open = await service.app.inject({
    method: 'POST',
    url: '/v1/imports',
    payload: 'x',
    headers: { 'content-type': 'text/csv' }
  })
  expectProblem(t, open, 'unauthorized')
  const large = await upload(service, 'x', '', { 'content-length': String(65 * 1024 * 1024) })
  expectProblem(t, large, 'body_too_large', { detail: 'The body is larger than 64 MiB.' })
  expectProblem(
    t,
    await upload(service, 'x', '', { 'content-type': 'application/pdf' }),
    'unsupported_media_type',
    {
      errors: (await upload(service, 'x', '', { 'content-type': 'application/pdf' })).json().errors
    }
  )
  expectProblem(t, await upload(service, rows({}), '?type=claims'), 'invalid_parameter', {
    errors: (await upload(service, rows({}), '?type=claims')).json().errors
  })
})
