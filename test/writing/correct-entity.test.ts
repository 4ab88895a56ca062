import t from 'tap'
import { NOUNS } from './nouns.ts'
import { expectRefused, writable } from './service.ts'

t.test('members are replaced as a whole, in their order', async (t) => {
  const { send } = await writable(t)
  await send('POST', '/v1/entities', NOUNS.entity.body)
  for (const members of [['KAZ', 'PAK', 'UZB'], ['UZB'], null]) {
    const response = await send('PATCH', '/v1/entities/new-1', { members })
    t.same(response.json().data.members, members ?? [])
  }
})

t.test('409 for a country: they come with the software', async (t) => {
  const service = await writable(t)
  const message = 'KAZ is a country, and countries come with the software.'
  const errors = [{ pointer: '/path/id', message, allowed: ['an entity that is not a country'] }]
  for (const method of ['PATCH', 'DELETE'] as const) {
    const ask = () =>
      service.send(
        method,
        '/v1/entities/KAZ?reason=x',
        method === 'PATCH' ? { name: 'Kazakstan' } : undefined
      )
    await expectRefused(t, service, ask, 'built_in', { detail: message, errors })
  }
})

t.test('422 for another kind while claims are about it', async (t) => {
  const service = await writable(t)
  await service.send('POST', '/v1/observations', {
    ...NOUNS.observation.body,
    subject: 'spare-port'
  })
  const expected =
    'port, as before, because observation new-1 and perhaps other claims depend on it'
  await expectRefused(
    t,
    service,
    () => service.send('PATCH', '/v1/entities/spare-port', { kind: 'crossing' }),
    'invalid_body',
    {
      errors: [
        {
          pointer: '/body/kind',
          message: `Expected ${expected}, found "crossing".`,
          allowed: [expected]
        }
      ]
    }
  )
})
