import fc from 'fast-check'
import t from 'tap'
import { NumberText, parseExact, readExact } from '../src/exact-json.ts'
import { JsonError } from '../src/json-error.ts'

t.test('numbers stay text unless they are kept', async (t) => {
  const text = '{"a":1.50,"b":[1e400],"c":"2","d":null}'
  t.same(parseExact(text), {
    a: new NumberText('1.50'),
    b: [new NumberText('1e400')],
    c: '2',
    d: null
  })
  t.same(
    parseExact(text, (number) => number === '1.50'),
    { a: 1.5, b: [new NumberText('1e400')], c: '2', d: null }
  )
  t.equal(JSON.stringify(parseExact('[1.50]')), '["1.50"]')
})

t.test('names that stand twice, by their paths', async (t) => {
  const repeated = (text: string) => readExact(text).repeated
  t.same(repeated('{"a":1,"b":{"a":2,"c":[{"a":1},{"a":2}]},"\\u0061":3}'), [['a']])
  t.same(repeated('{"t":{"value":1,"x":"value\\":","value":2}}'), [['t', 'value']])
  t.same(repeated('{"l":[{"k":1},{"k":1,"k":2}]}'), [['l', 'k']])
  t.same(repeated('["a","a"]'), [])
  t.same(repeated('{"a":{"b":1,"b":1,"c":1,"c":1},"d":1,"d":1}'), [['a', 'b'], ['d']])
  t.same(repeated('{"toString":1,"__proto__":2}'), [], 'names that every object inherits')
  t.same(readExact('{"a":1,"a":2}', { isKept: () => true }).value, { a: 2 }, 'the last one counts')
  fc.assert(fc.property(fc.jsonValue(), (value) => repeated(JSON.stringify(value)).length === 0))
})

/** The reason and the place of an error; undefined if there is none. */
function errorOf(text: string, limits = {}): { reason: string; at: number } | undefined {
  try {
    readExact(text, limits)
  } catch (error) {
    if (error instanceof JsonError) return { reason: error.reason, at: error.at }
    throw error
  }
  return undefined
}

t.test('limits of depth and of names, at the first thing beyond', async (t) => {
  for (const [text, at] of [
    ['[[1],[[2]]]', undefined],
    ['[[1],[[[2]]]]', 7],
    ['{"a":{"b":{"c":{}}}}', 15],
    ['["[[[[[["]', undefined],
    ['['.repeat(100_000), 3]
  ] as const)
    t.same(errorOf(text, { depthMax: 3 }), at && { reason: 'depth', at }, text.slice(0, 30))
  t.equal(errorOf('{"a":[{"b":1},{"c":1}]}', { namesMax: 3 }), undefined)
  t.same(errorOf('{"a":[{"b":1},{"c":1}]}', { namesMax: 2 }), { reason: 'names', at: 15 })
  t.same(errorOf('['.repeat(100_000)), { reason: 'depth', at: 500 }, 'also where none is given')
})

/** Texts that are JSON, and such with something put in, taken out or cut off. */
const PARTS = '"|,|}|]|{|[|:|\\|\\u12g4|\\ud800|1|-|.5|e|e+|01|true|nul|\n|\t|\u0001|__proto__|/'
const texts = fc
  .tuple(fc.json(), fc.nat(), fc.constantFrom('', ...PARTS.split('|')), fc.boolean())
  .map(([json, at, part, isCut]) => {
    const place = at % (json.length + 1)
    return json.slice(0, place) + part + (isCut ? '' : json.slice(place + (at % 3 === 0 ? 1 : 0)))
  })

t.test('it takes and refuses what JSON.parse does, with the same values and places', async (t) => {
  const places = { told: 0 }
  fc.assert(
    fc.property(fc.oneof(fc.json(), texts, texts), (text) => {
      let [value, message]: [unknown, string | undefined] = [undefined, undefined]
      try {
        value = JSON.parse(text)
      } catch (error) {
        message = String(error)
      }
      const found = errorOf(text)
      if (message === undefined) {
        const read = parseExact(text, () => true)
        if (JSON.stringify(read) !== JSON.stringify(value)) throw new Error('another value')
        return
      }
      if (found?.reason !== 'syntax') throw new Error(`it should be refused: ${message}`)
      const [, place] = /at position (\d+)/.exec(message) ?? []
      if (place === undefined) return
      places.told += 1
      if (Number(place) !== found.at) throw new Error(`${found.at} is not the place: ${message}`)
    }),
    { numRuns: 3_000 }
  )
  t.ok(places.told > 300, `${places.told} places were compared`)
})
