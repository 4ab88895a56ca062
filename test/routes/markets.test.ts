// A way to a market overseas goes by one sea leg from the port.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'

t.test('a ship calls at no market on the way to another', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const url =
    '/v1/routes/matrix.csv?from=almaty&to=gwadar-port,poti-port&closures=ignored' +
    '&market=mumbai-port,rotterdam-port&fields=to,market,land_km,sea_km'
  t.equal(
    (await app.inject(url)).body,
    'to,market,land_km,sea_km\n' +
      'gwadar-port,mumbai-port,3566.9,1251\n' +
      'gwadar-port,rotterdam-port,3566.9,11136\n' +
      'poti-port,mumbai-port,,\n' +
      'poti-port,rotterdam-port,3981.6,6964\n'
  )
})
