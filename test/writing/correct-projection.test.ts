import t from 'tap'
import { expectRefused, oneError, writable } from './service.ts'

const ADDRESS = '/v1/projections/P001'

t.test(
  'base and target are merged field by field, null takes a value or all of a base away',
  async (t) => {
    const { send } = await writable(t)
    const ranged = await send('PATCH', ADDRESS, {
      target: { value: null, low: 1, high: 2, bound: 'range', text: '1 to 2' },
      base: { value: 5 }
    })
    t.equal(ranged.statusCode, 200)
    t.same(ranged.json().data.target, {
      period: '2030',
      period_label: '2030',
      value: null,
      low: 1,
      high: 2,
      bound: 'range',
      text: '1 to 2'
    })
    t.same(ranged.json().data.base, { period: '2023', period_label: '2023', value: 5 })
    const baseless = await send('PATCH', ADDRESS, { base: null, target: { period: null } })
    t.same(baseless.json().data.base, { period: null, period_label: null, value: null })
    t.equal(baseless.json().data.target.period, null)
  }
)

t.test('422 for what is wrong inside, and for a target that is taken away', async (t) => {
  const service = await writable(t)
  const fields = ['bound', 'high', 'low', 'period', 'text', 'value']
  const cases: [object, pointer: string, message: string, allowed: string[]][] = [
    [
      { target: { x: 1 } },
      '/body/target/x',
      `There is no field of this name here; the fields are ${fields.join(', ')}.`,
      fields
    ],
    [{ target: { text: null } }, '/body/target/text', 'Expected a text, found null.', ['a text']],
    [{ target: [] }, '/body/target', 'Expected an object or null, found [].', ['an object', 'null']]
  ]
  for (const [wrong, pointer, message, allowed] of cases) {
    await expectRefused(
      t,
      service,
      () => service.send('PATCH', ADDRESS, wrong),
      'invalid_body',
      oneError(pointer, message, allowed)
    )
  }
})
