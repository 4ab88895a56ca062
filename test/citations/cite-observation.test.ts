// Citations of claims: whole answers in each style, what is missing, and what cannot be cited.
import t from 'tap'
import EXAMPLES from '../../src/citations/examples.json' with { type: 'json' }
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

const C0392 = '/v1/observations/C0392/citation'
const TYPES = {
  text: 'text/plain; charset=utf-8',
  bibtex: 'application/x-bibtex; charset=utf-8',
  'csl-json': 'application/vnd.citationstyles.csl+json',
  ris: 'application/x-research-info-systems'
}

t.test('200 in each style, as the document shows it', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [style, type] of Object.entries(TYPES)) {
    const { statusCode, headers, body } = await app.inject(`${C0392}?style=${style}`)
    t.equal(statusCode, 200, style)
    t.equal(headers['content-type'], type)
    t.match(headers['etag'], /^W\/"/)
    t.match(headers['cache-control'], /max-age=60/)
    const shown = EXAMPLES.observation[style as keyof typeof TYPES]
    t.same(typeof shown === 'string' ? body : JSON.parse(body), shown, style)
  }
})

t.test('the Accept header chooses a style, and the parameter overrides it', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const typeFor = async (accept: string, query = '') =>
    (await app.inject({ url: C0392 + query, headers: { accept } })).headers['content-type']
  t.equal(await typeFor('application/x-bibtex'), TYPES.bibtex)
  t.equal(await typeFor('application/vnd.citationstyles.csl+json'), TYPES['csl-json'])
  t.equal(await typeFor('text/html,*/*;q=0.8'), TYPES.text)
  t.equal(await typeFor('application/x-bibtex', '?style=ris'), TYPES.ris)
  const response = await app.inject({ url: C0392, headers: { accept: 'application/json' } })
  expectProblem(t, response, 'not_acceptable', {
    detail:
      'Accept: application/json allows none of text/plain, application/x-bibtex, ' +
      'application/vnd.citationstyles.csl+json, application/x-research-info-systems.',
    errors: [
      {
        pointer: '/header/accept',
        message: 'None of the accepted types can be served.',
        allowed: Object.values(TYPES).map((type) => type.replace('; charset=utf-8', ''))
      }
    ]
  })
})

t.test('HEAD has the headers of GET, and a known tag is a 304', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { headers } = await app.inject(C0392)
  const head = await app.inject({ method: 'HEAD', url: C0392 })
  t.equal(head.statusCode, 200)
  t.equal(head.body, '')
  t.equal(head.headers['etag'], headers['etag'])
  const known = { 'if-none-match': String(headers['etag']) }
  t.equal((await app.inject({ url: C0392, headers: known })).statusCode, 304)
  const other = await app.inject({ url: `${C0392}?style=ris`, headers: known })
  t.equal(other.statusCode, 200, 'each style has its tag')
})

const claim = (note: string) =>
  `${note} Claim C0001 as recorded by Corridor Metrics, revision 1: ` +
  'http://localhost:3000/v1/observations/C0001?as_of=1'

t.test('what is not known is named, and nothing is invented', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    source: [{ publisher: 'A Paper', title: 'On trade', url: null, published: null }],
    observation: [{ period: null, attributed_to: null, text: '70.7' }]
  })
  const { body } = await app.inject('/v1/observations/C0001/citation')
  const note =
    'The figure reads “70.7” (unit: US dollar): Goods trade turnover, Pakistan–Kazakhstan, ' +
    'no period named. Whose figure it is, is not known.'
  t.equal(body, `A Paper. (no date). [On trade]. (No address.) ${claim(note)}\n`)
  const url = '/v1/observations/C0001/citation?style=csl-json'
  t.same((await app.inject(url)).json(), [
    {
      id: 'corridor-C0001-r1',
      type: 'article-newspaper',
      title: '[On trade]',
      'container-title': 'A Paper',
      publisher: 'A Paper',
      accessed: { 'date-parts': [[2026, 1, 2]] },
      note: `Not known: date, address. ${claim(note)}`
    }
  ])
})

t.test('a date is as exact as it is known, and what the publisher computed is said', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    source: [{ published: '2024-10', kind: 'official_statistics', url: 'https://stat.example/a' }],
    observation: [{}, { id: 'C0002', derived_from: ['C0001'] }]
  })
  const body = (await app.inject('/v1/observations/C0002/citation')).body
  t.match(body, /\. \(2024, October\)\. \[/)
  t.match(body, 'The publisher computed it from other figures (claim C0001).')
  const [item] = (await app.inject('/v1/observations/C0002/citation?style=csl-json')).json()
  t.match(item, { type: 'dataset', issued: { 'date-parts': [[2024, 10]] } })
})

t.test('as_of cites what was known then, and the version of then', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{ text: 'one' }] })
  await insertRows(
    store,
    {
      observation: [{ text: 'two' }],
      source: [{ publisher: 'Renamed' }],
      metric: [{ name: 'Trade' }]
    },
    { time: '2026-02-01T00:00:00Z' }
  )
  const cited = async (query: string) =>
    (await app.inject(`/v1/observations/C0001/citation${query}`)).body
  const then = await cited('?as_of=1')
  t.match(then, /^A Paper\. .*“one”: Goods trade turnover, .*observations\/C0001\?as_of=1\n$/)
  t.equal(await cited(`?as_of=${RECORDED_AT}`), then)
  t.match(await cited(''), /^Renamed\. .*“two”: Trade, .*observations\/C0001\?as_of=2\n$/)
  t.equal(await cited('?as_of=9999-12-31'), await cited(''), 'a time to come')
  t.match(await cited('?as_of=2&style=bibtex'), 'urldate = {2026-02-01}')
})

t.test('the address is that of the setting PUBLIC_URL', async (t) => {
  const settings = { PUBLIC_URL: 'https://corridor.example' }
  const { app, store } = await buildTestApp(t, { settings })
  await insertRows(store, { observation: [{ id: 'a_b-1' }] })
  const { body } = await app.inject('/v1/observations/a_b-1/citation?style=csl-json')
  const [item] = JSON.parse(body)
  t.equal(item.id, 'corridor-a_b-1-r1')
  t.match(item.note, 'https://corridor.example/v1/observations/a_b-1?as_of=1')
})

testEvery('400 for what is no style, and for parameters that there are not', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const words = ['text', 'bibtex', 'csl-json', 'ris']
  const refused = async (query: string, code: 'invalid_parameter' | 'unknown_parameter') => {
    const response = await app.inject(`${C0392}?${query}`)
    every.same([response.statusCode, response.json().code], [400, code], query)
    every.equal((await app.inject(response.json().try)).statusCode, 200, response.json().try)
    return response.json()
  }
  const { errors } = await refused('style=apa', 'invalid_parameter')
  const message = '"apa" is not one of text, bibtex, csl-json, ris.'
  every.same(errors, [{ pointer: '/query/style', message, allowed: words }])
  every.equal((await refused('style=bibtx', 'invalid_parameter')).try, `${C0392}?style=bibtex`)
  every.equal((await refused('format=ris', 'unknown_parameter')).try, `${C0392}?style=ris`)
  await refused('style=ris&style=text', 'invalid_parameter')
  await refused('names=en', 'unknown_parameter')
  await refused('as_of=2', 'invalid_parameter')
})

t.test('404 for an unknown id, with near ids and a citation that works', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const response = await app.inject('/v1/observations/c0392/citation?style=ris')
  const message = 'No observation has the id "c0392". Similar ids: C0392.'
  expectProblem(t, response, 'not_found', {
    errors: [{ pointer: '/path/id', message, allowed: ['C0392'] }]
  })
  t.equal(response.json().try, `${C0392}?style=ris`)
})

t.test('410 for a withdrawn claim, with the citation of the revision before', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  await withdraw(store, 'observation', 'C0001')
  const works = '/v1/observations/C0001/citation?style=bibtex&as_of=1'
  const message =
    'The observation C0001 was withdrawn at 2026-02-03T04:05:06Z with revision 2: a misprint.'
  const response = await app.inject('/v1/observations/C0001/citation?style=bibtex')
  expectProblem(t, response, 'withdrawn', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: [works] }]
  })
  t.equal(response.json().try, works)
  const { statusCode, body } = await app.inject(works)
  t.equal(statusCode, 200)
  t.match(body, /^@article\{corridor-C0001-r1,/)
})

t.test('404 as of a revision before the claim, with the one that has it', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  await insertRows(store, { observation: [{ id: 'C0002' }] }, { time: '2026-02-01T00:00:00Z' })
  const response = await app.inject('/v1/observations/C0002/citation?as_of=1')
  const works = '/v1/observations/C0002/citation?as_of=2'
  t.match(response.json(), {
    code: 'not_found',
    detail: 'The observation C0002 did not exist yet: revision 2 added it at 2026-02-01T00:00:00Z.',
    errors: [{ pointer: '/path/id', allowed: [works] }],
    try: works
  })
  t.equal((await app.inject(works)).statusCode, 200)
})
