import t from 'tap'
import { NOUNS } from './nouns.ts'
import { expectRefused, writable } from './service.ts'
import { testWithdrawing } from './withdrawing.ts'

testWithdrawing(NOUNS.source)

t.test('409 with what refers to it; once that is withdrawn, 200', async (t) => {
  const service = await writable(t)
  const by = ['observation C0001', 'projection P001', 'event E001']
  const ask = () => service.send('DELETE', '/v1/sources/a-paper?reason=x')
  await expectRefused(t, service, ask, 'in_use', {
    detail: `Nothing was withdrawn: source a-paper is referred to by ${by.join(', ')}.`,
    errors: by.map((one) => ({
      pointer: '/path/id',
      message: `${one} refers to it.`,
      allowed: [`after ${one} is withdrawn`]
    }))
  })
  for (const address of ['/v1/observations/C0001', '/v1/projections/P001', '/v1/events/E001']) {
    t.equal((await service.send('DELETE', `${address}?reason=x`)).statusCode, 200, address)
  }
  t.equal((await ask()).statusCode, 200)
})
