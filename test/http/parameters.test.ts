import t, { type Test } from 'tap'
import type { z } from 'zod'
import { checkSpan } from '../../src/http/check-span.ts'
import { allowedBy } from '../../src/http/parameter-docs.ts'
import {
  date,
  decimal,
  flag,
  idList,
  oneId,
  oneOf,
  opaque,
  pair,
  searchTerm,
  wholeNumber,
  wholeNumberList,
  wordList
} from '../../src/http/parameters.ts'
import { Problem } from '../../src/http/problems.ts'

const WHAT = 'What it says.'

function accepts(t: Test, schema: z.ZodType, cases: [unknown, unknown][]): void {
  for (const [text, value] of cases)
    t.same(schema.safeParse(text), { success: true, data: value }, JSON.stringify(text))
}

/** Each is refused with exactly one issue that says what would be right. */
function refuses(
  t: Test,
  schema: z.ZodType,
  texts: unknown[],
  message: RegExp,
  allowed: RegExp | undefined
): void {
  for (const text of texts) {
    const { error } = schema.safeParse(text)
    t.equal(error?.issues.length, 1, JSON.stringify(text))
    const issue = error?.issues[0] as
      | { message: string; params?: { allowed: string[] } }
      | undefined
    t.match(issue?.message, message)
    if (allowed) t.match(issue?.params?.allowed.join(' '), allowed)
  }
}

t.test(
  'every kind refuses nothing and an empty text; only lists and ids take two texts',
  async (t) => {
    const kinds = {
      wholeNumber: wholeNumber(1, 9, WHAT, 1),
      decimal: decimal(-9, 9, WHAT, 1.5),
      wholeNumberList: wholeNumberList(1, 9, WHAT, [1, 2]),
      oneOf: oneOf(['a', 'b'], WHAT, 'a'),
      flag: flag(WHAT, true),
      wordList: wordList(['a', 'b'], WHAT, ['a']),
      idList: idList(WHAT, ['PAK']),
      oneId: oneId(WHAT, 'PAK'),
      pair: pair(WHAT, ['PAK', 'KAZ']),
      date: date('starts_on', WHAT, '2023'),
      searchTerm: searchTerm(2, WHAT, 'port'),
      opaque: opaque('Where to go on.')
    }
    for (const [name, schema] of Object.entries(kinds)) {
      t.match(schema.safeParse('').error?.issues, [{ message: /empty/ }], name)
      const repeated = schema.safeParse(['a', 'b']).error?.issues ?? []
      const isList = (schema.meta() as { type?: string }).type === 'array'
      const isRefused = repeated.some(({ message }) => /more than once/.test(message))
      // Several ids are refused where the ids are looked up: then the error can name them.
      t.equal(isRefused, !isList && name !== 'oneId', name)
      t.match(schema.safeParse(undefined).error?.issues, [{ message: /required/ }], name)
      t.same(schema.optional().safeParse(undefined), { success: true, data: undefined }, name)
    }
  }
)

t.test('whole numbers are digits within their bounds', async (t) => {
  const limit = wholeNumber(1, 1000, WHAT, 100)
  accepts(t, limit, [
    ['1', 1],
    ['1000', 1000],
    ['007', 7]
  ])
  const wrong = [
    '0',
    '1001',
    '-1',
    '+5',
    '5.0',
    '1e2',
    '0x10',
    ' 5',
    '5 ',
    '5,6',
    'NaN',
    'Infinity',
    '9999999999',
    '٥',
    '1_000'
  ]
  refuses(
    t,
    limit,
    wrong,
    /^Expected a whole number from 1 to 1000, found ".*"\.$/,
    /^a whole number from 1 to 1000$/
  )
  t.match(limit.meta(), {
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    examples: [100],
    description: 'What it says.'
  })
})

t.test('decimals are digits and a point within their bounds', async (t) => {
  const growth = decimal(-99, 1000, WHAT, 12.5)
  accepts(t, growth, [
    ['0', 0],
    ['12.5', 12.5],
    ['-0.5', -0.5],
    ['-99', -99],
    ['1000', 1000],
    ['1000.000000', 1000],
    ['0.000001', 0.000001],
    ['007.50', 7.5]
  ])
  const wrong = [
    '-99.000001',
    '-100',
    '1000.000001',
    '1001',
    '9999999',
    '1e2',
    '+5',
    '.5',
    '5.',
    '-.5',
    '-',
    '.',
    '--5',
    '1.2.3',
    '1,5',
    ' 5',
    '5 ',
    '5\n',
    '0x10',
    'NaN',
    'Infinity',
    '-Infinity',
    '1.1234567',
    '٥',
    '1_000',
    '5%',
    'twelve'
  ]
  refuses(
    t,
    growth,
    wrong,
    /^Expected a number from -99 to 1000 such as 12\.5, found "[\s\S]*"\.$/,
    /^a number from -99 to 1000 such as 12\.5$/
  )
  t.match(growth.meta(), {
    type: 'number',
    minimum: -99,
    maximum: 1000,
    examples: [12.5],
    description: 'What it says.'
  })
})

t.test('lists of whole numbers, each once and in order of size', async (t) => {
  const levels = wholeNumberList(50, 99, WHAT, [80, 95])
  accepts(t, levels, [
    ['80', [80]],
    ['50,99', [50, 99]],
    ['99,50', [50, 99]],
    ['95,80,95,080', [80, 95]],
    // As numbers, not as text: 100 would come before 99.
    ['99,60,50', [50, 60, 99]]
  ])
  accepts(t, wholeNumberList(1, 1000, WHAT, [1]), [['100,99,9', [9, 99, 100]]])
  const wrong = [
    '49',
    '100',
    '80,100',
    '49,80',
    '80,',
    ',80',
    '80,,95',
    ',',
    '80, 95',
    '80.5',
    '0.8',
    '-80',
    '8e1',
    'all',
    '80;95'
  ]
  refuses(
    t,
    levels,
    wrong,
    /^Expected a whole number from 50 to 99, found ".*"\.$/,
    /^a whole number from 50 to 99$/
  )
  accepts(t, levels, [[Array(50).fill('80').join(','), [80]]])
  refuses(
    t,
    levels,
    [Array(51).fill('80').join(',')],
    /has 51 values; at most 50 are allowed/,
    /at most 50/
  )
  t.match(levels.meta(), {
    type: 'array',
    items: { type: 'integer', minimum: 50, maximum: 99 },
    minItems: 1,
    maxItems: 50,
    examples: [[80, 95]]
  })
})

t.test('a list of whole numbers may be kept shorter, and says so', async (t) => {
  const levels = wholeNumberList(50, 99, WHAT, [80, 95], 3)
  accepts(t, levels, [['99,50,80', [50, 80, 99]]])
  // Counted as they are sent, whether or not they are the same.
  refuses(
    t,
    levels,
    ['50,60,70,80', '80,80,80,80'],
    /^The list has 4 values; at most 3 are allowed\.$/,
    /^at most 3 values separated by commas$/
  )
  t.match(levels.meta(), { type: 'array', minItems: 1, maxItems: 3 })
})

t.test('what a parameter takes, in words', async (t) => {
  t.same(allowedBy(wholeNumber(1, 30, WHAT, 5)), ['a whole number from 1 to 30'])
  t.same(allowedBy(decimal(-99, 1000, WHAT, 12.5).optional()), ['a number from -99 to 1000'])
  t.same(allowedBy(oneOf(['a', 'b'], WHAT, 'a').optional()), ['a', 'b'])
  t.same(allowedBy(oneId(WHAT, 'goods_trade')), ['a value such as goods_trade'])
  t.match(
    allowedBy(wholeNumberList(50, 99, WHAT, [80, 95]).optional()).join(),
    /80/,
    'an example at least'
  )
})

t.test('a message repeats at most 40 characters of what was sent', async (t) => {
  const [issue] = wholeNumber(1, 9, WHAT, 1).safeParse('x'.repeat(500)).error?.issues ?? []
  t.ok(issue?.message.includes(`"${'x'.repeat(40)}…"`))
  t.ok((issue?.message.length ?? 500) < 150)
})

t.test('words are those of the vocabulary, in its case', async (t) => {
  accepts(t, oneOf(['trade', 'transit'], WHAT, 'trade'), [['transit', 'transit']])
  refuses(
    t,
    oneOf(['trade', 'transit'], WHAT, 'trade'),
    ['Trade', 'port', ' trade', 'trade,transit', 'constructor'],
    /is not one of trade, transit\.$/,
    /^trade transit$/
  )
  accepts(t, flag(WHAT, true), [
    ['true', true],
    ['false', false]
  ])
  refuses(
    t,
    flag(WHAT, true),
    ['1', '0', 'yes', 'TRUE', 'on'],
    /is not one of true, false/,
    /^true false$/
  )
})

t.test('lists of words and of ids', async (t) => {
  accepts(t, wordList(['road', 'rail'], WHAT, ['road']), [
    ['road', ['road']],
    ['rail,road', ['rail', 'road']],
    ['rail,rail', ['rail']]
  ])
  refuses(
    t,
    wordList(['road', 'rail'], WHAT, ['road']),
    ['road,air', 'road,', ',road', 'road, rail'],
    /is not one of road, rail/,
    /^road rail$/
  )
  accepts(t, idList(WHAT, ['PAK']), [
    ['PAK', ['PAK']],
    ['PAK,KAZ,PAK', ['PAK', 'KAZ']],
    ['x'.repeat(100), ['x'.repeat(100)]]
  ])
  refuses(
    t,
    idList(WHAT, ['PAK']),
    ['PAK,', ',PAK', 'PAK,,KAZ', ','],
    /empty value/,
    /single commas/
  )
  refuses(t, idList(WHAT, ['PAK']), ['x'.repeat(101)], /at most 100 characters/, /at most 100/)
})

t.test('a list has at most 50 values', async (t) => {
  const ids = (count: number) => Array.from({ length: count }, (_, n) => `C${n}`)
  t.same(idList(WHAT, ['C1']).parse(ids(50).join(',')), ids(50))
  refuses(
    t,
    idList(WHAT, ['C1']),
    [ids(51).join(','), 'C1,'.repeat(50).concat('C1')],
    /has 51 values; at most 50 are allowed/,
    /at most 50/
  )
})

t.test('a single id', async (t) => {
  accepts(t, oneId(WHAT, 'PAK'), [['PAK', 'PAK']])
  refuses(t, oneId(WHAT, 'PAK'), ['x'.repeat(101)], /at most 100 characters/, /at most 100/)
})

t.test('a pair is two different ids', async (t) => {
  accepts(t, pair(WHAT, ['PAK', 'KAZ']), [['PAK,KAZ', ['PAK', 'KAZ']]])
  refuses(
    t,
    pair(WHAT, ['PAK', 'KAZ']),
    ['PAK', 'PAK,KAZ,UZB', 'PAK,PAK', 'PAK,KAZ,PAK'],
    /Expected two different ids/,
    /PAK,KAZ/
  )
  refuses(t, pair(WHAT, ['PAK', 'KAZ']), ['PAK,', ',KAZ'], /empty value/, undefined)
})

t.test('a date counts by the end it is asked for', async (t) => {
  accepts(t, date('starts_on', WHAT, '2023'), [
    ['2024', '2024-01-01'],
    ['2024-02', '2024-02-01']
  ])
  accepts(t, date('ends_on', WHAT, '2023'), [
    ['2024', '2024-12-31'],
    ['2024-02', '2024-02-29'],
    ['2024-02-03', '2024-02-03'],
    ['2023-Q1', '2023-03-31'],
    ['2023-07-01/P1Y', '2024-06-30'],
    ['FY2024', '2024-06-30'],
    ['2023/24', '2024-06-30'],
    ['2023-S1', '2023-06-30'],
    ['2023-W05', '2023-02-05']
  ])
  refuses(
    t,
    date('ends_on', WHAT, '2023'),
    ['2023-02-30', '2023-Q5', '2023-13', '23', 'today', '2023-W53'],
    /Expected a year, month, day or period/,
    /2024-10-07/
  )
  const AMBIGUOUS = '2006-07 for the month, or 2006-07-01/P1Y for July to June'
  refuses(
    t,
    date('ends_on', WHAT, '2023'),
    ['2006/07'],
    new RegExp(`^Expected ${AMBIGUOUS}, found "2006/07"\\.$`),
    new RegExp(`^${AMBIGUOUS}$`)
  )
})

t.test('a span must not begin after it ends', async (t) => {
  t.doesNotThrow(() => checkSpan('from', '2023-01-01', 'to', '2023-01-01'))
  t.doesNotThrow(() => checkSpan('from', undefined, 'to', '2023-01-01'))
  t.doesNotThrow(() => checkSpan('from', '2023-01-01', 'to', undefined))
  t.throws(() => checkSpan('from', '2024-01-01', 'to', '2023-12-31'), {
    code: 'invalid_parameter',
    errors: [{ pointer: '/query/from' }]
  })
  t.throws(() => checkSpan('from', '2024-01-01', 'to', '2023-12-31'), Problem)
})

t.test('a search term is counted in characters, without blanks at its edges', async (t) => {
  accepts(t, searchTerm(2, WHAT, 'port'), [
    [' ab ', 'ab'],
    ['خا', 'خا'],
    ['𐍈'.repeat(100), '𐍈'.repeat(100)]
  ])
  refuses(
    t,
    searchTerm(2, WHAT, 'port'),
    ['a', ' a ', '   ', '𐍈', 'x'.repeat(101)],
    /Expected 2 to 100 characters, found \d+\./,
    /^2 to 100 characters$/
  )
})
