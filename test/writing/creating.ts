// What holds for adding a thing of any noun.
import type { Test } from 'tap'
import { pluck } from '../helpers/pluck.ts'
import type { Noun } from './nouns.ts'
import { changeOf, expectRefused, oneError, revisionOf, type Service, writable } from './service.ts'

export function testCreating(t: Test, noun: Noun): void {
  const { path, body } = noun
  const without = (field: string) =>
    Object.fromEntries(Object.entries(body).filter(([name]) => name !== field))

  t.test('201 with the thing as GET has it, as one revision by the holder of the key', (t) =>
    addsOne(t, noun)
  )

  t.test('201 again for a repeated request with an Idempotency-Key, done once', async (t) => {
    const service = await writable(t)
    const { store, send } = service
    const name = { 'idempotency-key': 'one' }
    const first = await send('POST', path, body, name)
    const again = await send('POST', path, body, name)
    t.same([first.statusCode, first.headers['idempotency-replayed']], [201, undefined])
    t.same([again.statusCode, again.headers['idempotency-replayed']], [201, 'true'])
    t.equal(again.body, first.body)
    t.equal(again.headers.location, first.headers.location)
    t.type(first.headers.etag, 'string')
    t.equal(again.headers.etag, first.headers.etag)
    t.equal(await revisionOf(store), 2)
    const other = { ...body, id: 'new-2' }
    await expectRefused(t, service, () => send('POST', path, other, name), 'idempotency_key_reused')
  })

  t.test('201 for an id that was withdrawn, whose versions stay in the history', async (t) => {
    const { store, send, get } = await writable(t)
    await send('POST', path, body)
    await send('DELETE', `${path}/${body.id}?reason=misprint`)
    const response = await send('POST', path, body)
    t.equal(response.statusCode, 201)
    t.equal((await get(`${path}/${body.id}`)).statusCode, 200)
    t.same(
      await pluck(store, `select revision from ${noun.noun}_history where id = '${body.id}'`),
      [2]
    )
    t.same(
      await pluck(
        store,
        `select retired_revision from ${noun.noun}_history where id = '${body.id}'`
      ),
      [3]
    )
    t.same(await pluck(store, `select revision from ${noun.noun} where id = '${body.id}'`), [4])
  })

  t.test('409 where the id is taken, whatever else the body says', async (t) => {
    const service = await writable(t)
    for (const id of [noun.there, body.id]) {
      if (id === body.id) await service.send('POST', path, body)
      await expectRefused(
        t,
        service,
        () => service.send('POST', path, { ...body, id }),
        'already_there',
        {
          detail: `The id "${id}" is already used by ${noun.called}.`,
          errors: [
            { pointer: '/body/id', message: 'This id is already used.', allowed: ['another id'] }
          ]
        }
      )
    }
  })

  t.test('401 and 403 without a key that may', async (t) => {
    const service = await writable(t)
    const { app, keys } = service
    await expectRefused(
      t,
      service,
      () => app.inject({ method: 'POST', url: path, payload: body }),
      'unauthorized'
    )
    const bad = { authorization: 'Bearer corridor_x' }
    await expectRefused(
      t,
      service,
      () => app.inject({ method: 'POST', url: path, payload: body, headers: bad }),
      'invalid_key'
    )
    const asImporter = () =>
      app.inject({ method: 'POST', url: path, payload: body, headers: keys.import })
    if (noun.scope === 'admin') await expectRefused(t, service, asImporter, 'insufficient_scope')
    else t.equal((await asImporter()).statusCode, 201)
  })

  t.test('422 for each field that is missing or of another kind', async (t) => {
    const service = await writable(t)
    for (const [field, takes] of Object.entries(noun.required)) {
      const allowed = takes.startsWith('one of ')
        ? takes.slice('one of '.length).split(', ')
        : [takes]
      const problem = oneError(`/body/${field}`, `This field is required: ${takes}.`, allowed)
      await expectRefused(
        t,
        service,
        () => service.send('POST', path, without(field)),
        'invalid_body',
        problem
      )
    }
    for (const [field, value, expected, allowed] of noun.wrong) {
      const message = `Expected ${expected}, found ${JSON.stringify(value)}.`
      const wrong = () => service.send('POST', path, { ...body, [field]: value })
      await expectRefused(
        t,
        service,
        wrong,
        'invalid_body',
        oneError(`/body/${field}`, message, allowed)
      )
    }
  })

  t.test('422 for fields that nobody knows, and for a list', async (t) => {
    const service = await writable(t)
    for (const name of ['recorded', 'Id', 'revisions', '']) {
      const response = await expectRefusedWith(t, service, () =>
        service.send('POST', path, { ...body, [name]: 'x' })
      )
      const [error] = response.json().errors
      t.equal(error.pointer, `/body/${name}`)
      t.equal(
        error.message,
        `There is no field of this name here; the fields are ${error.allowed.join(', ')}.`
      )
      t.ok(Object.keys(body).every((field) => error.allowed.includes(field)))
    }
    await expectRefused(t, service, () => service.send('POST', path, [body]), 'invalid_body', {
      ...oneError('/body', `Expected an object, found ${shown([body])}.`, ['an object'])
    })
  })

  t.test('422 for an id that is none', async (t) => {
    const service = await writable(t)
    const kinds = {
      'a b': 'an id of letters, digits, hyphens and underscores',
      ['a'.repeat(101)]: 'at most 100 characters'
    }
    for (const [id, expected] of Object.entries(kinds)) {
      const message = `Expected ${expected}, found ${JSON.stringify(id)}.`
      const ask = () => service.send('POST', path, { ...body, id })
      await expectRefused(
        t,
        service,
        ask,
        'invalid_body',
        oneError('/body/id', message, [expected])
      )
    }
    for (const id of ['a\0b', '../x', 'a/b', ' a', 'Қ', '\ud800']) {
      const response = await expectRefusedWith(t, service, () =>
        service.send('POST', path, { ...body, id })
      )
      t.equal(response.json().errors[0].pointer, '/body/id', JSON.stringify(id))
    }
  })
}

async function addsOne(
  t: Test,
  { noun, path, body, added, hasMore, hasTime }: Noun
): Promise<void> {
  const { store, send, get } = await writable(t)
  const response = await send('POST', path, body)
  const address = `${path}/${body.id}`
  t.equal(response.statusCode, 201)
  t.equal(response.headers.location, address)
  const { finished, ...change } = await changeOf(store, 2)
  const { data, meta } = response.json()
  // An assessment has tests of its own.
  const { assessment: _, ...all } = data
  const own = Object.entries(all).filter(([name]) => !hasMore || name in added)
  t.same(Object.fromEntries(own), { ...added, ...(hasTime && { recorded_at: finished }) })
  t.same([meta.revision, meta.warnings], [2, []])
  const found = await get(address)
  t.equal(found.body, response.body, 'the same body as a GET')
  t.equal(response.headers.etag, found.headers.etag, 'and its tag')
  t.equal(await revisionOf(store), 2)
  const counts = { [noun]: { inserted: 1, corrected: 0, withdrawn: 0, kept: 0 } }
  t.same(change, { kind: 'change', state: 'done', made_by: 'Owner', note: null, counts })
  t.same(await pluck(store, `select count(*) from ${noun}_history`), [0])
}

async function expectRefusedWith(
  t: Test,
  service: Service,
  ask: Parameters<typeof expectRefused>[2]
) {
  const { errors, detail } = (await ask()).json()
  return expectRefused(t, service, ask, 'invalid_body', { errors, detail })
}

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}
