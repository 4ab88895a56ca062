import Fastify from 'fastify'
import t from 'tap'
import { announceRemovals, type Deprecation } from '../../src/http/deprecation.ts'

async function answer(deprecated?: Deprecation) {
  const app = Fastify()
  announceRemovals(app)
  app.get('/old', { config: deprecated ? { deprecated } : {} }, async (_request, reply) =>
    reply.header('link', '</old>; rel="self"').send({})
  )
  const { headers } = await app.inject('/old')
  return [headers['deprecation'], headers['sunset'], headers['link']]
}

t.test('the day of the notice, the day of the removal, and what comes instead', async (t) => {
  t.same(
    await answer({ announced_on: '2027-01-31', removed_on: '2028-01-31', successor: '/new' }),
    [
      '@1801353600',
      'Mon, 31 Jan 2028 00:00:00 GMT',
      '</old>; rel="self", </new>; rel="successor-version"'
    ]
  )
})

t.test('no headers for what stays', async (t) => {
  t.same(await answer(), [undefined, undefined, '</old>; rel="self"'])
})

t.test('less than a year of notice is a mistake that stops the start', async (t) => {
  await t.rejects(answer({ announced_on: '2027-01-31', removed_on: '2027-12-31' }), {
    message: '/old would be removed less than 365 days after its notice'
  })
})
