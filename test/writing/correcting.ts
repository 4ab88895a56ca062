// What holds for correcting a thing of any noun.
import type { Test } from 'tap'
import { pluck } from '../helpers/pluck.ts'
import { NOUNS, type Noun } from './nouns.ts'
import { changeOf, expectRefused, oneError, revisionOf, type Service, writable } from './service.ts'

export function testCorrecting(t: Test, noun: Noun): void {
  const { path, there, patch } = noun
  const address = `${path}/${there}`
  const versions = (service: Service) =>
    pluck<number>(service.store, `select revision from ${noun.noun}_history where id = '${there}'`)

  t.test('200 with the thing as it now is, the version before in the history', (t) =>
    correctsOne(t, noun)
  )

  t.test('200 for a merge patch by its own media type, and without a reason', async (t) => {
    const service = await writable(t)
    const headers = { 'content-type': 'application/merge-patch+json' }
    const response = await service.send('PATCH', address, JSON.stringify(patch), headers)
    t.equal(response.statusCode, 200)
    t.match(response.json().data, noun.changed)
    t.equal((await changeOf(service.store, 2)).note, null)
  })

  t.test('200 and no revision for a correction that changes nothing', async (t) => {
    const service = await writable(t)
    await service.send('PATCH', address, patch)
    for (const nothing of [{}, patch]) {
      const response = await service.send('PATCH', address, nothing)
      t.equal(response.statusCode, 200)
      t.equal(response.body, (await service.get(address)).body)
      t.equal(response.json().meta.revision, 2)
    }
    const other = noun.noun === 'source' ? NOUNS.event : NOUNS.source
    t.equal((await service.send('POST', other.path, other.body)).statusCode, 201)
    const [response, found] = [await service.send('PATCH', address, {}), await service.get(address)]
    t.equal(response.body, found.body, 'also if another thing has changed since')
    t.equal(response.headers.etag, found.headers.etag, 'and its tag')
    t.equal(await revisionOf(service.store), 3)
    t.same(await versions(service), [1])
  })

  t.test('200 again for a repeated request with an Idempotency-Key, done once', async (t) => {
    const service = await writable(t)
    const name = { 'idempotency-key': 'one' }
    const first = await service.send('PATCH', address, patch, name)
    const again = await service.send('PATCH', address, patch, name)
    t.same(
      [again.statusCode, again.headers['idempotency-replayed'], again.body],
      [200, 'true', first.body]
    )
    t.type(first.headers.etag, 'string')
    t.equal(again.headers.etag, first.headers.etag)
    t.equal(await revisionOf(service.store), 2)
    await expectRefused(
      t,
      service,
      () => service.send('PATCH', address, {}, name),
      'idempotency_key_reused'
    )
  })

  t.test(
    'If-Match lets a correction through while the thing is unchanged, and no longer',
    async (t) => {
      const service = await writable(t)
      const tag = String((await service.get(address)).headers.etag)
      t.match(tag, /^W\//)
      // All answers show the catalogue.
      const other = { id: 'other', name: 'Others', kind: 'count', base: null, factor: 1 }
      t.equal((await service.send('POST', '/v1/units', other)).statusCode, 201)
      const later = String((await service.get(address)).headers.etag)
      t.not(later, tag, 'another revision has another tag')
      const good = [tag, later, tag.replace('W/', ''), `"x", ${tag}`, `${tag},"x"`, '*', ' * ']
      for (const value of good)
        t.equal(
          (await service.send('PATCH', address, {}, { 'if-match': value })).statusCode,
          200,
          value
        )
      const foreign = String((await service.get('/v1/scenarios')).headers.etag)
      for (const value of ['"x"', 'x', foreign, '']) await expectStale(t, service, address, value)
      t.equal((await service.send('PATCH', address, patch, { 'if-match': tag })).statusCode, 200)
      for (const value of [tag, later, `${tag}, ${later}`])
        await expectStale(t, service, address, value)
      const renewed = String((await service.get(address)).headers.etag)
      t.equal((await service.send('PATCH', address, {}, { 'if-match': renewed })).statusCode, 200)
      t.same((await versions(service)).length, 1)
    }
  )

  t.test('401 and 403 without a key that may', async (t) => {
    const service = await writable(t)
    const ask = (headers = {}) =>
      service.app.inject({ method: 'PATCH', url: address, payload: patch, headers })
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

  t.test('404 for an id that never was, 410 for one that was withdrawn', async (t) => {
    const service = await writable(t)
    const unknown = await service.get(`${path}/${there}x`)
    await expectRefused(
      t,
      service,
      () => service.send('PATCH', `${path}/${there}x`, patch),
      'not_found',
      unknown.json()
    )
    await service.send('DELETE', `${address}?reason=printed%20by%20mistake`)
    const response = await service.get(address)
    t.match(response.json().detail, /withdrawn at .* with revision 2: printed by mistake\.$/)
    await expectRefused(
      t,
      service,
      () => service.send('PATCH', address, patch),
      'withdrawn',
      response.json()
    )
  })

  t.test(
    '422 for the id, for fields that nobody knows, and for values of another kind',
    async (t) => {
      const service = await writable(t)
      for (const name of ['id', 'recorded', 'x']) {
        const response = await service.send('PATCH', address, { ...patch, [name]: 'another' })
        const { allowed } = response.json().errors[0]
        t.ok(
          Object.keys(patch).every((field) => allowed.includes(field)) && !allowed.includes('id')
        )
        const problem = oneError(
          `/body/${name}`,
          `There is no field of this name here; the fields are ${allowed.join(', ')}.`,
          allowed
        )
        await expectRefused(
          t,
          service,
          () => service.send('PATCH', address, { ...patch, [name]: 'another' }),
          'invalid_body',
          problem
        )
      }
      for (const [field, value] of noun.wrong.filter(
        ([field, value]) => field !== 'id' && value !== null
      )) {
        const response = await service.send('PATCH', address, { [field]: value })
        const { errors, detail } = response.json()
        t.match(errors, [{ pointer: `/body/${field}`, message: `found ${JSON.stringify(value)}.` }])
        await expectRefused(
          t,
          service,
          () => service.send('PATCH', address, { [field]: value }),
          'invalid_body',
          { errors, detail }
        )
      }
    }
  )

  t.test('422 for null where there has to be something', async (t) => {
    const service = await writable(t)
    for (const [field, takes] of Object.entries(noun.required)) {
      if (field === 'id') continue
      const allowed = takes.startsWith('one of ')
        ? takes.slice('one of '.length).split(', ')
        : [takes]
      const problem = oneError(`/body/${field}`, `This field is required: ${takes}.`, allowed)
      await expectRefused(
        t,
        service,
        () => service.send('PATCH', address, { [field]: null }),
        'invalid_body',
        problem
      )
    }
  })
}

async function correctsOne(
  t: Test,
  { noun, path, there, patch, changed, hasTime }: Noun
): Promise<void> {
  const service = await writable(t)
  const address = `${path}/${there}`
  const { assessment: _, ...before } = (await service.get(address)).json().data
  const response = await service.send('PATCH', `${address}?reason=a%20misprint`, patch)
  t.equal(response.statusCode, 200)
  const { finished, ...change } = await changeOf(service.store, 2)
  // An assessment has tests of its own.
  const { assessment: _a, ...own } = response.json().data
  t.same(own, { ...before, ...changed, ...(hasTime && { recorded_at: finished }) })
  t.equal(response.json().meta.revision, 2)
  const found = await service.get(address)
  t.equal(found.body, response.body, 'the same body as a GET')
  t.equal(response.headers.etag, found.headers.etag, 'and its tag')
  const counts = { [noun]: { inserted: 0, corrected: 1, withdrawn: 0, kept: 0 } }
  t.same(change, { kind: 'change', state: 'done', made_by: 'Owner', note: 'a misprint', counts })
  t.same(await pluck(service.store, `select id from ${noun}_history`), [there])
  t.same(
    await pluck(service.store, `select retired_revision from ${noun}_history where revision = 1`),
    [2]
  )
  t.same(await pluck(service.store, `select revision from ${noun} where id = '${there}'`), [2])
  if (!hasTime || noun === 'event') return
  const past = await service.get(`${address}?as_of=2026-01-02`)
  const { assessment: _p, ...was } = past.json().data
  t.same(was, before, 'as it was before')
}

async function expectStale(t: Test, service: Service, address: string, tag: string): Promise<void> {
  const allowed = ['the ETag of a new GET', '*']
  await expectRefused(
    t,
    service,
    () => service.send('PATCH', address, {}, { 'if-match': tag }),
    'precondition_failed',
    {
      detail: 'The thing has changed since the states that the tags in If-Match stand for.',
      errors: [
        {
          pointer: '/header/if-match',
          message: 'The thing has changed since, or the tag belongs to another answer.',
          allowed
        }
      ]
    }
  )
}
