// What an alias that is written over HTTP does to requests.
import t from 'tap'
import { writable } from './service.ts'

t.test('a name is understood once its alias is there, and no longer once it is gone', async (t) => {
  const { send, get } = await writable(t)
  const meant = async (name: string) => {
    const response = await get(`/v1/entities/${encodeURIComponent(name)}`)
    return response.json().data?.id ?? response.statusCode
  }
  t.equal(await meant('Old Harbour'), 404)
  const body = { id: 'harbour', entity: 'karachi-port', name: 'Old Harbour' }
  t.equal((await send('POST', '/v1/aliases', body)).statusCode, 201)
  t.equal(await meant('old harbour'), 'karachi-port')
  t.equal((await send('PATCH', '/v1/aliases/harbour', { name: 'New Harbour' })).statusCode, 200)
  t.same([await meant('Old Harbour'), await meant('New Harbour')], [404, 'karachi-port'])
  t.equal(
    (await send('PATCH', '/v1/aliases/harbour', { entity: 'Spare Port' })).json().data.entity,
    'spare-port',
    'the entity may be named, too'
  )
  t.equal(await meant('New Harbour'), 'spare-port')
  t.equal((await send('DELETE', '/v1/aliases/harbour?reason=misread')).statusCode, 200)
  t.equal(await meant('New Harbour'), 404)
  t.match((await get('/v1/aliases/harbour')).json(), {
    status: 410,
    detail: /^The alias harbour was withdrawn at .* with revision 5: misread\.$/
  })
})
