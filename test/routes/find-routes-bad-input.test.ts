import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { testEvery } from '../helpers/test-every.ts'
import { insertWays } from './two-ways.ts'

const ASKED = 'from=almaty&to=karachi-port'
const RAILWAYS = ['the-railway', 'a leg of GET /v1/legs?state=planned']
const PART =
  'the id or name of a place, a leg or a corridor: see GET /v1/legs and GET /v1/corridors'
const LEG_MODES = ['road', 'rail', 'ferry', 'sea', 'multimodal']
const LIMIT = 'a whole number from 1 to 8'

/** The message and the allowed values of the parameter that is wrong: the last of the query. */
const REFUSED: Record<string, [message: string, allowed: string[]]> = {
  'to=karachi-port&from=almaty,tashkent': [
    'This parameter takes one entity, and the value is a list.',
    ['almaty', 'tashkent']
  ],
  'from=almaty&to=karachi-port,khunjerab': [
    'This parameter takes one entity, and the value is a list.',
    ['karachi-port', 'khunjerab']
  ],
  'from=almaty&to=almaty': [
    'almaty is where the routes begin.',
    ['another place than in `from`', 'sea']
  ],
  'from=almaty&to=Alma-Ata': [
    'almaty is where the routes begin.',
    ['another place than in `from`', 'sea']
  ],
  'from=almaty&to=KAZ': ['KAZ is no place where legs end. Those in or at it: almaty.', ['almaty']],
  'from=almaty&to=the-railway': [
    'the-railway is no place where legs end.',
    ['a city, station, port or crossing of GET /v1/legs']
  ],
  'from=almaty&to=lonely': [
    'lonely is no place where legs end.',
    ['a city, station, port or crossing of GET /v1/legs']
  ],
  'from=almaty&to=torkham-karachi-road': [
    'torkham-karachi-road is no place where legs end. Those in or at it: karachi-port, torkham.',
    ['karachi-port', 'torkham']
  ],
  'to=karachi-port&from=yallama': [
    'yallama lies inside a leg, where no route can begin or end. The legs end at almaty, tashkent.',
    ['almaty', 'tashkent']
  ],
  [`${ASKED}&via=a,b,c,d,e,f`]: ['6 places are too many.', ['at most 5 places']],
  [`${ASKED}&via=lonely`]: [
    'lonely is no place where legs end.',
    ['a city, station, port or crossing of GET /v1/legs']
  ],
  [`${ASKED}&avoid=${[...Array(21).keys()].join()}`]: [
    '21 things are too many.',
    ['at most 20 things']
  ],
  [`${ASKED}&closures=none`]: ['"none" is not one of ignored.', ['ignored']],
  [`${ASKED}&mode=road,air`]: [`"air" is not one of ${LEG_MODES.join(', ')}.`, LEG_MODES],
  [`${ASKED}&rank_by=days`]: ['"days" is not one of distance, borders.', ['distance', 'borders']],
  [`${ASKED}&built=almaty-tashkent-road`]: [
    'almaty-tashkent-road is no planned leg, and has none.',
    RAILWAYS
  ],
  [`${ASKED}&built=southern-way`]: ['southern-way is no planned leg, and has none.', RAILWAYS],
  [`${ASKED}&closed=PAK`]: ['PAK is no place, leg or corridor of the network.', [PART]],
  [`${ASKED}&alternatives=0`]: [`Expected ${LIMIT}, found "0".`, [LIMIT]],
  [`${ASKED}&alternatives=9`]: [`Expected ${LIMIT}, found "9".`, [LIMIT]]
}

testEvery('400 for what no route can be asked by', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  for (const [query, [message, allowed]] of Object.entries(REFUSED)) {
    const pointer = `/query/${query.split('&').at(-1)?.split('=')[0]}`
    for (const path of ['/v1/routes', '/v1/routes.csv', '/v1/routes.geojson']) {
      const response = await app.inject(`${path}?${query}`)
      expectProblem(every, response, 'invalid_parameter', {
        detail: `${pointer}: ${message}`,
        errors: [{ pointer, message, allowed }]
      })
    }
  }
})

t.test('400 for a question without an end, with one that works', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  for (const [query, missing] of Object.entries({ '': 2, '?from=almaty': 1, '?to=sea': 1 })) {
    const { statusCode, body } = await app.inject(`/v1/routes${query}`)
    const { errors, ...problem } = JSON.parse(body)
    t.same([statusCode, errors.length], [400, missing], query)
    t.equal(errors[0].message, 'This parameter is required.')
    t.equal((await app.inject(problem.try)).statusCode, 200, problem.try)
  }
})

t.test('400 for unknown places, with near names and an address that works', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const near: Record<string, string> = {
    'to=karachi-port&from=almatty': 'almaty',
    'from=almaty&to=karachi-prot': 'karachi-port',
    [`${ASKED}&via=torkam`]: 'torkham',
    [`${ASKED}&avoid=tashkentt`]: 'tashkent',
    [`${ASKED}&closed=kunjerab`]: 'khunjerab',
    [`${ASKED}&built=the-railwai`]: 'the-railway'
  }
  for (const [query, allowed] of Object.entries(near)) {
    const [name, id] = query.split('&').at(-1)?.split('=') ?? []
    const response = await app.inject(`/v1/routes?${query}`)
    const { errors, detail, ...problem } = response.json()
    const message = `No entity has the id "${id}". Similar ids: ${allowed}.`
    t.same(errors, [{ pointer: `/query/${name}`, message, allowed: [allowed] }], query)
    expectProblem(t, response, 'unknown_id', { errors, detail })
    t.equal((await app.inject(problem.try)).statusCode, 200, problem.try)
  }
})

t.test('400 for a thing that is no entity, with what it is', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const response = await app.inject('/v1/routes?from=almaty&to=route_length')
  const message =
    'No entity has the id "route_length"; route_length is a metric: see /v1/metrics/route_length.'
  expectProblem(t, response, 'unknown_id', {
    detail: `/query/to: ${message}`,
    errors: [{ pointer: '/query/to', message, allowed: ['an id from GET /v1/entities'] }]
  })
})
