import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import t from 'tap'
import { exchange } from '../../src/fetch/http/exchange.ts'
import { LIMITS } from '../../src/fetch/limits.ts'

/** A port at which nothing listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has an address with it.
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

t.test('who cannot be reached is named, with the setting of the address', async (t) => {
  const url = new URL(`http://127.0.0.1:${await closedPort()}/v2`)
  const ask = { url, accept: 'application/json', types: /json/ }
  const until = AbortSignal.timeout(LIMITS.totalMs)
  const message = `${url.host} could not be reached (ECONNREFUSED)`
  await t.rejects(exchange(ask, LIMITS, until), { message, passes: true })
  await t.rejects(exchange({ ...ask, setting: 'FETCH_WORLDBANK_URL' }, LIMITS, until), {
    message: `${message}; FETCH_WORLDBANK_URL sets another address`
  })
})
