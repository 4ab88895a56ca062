// The comparison tells apart answers that are equal, that differ in words, that differ in order,
// and that really differ.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { askPages, countVerdicts, get, makeComparison } from './comparison.ts'
import { readExpectations } from './expectations.ts'
import { judge, type Verdict } from './judge.ts'
import { masker, tagPairs } from './masks.ts'
import { report } from './report.ts'
import type { Answer } from './service.ts'

const BEGIN = Date.parse('2026-11-28T12:00:00Z')

function answer(type: string, body: string, more: Partial<Answer> = {}): Answer {
  return { status: 200, body, ...more, headers: { 'content-type': type, ...more.headers } }
}

const json = (body: string, headers = {}) => answer('application/json', body, { headers })
const csv = (body: string) => answer('text/csv; charset=utf-8', body)
const problem = (body: object, headers = {}) =>
  answer('application/problem+json', JSON.stringify(body), { status: 404, headers })
const waiting = (seconds: number, detail: string) =>
  answer('application/problem+json', JSON.stringify({ status: 429, detail }), {
    status: 429,
    headers: { 'retry-after': String(seconds) }
  })

function verdict(before: Answer, after: Answer, url = '/v1/observations', method = 'GET'): Verdict {
  const rules = { mask: masker(BEGIN), areTagsAlike: tagPairs() }
  return judge({ method, url }, before, after, rules).verdict
}

t.test('answers are equal but for what cannot be the same', async (t) => {
  const ids = ['0f3b9e9c-1a52-4b0c-8d1e-3a5f6b7c8d9e', '9d1e3a5f-6b7c-4d9e-8f3b-9e9c1a524b0c']
  const [one, other] = ids.map((instance) => problem({ detail: 'a', instance }, { date: instance }))
  t.equal(verdict(one as Answer, other as Answer), 'equal', 'request ids and dates')
  const at = (time: string) => json(`{"recorded_at":"${time}"}`, { etag: time })
  t.equal(verdict(at('2026-11-28T12:00:01Z'), at('2026-11-28T12:00:07Z')), 'equal', 'times')
  t.equal(
    verdict(at('2026-11-23T00:00:00Z'), at('2026-11-28T12:00:00Z')),
    'real',
    'a time before the run is no time of the run'
  )
  const page = (time: string) => {
    const cursor = Buffer.from(`[1,"hash",["${time}"]]`).toString('base64url')
    return json('{}', { link: `</v1/imports?cursor=${cursor}>; rel="next"` })
  }
  t.equal(verdict(page('2026-11-28T12:00:01Z'), page('2026-11-28T12:00:02Z')), 'equal', 'cursors')
  t.equal(verdict(page('2026-11-21T12:00:01Z'), page('2026-11-21T12:00:02Z')), 'real', 'cursors')
  const wait = [waiting(57, 'Try again in 57 seconds.'), waiting(58, 'Try again in 58 seconds.')]
  t.equal(verdict(wait[0] as Answer, wait[1] as Answer), 'equal', 'seconds to wait')
})

t.test('words for people are told from all else', async (t) => {
  const errors = (message: string) => [{ pointer: '/path/id', message, allowed: [message] }]
  const refused = (words: string, code = 'not_found') =>
    problem({ title: words, detail: words, code, errors: errors(words) })
  t.equal(verdict(refused('one'), refused('other')), 'texts', 'a problem')
  t.equal(verdict(refused('one'), refused('other', 'gone')), 'real', 'its code')
  const page = (words: string) => answer('text/html; charset=utf-8', `<h1>${words}</h1>`)
  t.equal(verdict(page('one'), page('other'), '/problems'), 'texts', 'a page')
  const list = (title: string, warning: string) =>
    json(JSON.stringify({ data: [{ title }], meta: { warnings: [warning] } }))
  t.equal(verdict(list('a', 'one'), list('a', 'other')), 'texts', 'a warning')
  t.equal(verdict(list('a', 'one'), list('b', 'one')), 'real', 'a title in the data')
  t.equal(
    verdict(list('a', 'one'), list('b', 'one'), '/problems?a=b'),
    'texts',
    'a title in the list of problems'
  )
  const rows = (rule: string, ratio: number) => csv(`id,rule,ratio\nx,"${rule}",${ratio}\n`)
  t.equal(verdict(rows('one', 2), rows('other', 2), '/v1/conflicts.csv'), 'texts', 'a cell')
  t.equal(verdict(rows('one', 2), rows('other', 3), '/v1/conflicts.csv'), 'real', 'a number')
  const yaml = (words: string) => answer('application/yaml', `info:\n  description: ${words}\n`)
  t.equal(verdict(yaml('one'), yaml('other'), '/openapi.yaml'), 'texts', 'a description')
})

t.test('bytes, places, heads and tags count', async (t) => {
  t.equal(verdict(json('{"a":1,"b":2}'), json('{"b":2,"a":1}')), 'order')
  t.equal(verdict(json('{"a":[1,2]}'), json('{"a":[2,1]}')), 'real', 'rows in another order')
  t.equal(verdict(json('{"a":1}'), json('{"a": 1}')), 'real', 'a space')
  t.equal(verdict(json('{"a":10}'), json('{"a":1e1}')), 'real', 'a number written otherwise')
  t.equal(verdict(json('{}'), answer('application/json', '{}', { status: 201 })), 'real', 'status')
  t.equal(verdict(json('{}'), json('{}', { link: '</v1>; rel="self"' })), 'real', 'a header')
  t.equal(verdict(json('{}', { etag: '"a"' }), json('{}')), 'real', 'a tag that is missing')
  t.equal(verdict(csv('a,b\n1,2\n'), csv('a,b\r\n1,2\r\n')), 'real', 'ends of lines')
  const length = (bytes: number) => json('', { 'content-length': String(bytes) })
  t.equal(verdict(length(5), length(6), '/v1', 'HEAD'), 'texts', 'the length of what HEAD is of')
  const areAlike = tagPairs()
  t.same(
    [areAlike('a', 'x'), areAlike('b', 'y'), areAlike('a', 'x'), areAlike('a', 'y')],
    [true, true, true, false]
  )
  t.equal(areAlike('c', 'x'), false, 'two tags of one service are one tag of the other')
})

t.test('a difference is shown by its lines', async (t) => {
  const rules = { mask: masker(BEGIN), areTagsAlike: tagPairs() }
  const list = (value: number) =>
    json(JSON.stringify({ a: 1, b: 2, c: 3, value, d: 4, e: 5, f: 6 }))
  const { difference } = judge(get('/v1'), list(1), list(2), rules)
  t.equal(
    difference,
    '   "b": 2,\n   "c": 3,\n-  "value": 1,\n+  "value": 2,\n   "d": 4,\n   "e": 5,'
  )
})

/** A service of two pages and one page of words. */
async function serve(t: Test, { value, words }: { value: number; words: string }): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    const isWords = url === '/words'
    if (url === '/one') response.setHeader('link', '</two>; rel="next"')
    response.setHeader('content-type', isWords ? 'text/html' : 'application/json')
    response.end(isWords ? words : JSON.stringify({ url, value: url === '/two' ? value : 0 }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function compared(t: Test, after: { value: number; words: string }) {
  const comparison = makeComparison({
    before: { origin: await serve(t, { value: 1, words: 'one' }) },
    after: { origin: await serve(t, after) }
  })
  await askPages(comparison, 'pages of a list', '/one', 9)
  await comparison.ask('words', get('/words'))
  return comparison.results
}

t.test('two services that answer alike have no difference', async (t) => {
  const results = await compared(t, { value: 1, words: 'one' })
  t.same(countVerdicts(results), { equal: 3, texts: 0, order: 0, real: 0 })
  const { text, unexplained } = report(results, [])
  t.equal(unexplained, 0)
  t.match(text, /^all +3 +3 +0 +0 +0 +3 +0 +0 +0$/m)
  t.notMatch(text, '==')
})

t.test('planted differences are found, unless a line explains them', async (t) => {
  const results = await compared(t, { value: 2, words: 'other' })
  t.same(countVerdicts(results), { equal: 1, texts: 1, order: 0, real: 1 })
  const found = report(results, [])
  t.equal(found.unexplained, 2)
  t.match(found.text, /== Only words for people differ: 1 answers[\s\S]+\[words\] GET \/words/)
  t.match(found.text, /== Real differences: 1 answers[\s\S]+GET \/two[\s\S]+\n- {2}"value": 1/)
  const words = readExpectations('# words\n\n^texts → plain English\n')
  const explained = report(results, words)
  t.equal(explained.unexplained, 1)
  t.match(explained.text, '1 × plain English')
  const both = readExpectations('^texts → plain English\n^real GET /two$ → a fault is mended\n')
  t.equal(report(results, both).unexplained, 0)
  t.throws(() => readExpectations('no reason\n'), /not of the form "pattern → reason": no reason/)
})
