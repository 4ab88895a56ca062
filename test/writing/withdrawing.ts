// What holds for withdrawing a thing of any noun.
import type { Test } from 'tap'
import { pluck } from '../helpers/pluck.ts'
import type { Noun } from './nouns.ts'
import { changeOf, expectRefused, oneError, revisionOf, writable } from './service.ts'

const REASON_MAX = 500
const ALLOWED = `1 to ${REASON_MAX} characters on one line`

export function testWithdrawing(t: Test, noun: Noun): void {
  const { path, there } = noun
  const address = `${path}/${there}`
  const request = `${address}?reason=printed%20by%20mistake`

  t.test('200, and it is no longer served: its versions stay in the history', (t) =>
    withdrawsOne(t, noun)
  )

  t.test('200 again for a repeated request with an Idempotency-Key; without, 410', async (t) => {
    const service = await writable(t)
    const name = { 'idempotency-key': 'one' }
    const first = await service.send('DELETE', request, undefined, name)
    const again = await service.send('DELETE', request, undefined, name)
    t.same(
      [again.statusCode, again.headers['idempotency-replayed'], again.body],
      [200, 'true', first.body]
    )
    t.equal(await revisionOf(service.store), 2)
    await expectRefused(
      t,
      service,
      () => service.send('DELETE', request),
      'withdrawn',
      (await service.get(address)).json()
    )
  })

  t.test('400 without a reason that says something', async (t) => {
    const service = await writable(t)
    const refused = (query: string) => service.send('DELETE', `${address}${query}`)
    const missing = oneError('/query/reason', 'This parameter is required.', [
      'a value such as printed by mistake'
    ])
    await expectRefused(t, service, () => refused(''), 'invalid_parameter', missing)
    for (const reason of ['%20%20', 'x'.repeat(REASON_MAX + 1)]) {
      const problem = oneError('/query/reason', `Expected ${ALLOWED}.`, [ALLOWED])
      await expectRefused(
        t,
        service,
        () => refused(`?reason=${reason}`),
        'invalid_parameter',
        problem
      )
    }
    t.equal((await refused(`?reason=${'x'.repeat(REASON_MAX)}`)).statusCode, 200)
  })

  t.test('412 where it has changed since, 200 where it has not', async (t) => {
    const service = await writable(t)
    const tag = String((await service.get(address)).headers.etag)
    await service.send('PATCH', address, noun.patch)
    const errors = [
      {
        pointer: '/header/if-match',
        message: 'The thing has changed since, or the tag belongs to another answer.',
        allowed: ['the ETag of a new GET', '*']
      }
    ]
    await expectRefused(
      t,
      service,
      () => service.send('DELETE', request, undefined, { 'if-match': tag }),
      'precondition_failed',
      {
        errors
      }
    )
    const renewed = String((await service.get(address)).headers.etag)
    t.equal(
      (await service.send('DELETE', request, undefined, { 'if-match': renewed })).statusCode,
      200
    )
  })

  t.test('401 and 403 without a key that may', async (t) => {
    const service = await writable(t)
    const ask = (headers = {}) => service.app.inject({ method: 'DELETE', url: request, headers })
    await expectRefused(t, service, () => ask(), 'unauthorized')
    await expectRefused(
      t,
      service,
      () => ask({ authorization: 'Bearer corridor_x' }),
      'invalid_key'
    )
    if (noun.scope === 'admin')
      await expectRefused(t, service, () => ask(service.keys.import), 'insufficient_scope')
    else t.equal((await ask(service.keys.import)).statusCode, 200)
  })

  t.test('404 for an id that never was', async (t) => {
    const service = await writable(t)
    const unknown = (await service.get(`${address}x`)).json()
    await expectRefused(
      t,
      service,
      () => service.send('DELETE', `${address}x?reason=x`),
      'not_found',
      unknown
    )
  })

  for (const id of Object.keys(noun.inUse))
    t.test('409 with what refers to it; once that is withdrawn, 200', (t) => refuses(t, noun, id))
}

async function refuses(t: Test, { noun, path, inUse }: Noun, id: string): Promise<void> {
  const service = await writable(t)
  const by = inUse[id] ?? []
  const ask = () => service.send('DELETE', `${path}/${id}?reason=x`)
  await expectRefused(t, service, ask, 'in_use', {
    detail: `Nothing was withdrawn: ${noun} ${id} is referred to by ${by.join(', ')}.`,
    errors: by.map((one) => ({
      pointer: '/path/id',
      message: `${one} refers to this.`,
      allowed: [`after ${one} is withdrawn`]
    }))
  })
  const children = ['observations/C0001', 'projections/P001', 'events/E001']
  const corridors = ['corridors/kabul-herat', 'corridors/spare-way']
  for (const one of [...children, ...corridors, 'units/FEU', 'products/commodity-child']) {
    const address = `/v1/${one}`
    t.equal((await service.send('DELETE', `${address}?reason=x`)).statusCode, 200, address)
  }
  t.equal((await ask()).statusCode, 200)
}

async function withdrawsOne(t: Test, { noun, path, there, hasTime }: Noun): Promise<void> {
  const { store, send, get } = await writable(t)
  const address = `${path}/${there}`
  const before = (await get(address)).json().data
  const response = await send('DELETE', `${address}?reason=printed%20by%20mistake`)
  t.equal(response.statusCode, 200)
  const { data, meta } = response.json()
  t.same(data, { type: noun, id: there, revision: 2, reason: 'printed by mistake' })
  t.same([meta.revision, meta.warnings], [2, []])
  t.equal(await revisionOf(store), 2)
  const { finished, counts, ...change } = await changeOf(store, 2)
  t.same(change, { kind: 'change', state: 'done', made_by: 'Owner', note: 'printed by mistake' })
  t.same(counts[noun], { inserted: 0, corrected: 0, withdrawn: 1, kept: 0 })
  t.same(await pluck(store, `select id from ${noun} where id = '${there}'`), [])
  t.same(await pluck(store, `select id from ${noun}_history`), [there])
  t.same(await pluck(store, `select retired_revision from ${noun}_history`), [2])
  const gone = await get(address)
  t.equal(gone.statusCode, 410)
  t.equal(
    gone.json().detail,
    `The ${noun} ${there} was withdrawn at ${finished} with revision 2: printed by mistake.`
  )
  const { data: rows } = (await get(path)).json()
  t.notOk(rows.some(({ id }: { id: string }) => id === there))
  if (!hasTime || noun === 'event') return
  t.same((await get(`${address}?as_of=2026-01-02`)).json().data, before, 'as it was before')
}
