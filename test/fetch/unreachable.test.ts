import t from 'tap'
import { exchange } from '../../src/fetch/http/exchange.ts'
import { LIMITS } from '../../src/fetch/limits.ts'
import { closedPort } from '../helpers/closed-port.ts'

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
