// What holds for writing legs and corridors alone: the legs of a corridor follow each other.
import t from 'tap'
import { file, run } from '../imports/importing.ts'
import { expectRefused, type Service, writable } from './service.ts'

const LEG = { id: 'new-leg', from: 'kabul', to: 'farah', mode: 'rail' }
const WAY = { id: 'new-way', from: 'kabul', legs: ['kabul-herat-road', 'spare-leg'] }

/** What each wrong body is refused for. */
const REFUSED: [url: string, body: object, column: string, expected: string][] = [
  ['/v1/legs', { ...LEG, id: 'herat' }, 'id', 'an entity of kind leg, not a city'],
  ['/v1/legs', { ...LEG, id: 'nothing' }, 'id', 'the id of an entity of kind leg'],
  [
    '/v1/legs',
    { ...LEG, from: 'PAK' },
    'from',
    'an entity of kind city or station or port or crossing or pass or strait, not a country'
  ],
  ['/v1/legs', { ...LEG, to: 'kabul' }, 'to', 'another place than the one in `from`'],
  [
    '/v1/legs',
    { ...LEG, passes: ['herat', 'farah'] },
    'passes',
    'places inside the leg, not those at its ends'
  ],
  ['/v1/legs', { ...LEG, passes: ['herat', 'herat'] }, 'passes', 'each place once'],
  [
    '/v1/corridors',
    { ...WAY, id: 'new-leg' },
    'id',
    'an entity of kind corridor or route or railway, not a leg'
  ],
  ['/v1/corridors', { ...WAY, legs: [] }, 'legs', 'at least one leg'],
  ['/v1/corridors', { ...WAY, parent: 'new-way' }, 'parent', 'another entity, or nothing'],
  [
    '/v1/corridors',
    { ...WAY, from: 'farah' },
    'legs',
    'a leg that begins or ends at farah: kabul-herat-road leads from kabul to herat'
  ],
  [
    '/v1/corridors',
    { ...WAY, legs: ['kabul-herat-road', 'kabul-herat-road', 'spare-leg'] },
    'legs',
    'a leg that begins or ends at kabul: spare-leg leads from herat to farah'
  ],
  ['/v1/corridors', { ...WAY, legs: ['kabul-herat-road', 'no-leg'] }, 'legs', 'ids of legs']
]

t.test('422 for legs and corridors that cannot be', async (t) => {
  const service = await writable(t)
  for (const [url, body, column, expected] of REFUSED) {
    const ask = () => service.send('POST', url, body)
    const { errors, detail } = (await ask()).json()
    t.match(errors, [{ pointer: `/body/${column}`, message: `Expected ${expected}` }], expected)
    t.equal(errors.length, 1, expected)
    await expectRefused(t, service, ask, 'invalid_body', { errors, detail })
  }
})

t.test('a corridor may follow legs against their direction', async (t) => {
  const { send } = await writable(t)
  const back = { ...WAY, from: 'farah', legs: WAY.legs.toReversed() }
  t.equal((await send('POST', '/v1/corridors', back)).statusCode, 201)
})

const HERAT_FARAH =
  'ends with which the legs of the corridor kabul-herat follow each other: there, ' +
  'kabul-herat-road would not begin or end at kabul'

t.test('the ends of a leg change only if its corridors still lead from leg to leg', async (t) => {
  const service = await writable(t)
  const { send } = service
  const path = '/v1/legs/kabul-herat-road'
  const ask = () => send('PATCH', path, { from: 'farah' })
  const { errors, detail } = (await ask()).json()
  t.match(errors[0], { pointer: '/body/from', message: `Expected ${HERAT_FARAH}` })
  await expectRefused(t, service, ask, 'invalid_body', { errors, detail })
  const turned = await send('PATCH', path, { from: 'herat', to: 'kabul' })
  t.equal(turned.statusCode, 200, 'the same leg, told from its other end')
  const free = await send('PATCH', '/v1/legs/spare-leg', { from: 'kabul' })
  t.equal(free.statusCode, 200, 'no corridor leads along it')
})

const leg = (from: string, to: string) => ({ id: 'kabul-herat-road', from, to, mode: 'road' })
const ways = (from: string) =>
  ['kabul-herat', 'spare-way'].map((id) => ({ id, from, legs: 'kabul-herat-road' }))
const bring = ({ store }: Service, legs: object[], corridors: object[]) =>
  run(store, [file('leg', legs as never), file('corridor', corridors as never)])

t.test('an import may move a leg with all of its corridors, and not with some', async (t) => {
  const service = await writable(t)
  const some = bring(service, [leg('farah', 'herat')], ways('farah').slice(1))
  await t.rejects(some, { message: HERAT_FARAH })
  const all = await bring(service, [leg('farah', 'herat')], ways('farah'))
  t.match(all.counts, { leg: { corrected: 1 }, corridor: { corrected: 2 } })
})

t.test('the kind of an entity stays while a leg ends at it', async (t) => {
  const service = await writable(t)
  const ask = () => service.send('PATCH', '/v1/entities/kabul', { kind: 'port' })
  const { errors, detail } = (await ask()).json()
  t.match(errors, [
    {
      pointer: '/body/kind',
      message: /city, as before, because leg kabul-herat-road and perhaps other rows depend on it/
    }
  ])
  await expectRefused(t, service, ask, 'invalid_body', { errors, detail })
})

t.test('an event does not end before it begins', async (t) => {
  const service = await writable(t)
  const refused = [
    ['2025', '2024-12-31'],
    ['2025-03-02', '2025-03-01']
  ]
  for (const [date, end_date] of refused) {
    const ask = () => service.send('PATCH', '/v1/events/E001', { date, end_date })
    const { errors, detail } = (await ask()).json()
    t.match(errors, [
      {
        pointer: '/body/end_date',
        message: `Expected a date that is not before the event, which is of ${date}`
      }
    ])
    await expectRefused(t, service, ask, 'invalid_body', { errors, detail })
  }
  for (const [date, end_date] of [
    ['2025', '2025'],
    ['2025-03-02', '2025-03'],
    ['2025', null]
  ]) {
    const { statusCode } = await service.send('PATCH', '/v1/events/E001', { date, end_date })
    t.equal(statusCode, 200, `${date} to ${end_date}`)
  }
})
