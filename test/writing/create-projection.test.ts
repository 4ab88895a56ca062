import t from 'tap'
import { NOUNS } from './nouns.ts'
import { expectRefused, oneError, writable } from './service.ts'

const { body } = NOUNS.projection
const TARGET = { period: '2030', value: 20, bound: 'exact', text: '20' }

t.test('201 without a base, and with null for one', async (t) => {
  const { send } = await writable(t)
  const { base: _, ...baseless } = body
  for (const [id, base] of Object.entries({
    'new-1': {},
    'new-2': { base: null },
    'new-3': { base: {} }
  })) {
    const response = await send('POST', '/v1/projections', { ...baseless, id, ...base })
    t.equal(response.statusCode, 201, response.body)
    t.same(response.json().data.base, { period: null, period_label: null, value: null })
  }
})

t.test('422 for what is wrong inside base and target, at its place', async (t) => {
  const service = await writable(t)
  const cases: [object, pointer: string, message: string, allowed: string[]][] = [
    [
      { base: { value: '1' } },
      '/body/base/value',
      'Expected a number or null, found "1".',
      ['a number', 'null']
    ],
    [
      { base: { low: 1 } },
      '/body/base/low',
      'There is no field of this name here; the fields are period, value.',
      ['period', 'value']
    ],
    [
      { target: { ...TARGET, text: undefined } },
      '/body/target/text',
      'This field is required: a text.',
      ['a text']
    ],
    [
      { target: { ...TARGET, text: '' } },
      '/body/target/text',
      'Expected some text, found "".',
      ['some text']
    ],
    [
      { target: { ...TARGET, value: null } },
      '/body/target/value',
      'Expected either a value, or low and high, found "".',
      ['either a value, or low and high']
    ],
    [
      { scenario: 'offical-target' },
      '/body/scenario',
      'Expected the id of a scenario, found "offical-target". Similar ids: official-target.',
      ['official-target']
    ]
  ]
  for (const [wrong, pointer, message, allowed] of cases) {
    const ask = () => service.send('POST', '/v1/projections', { ...body, ...wrong })
    await expectRefused(t, service, ask, 'invalid_body', oneError(pointer, message, allowed))
  }
  const dated = (
    await service.send('POST', '/v1/projections', {
      ...body,
      issued_on: 'soon',
      base: { period: 'x' }
    })
  ).json()
  t.same(
    dated.errors.map(({ pointer }: { pointer: string }) => pointer),
    ['/body/base/period', '/body/issued_on']
  )
})
