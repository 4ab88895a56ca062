import t, { type Test } from 'tap'
import type { z } from 'zod'
import { checkSpan, date, flag, idList, oneId, oneOf, opaque, pair, searchTerm, wholeNumber, wordList } from '../../src/http/parameters.ts'
import { Problem } from '../../src/http/problems.ts'

const docs = <T>(example: T) => ({ description: 'What it says.', example })

function accepts(t: Test, schema: z.ZodType, cases: [unknown, unknown][]): void {
  for (const [text, value] of cases) t.same(schema.safeParse(text), { success: true, data: value }, JSON.stringify(text))
}

/** Each is refused with exactly one issue that says what would be right. */
function refuses(t: Test, schema: z.ZodType, texts: unknown[], message: RegExp, allowed: RegExp | undefined): void {
  for (const text of texts) {
    const { error } = schema.safeParse(text)
    t.equal(error?.issues.length, 1, JSON.stringify(text))
    const issue = error?.issues[0] as { message: string; params?: { allowed: string[] } } | undefined
    t.match(issue?.message, message)
    if (allowed) t.match(issue?.params?.allowed.join(' '), allowed)
  }
}

t.test('every kind refuses nothing, an empty text and two texts', async (t) => {
  const kinds = {
    wholeNumber: wholeNumber(1, 9, docs(1)),
    oneOf: oneOf(['a', 'b'], docs('a')),
    flag: flag(docs(true)),
    wordList: wordList(['a', 'b'], docs(['a'])),
    idList: idList(docs(['PAK'])),
    oneId: oneId(docs('PAK')),
    pair: pair(docs(['PAK', 'KAZ'])),
    date: date('starts_on', docs('2023')),
    searchTerm: searchTerm(2, docs('port')),
    opaque: opaque('Where to go on.')
  }
  for (const [name, schema] of Object.entries(kinds)) {
    t.match(schema.safeParse('').error?.issues, [{ message: /empty/ }], name)
    t.match(schema.safeParse(['a', 'b']).error?.issues, [{ message: /more than once/ }], name)
    t.match(schema.safeParse(undefined).error?.issues, [{ message: /required/ }], name)
    t.same(schema.optional().safeParse(undefined), { success: true, data: undefined }, name)
  }
})

t.test('whole numbers are digits within their bounds', async (t) => {
  const limit = wholeNumber(1, 1000, docs(100))
  accepts(t, limit, [
    ['1', 1],
    ['1000', 1000],
    ['007', 7]
  ])
  const wrong = ['0', '1001', '-1', '+5', '5.0', '1e2', '0x10', ' 5', '5 ', '5,6', 'NaN', 'Infinity', '9999999999', '٥', '1_000']
  refuses(t, limit, wrong, /^Expected a whole number from 1 to 1000, found ".*"\.$/, /^a whole number from 1 to 1000$/)
  t.match(limit.meta(), { type: 'integer', minimum: 1, maximum: 1000, examples: [100], description: 'What it says.' })
})

t.test('a message repeats at most 40 characters of what was sent', async (t) => {
  const [issue] = wholeNumber(1, 9, docs(1)).safeParse('x'.repeat(500)).error?.issues ?? []
  t.ok(issue?.message.includes(`"${'x'.repeat(40)}…"`))
  t.ok((issue?.message.length ?? 500) < 150)
})

t.test('words are those of the vocabulary, in its case', async (t) => {
  accepts(t, oneOf(['trade', 'transit'], docs('trade')), [['transit', 'transit']])
  refuses(
    t,
    oneOf(['trade', 'transit'], docs('trade')),
    ['Trade', 'port', ' trade', 'trade,transit', 'constructor'],
    /is not one of trade, transit\.$/,
    /^trade transit$/
  )
  accepts(t, flag(docs(true)), [
    ['true', true],
    ['false', false]
  ])
  refuses(t, flag(docs(true)), ['1', '0', 'yes', 'TRUE', 'on'], /is not one of true, false/, /^true false$/)
})

t.test('lists of words and of ids', async (t) => {
  accepts(t, wordList(['road', 'rail'], docs(['road'])), [
    ['road', ['road']],
    ['rail,road', ['rail', 'road']],
    ['rail,rail', ['rail']]
  ])
  refuses(
    t,
    wordList(['road', 'rail'], docs(['road'])),
    ['road,air', 'road,', ',road', 'road, rail'],
    /is not one of road, rail/,
    /^road rail$/
  )
  accepts(t, idList(docs(['PAK'])), [
    ['PAK', ['PAK']],
    ['PAK,KAZ,PAK', ['PAK', 'KAZ']],
    ['x'.repeat(100), ['x'.repeat(100)]]
  ])
  refuses(t, idList(docs(['PAK'])), ['PAK,', ',PAK', 'PAK,,KAZ', ','], /empty value/, /single commas/)
  refuses(t, idList(docs(['PAK'])), ['x'.repeat(101)], /at most 100 characters/, /at most 100/)
})

t.test('a list has at most 50 values', async (t) => {
  const ids = (count: number) => Array.from({ length: count }, (_, n) => `C${n}`)
  t.same(idList(docs(['C1'])).parse(ids(50).join(',')), ids(50))
  refuses(t, idList(docs(['C1'])), [ids(51).join(','), 'C1,'.repeat(50).concat('C1')], /has 51 values, 50 are allowed/, /at most 50/)
})

t.test('a single id', async (t) => {
  accepts(t, oneId(docs('PAK')), [['PAK', 'PAK']])
  refuses(t, oneId(docs('PAK')), ['x'.repeat(101)], /at most 100 characters/, /at most 100/)
})

t.test('a pair is two different ids', async (t) => {
  accepts(t, pair(docs(['PAK', 'KAZ'])), [['PAK,KAZ', ['PAK', 'KAZ']]])
  refuses(t, pair(docs(['PAK', 'KAZ'])), ['PAK', 'PAK,KAZ,UZB', 'PAK,PAK', 'PAK,KAZ,PAK'], /Expected two different ids/, /PAK,KAZ/)
  refuses(t, pair(docs(['PAK', 'KAZ'])), ['PAK,', ',KAZ'], /empty value/, undefined)
})

t.test('a date counts by the end it is asked for', async (t) => {
  accepts(t, date('starts_on', docs('2023')), [
    ['2024', '2024-01-01'],
    ['2024-02', '2024-02-01']
  ])
  accepts(t, date('ends_on', docs('2023')), [
    ['2024', '2024-12-31'],
    ['2024-02', '2024-02-29'],
    ['2024-02-03', '2024-02-03']
  ])
  refuses(
    t,
    date('ends_on', docs('2023')),
    ['2023-02-30', '2023-Q1', '2023-13', '23', 'today', '2023-1'],
    /Expected a year, month or day/,
    /2024-10-07/
  )
})

t.test('a span must not begin after it ends', async (t) => {
  t.doesNotThrow(() => checkSpan('from', '2023-01-01', 'to', '2023-01-01'))
  t.doesNotThrow(() => checkSpan('from', undefined, 'to', '2023-01-01'))
  t.doesNotThrow(() => checkSpan('from', '2023-01-01', 'to', undefined))
  t.throws(() => checkSpan('from', '2024-01-01', 'to', '2023-12-31'), { code: 'invalid_parameter', errors: [{ pointer: '/query/from' }] })
  t.throws(() => checkSpan('from', '2024-01-01', 'to', '2023-12-31'), Problem)
})

t.test('a search term is counted in characters, without blanks at its edges', async (t) => {
  accepts(t, searchTerm(2, docs('port')), [
    [' ab ', 'ab'],
    ['خا', 'خا'],
    ['𐍈'.repeat(100), '𐍈'.repeat(100)]
  ])
  refuses(
    t,
    searchTerm(2, docs('port')),
    ['a', ' a ', '   ', '𐍈', 'x'.repeat(101)],
    /Expected 2 to 100 characters, found \d+\./,
    /^2 to 100 characters$/
  )
})
