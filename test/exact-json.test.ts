import fc from 'fast-check'
import t from 'tap'
import { depthOf, NumberText, parseExact, repeatedNames } from '../src/exact-json.ts'

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
  t.same(repeatedNames('{"a":1,"b":{"a":2,"c":[{"a":1},{"a":2}]},"\\u0061":3}'), [['a']])
  t.same(repeatedNames('{"t":{"value":1,"x":"value\\":","value":2}}'), [['t', 'value']])
  t.same(repeatedNames('{"l":[{"k":1},{"k":1,"k":2}]}'), [['l', 'k']])
  t.same(repeatedNames('["a","a"]'), [])
  fc.assert(
    fc.property(fc.jsonValue(), (value) => repeatedNames(JSON.stringify(value)).length === 0)
  )
})

t.test('how deep brackets go', async (t) => {
  for (const [text, depth] of Object.entries({
    '1': 0,
    '[]': 1,
    '{"a":[1,[2]]}': 3,
    '["[[[["]': 1
  }))
    t.equal(depthOf(text), depth, text)
})
