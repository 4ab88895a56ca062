import t from 'tap'
import { readQuestion, respell, withoutJoining } from '../../src/search/words.ts'

const CASES: Record<string, [phrase: string, needed: string[]]> = {
  'trade kazakhstan': ['trade kazakhstan', ['trade', 'kazakhstan']],
  ' Trade  KAZAKHSTAN ': ['trade kazakhstan', ['trade', 'kazakhstan']],
  'trade between Pakistan and Kazakhstan': [
    'trade between pakistan and kazakhstan',
    ['trade', 'pakistan', 'kazakhstan']
  ],
  'Pakistan – Kazakhstan': ['pakistan kazakhstan', ['pakistan', 'kazakhstan']],
  'Pakistan—Kazakhstan': ['pakistan kazakhstan', ['pakistan', 'kazakhstan']],
  'exports, (imports)': ['exports imports', ['exports', 'imports']],
  'karachi-port goods_trade': ['karachi-port goods_trade', ['karachi-port', 'goods_trade']],
  'trade Trade': ['trade trade', ['trade']],
  'to and from': ['to and from', ['to', 'and', 'from']],
  '()': ['()', ['()']],
  Türkiye: ['turkiye', ['turkiye']],
  '\u0301\u0301': ['', []]
}

for (const [text, [phrase, needed]] of Object.entries(CASES))
  t.test(`the words of "${text}"`, async (t) => {
    const question = readQuestion(text)
    t.same({ phrase: question.phrase, needed: question.needed }, { phrase, needed })
  })

t.test('words keep how they were typed', async (t) => {
  t.same(readQuestion('PAK kaz').words, [
    { typed: 'PAK', folded: 'pak' },
    { typed: 'kaz', folded: 'kaz' }
  ])
})

t.test('other spellings replace the words that have one', async (t) => {
  const other = respell(readQuestion('trade Kazakstan'), new Map([['kazakstan', 'kazakhstan']]))
  t.same(other, readQuestion('trade kazakhstan'))
})

t.test('words that only join others are left out, even if there are no others', async (t) => {
  t.same(withoutJoining(readQuestion('trade and Trade').words), ['trade'])
  t.same(withoutJoining(readQuestion('and of').words), [])
})
