// What a GET answers is taken as the body of a POST with another id, and of a PATCH (W2).
import t from 'tap'
import { revisionOf, type Service, writable } from './service.ts'

const NOUNS = {
  observations: { id: 'C0001', shown: { unit: 'TEU' } },
  projections: { id: 'P001', shown: { required: { years: 7, multiple: 6 } } },
  events: { id: 'E001', shown: { source: { id: 'a-paper', publisher: 'Another Paper' } } },
  sources: { id: 'a-paper', shown: undefined },
  metrics: { id: 'goods_trade', shown: undefined },
  entities: { id: 'karachi-port', shown: undefined },
  aliases: { id: 'spare-alias', shown: undefined },
  units: { id: 'million_USD', shown: undefined }
}
const POINTERS: Record<string, string> = {
  observations: '/body/unit',
  projections: '/body/required/multiple',
  events: '/body/source/publisher'
}

/** The fields that do not change with the revision. */
function ownFields(answer: Record<string, unknown>): Record<string, unknown> {
  const { recorded_at: _r, coverage: _c, series: _s, converts_to: _u, ...own } = answer
  return own
}

const dataOf = async ({ get }: Service, path: string) => (await get(path)).json().data

for (const [plural, { id, shown }] of Object.entries(NOUNS)) {
  t.test(
    `201 for an answer of /v1/${plural} under another id, 200 for it as a patch`,
    async (t) => {
      const service = await writable(t)
      const answer = await dataOf(service, `/v1/${plural}/${id}`)
      const made = await service.send('POST', `/v1/${plural}`, { ...answer, id: 'copy' })
      t.equal(made.statusCode, 201, made.body)
      const copy = await dataOf(service, `/v1/${plural}/copy`)
      t.same(ownFields(copy), { ...ownFields(answer), id: 'copy' })
      const patched = await service.send('PATCH', `/v1/${plural}/${id}`, answer)
      t.equal(patched.statusCode, 200, patched.body)
      t.equal(await revisionOf(service.store), 2, 'the patch changes nothing')
      if (!shown) return
      const wrong = { ...answer, ...shown, id: 'other' }
      const refusal = await service.send('POST', `/v1/${plural}`, wrong)
      t.match([refusal.statusCode, refusal.json().errors[0].pointer], [422, POINTERS[plural]])
    }
  )
}

t.test('201 for old names of fields; 422 for a field under both of its names', async (t) => {
  const service = await writable(t)
  const body = {
    id: 'old',
    metric: 'goods_trade',
    subject: 'PAK',
    partner: 'KAZ',
    period: '2024',
    value: 5,
    bound: 'exact',
    published_text: '$5',
    source_id: 'a-paper',
    status: 'P'
  }
  const made = await service.send('POST', '/v1/observations', body)
  t.match([made.statusCode, made.json().data], [201, { text: '$5', status: 'P', value: 5 }])
  const both = { ...body, id: 'both', text: '$5' }
  const refusal = await service.send('POST', '/v1/observations', both)
  t.match(refusal.json(), { status: 422, errors: [{ pointer: '/body/published_text' }] })
})

t.test('status: written, corrected, filtered; null is the usual one (I13)', async (t) => {
  const service = await writable(t)
  await service.send('PATCH', '/v1/observations/C0001', { status: 'E' })
  const found = async (query: string) =>
    (await service.get(`/v1/observations?${query}`))
      .json()
      .data.map(({ id, status }: { id: string; status: string }) => `${id} ${status}`)
  t.same(await found('status=E,P'), ['C0001 E'])
  t.same(await found('status=A'), [])
  await service.send('PATCH', '/v1/observations/C0001', { status: null })
  t.same(await found('status=A'), ['C0001 A'])
})

t.test('201 for an answer of /v1/products under another code, 200 for it as a patch', async (t) => {
  const service = await writable(t)
  const answer = await dataOf(service, '/v1/products/commodity-child')
  const other = { ...answer, id: 'commodity-other', code: 'other' }
  const made = await service.send('POST', '/v1/products', other)
  t.equal(made.statusCode, 201, made.body)
  t.same(await dataOf(service, '/v1/products/commodity-other'), other)
  const patched = await service.send('PATCH', '/v1/products/commodity-child', answer)
  t.equal(patched.statusCode, 200, patched.body)
  t.equal(await revisionOf(service.store), 2, 'the patch changes nothing')
  const circle = await service.send('PATCH', '/v1/products/commodity-parent', {
    parent: 'commodity-child'
  })
  t.match([circle.statusCode, circle.json().errors[0].pointer], [422, '/body/parent'])
  const id = await service.send('POST', '/v1/products', { ...other, id: 'other' })
  t.equal(id.statusCode, 422)
  t.match(id.json().errors[0].message, /commodity-other, because the id of a product is/)
})

t.test('200 and 201 for a projection whose assessment has every part', async (t) => {
  const service = await writable(t)
  const claim = { id: 'now', metric: 'goods_trade', subject: 'PAK', partner: 'KAZ' }
  const figure = { period: '2025', value: 500, bound: 'exact', text: '500', status: 'A' }
  const made = await service.send('POST', '/v1/observations', {
    ...claim,
    ...figure,
    source: 'a-paper'
  })
  t.equal(made.statusCode, 201, made.body)
  const answer = await dataOf(service, '/v1/projections/P001')
  t.match(answer.assessment, { latest: { observation: 'now' }, now: { period: '2026' } })
  const wrong = { ...answer.assessment, status: 'achieved', gap: 1 }
  const patched = await service.send('PATCH', '/v1/projections/P001', {
    ...answer,
    assessment: wrong
  })
  t.same([patched.statusCode, patched.json().data], [200, answer], 'the service makes it')
  const copied = await service.send('POST', '/v1/projections', { ...answer, id: 'copy' })
  t.equal(copied.statusCode, 201, copied.body)
  t.same(copied.json().data.assessment, answer.assessment)
  const sent = await service.send('POST', '/v1/imports?type=projection', [answer])
  t.match([sent.statusCode, sent.json().data.counts], [200, [{ corrected: 0, unchanged: 1 }]])
})
