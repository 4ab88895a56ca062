import t from 'tap'
import { collectWords, correct } from '../../src/search/spelling.ts'

const KNOWN = collectWords(['\nkaz\nkazakhstan\nқазақстан\n', '\ngwadar-port\ngwadar port\n'])

const CORRECTED: Record<string, string> = {
  kazakstan: 'kazakhstan',
  kazakhhstan: 'kazakhstan',
  kazakhsten: 'kazakhstan',
  kazahkstan: 'kazakhstan',
  akzakhstan: 'kazakhstan',
  kazakhstna: 'kazakhstan',
  хазақстан: 'қазақстан',
  gwader: 'gwadar',
  prt: '',
  pork: 'port',
  kazaxtan: '',
  kazakh: '',
  gwadar: ''
}

for (const [word, better] of Object.entries(CORRECTED))
  t.test(better ? `${word} is written ${better}` : `${word} stays`, async (t) => {
    t.same([...correct([word], KNOWN)], better ? [[word, better]] : [])
  })

t.test('each unknown word gets its spelling, at most five of them', async (t) => {
  const words = collectWords(['alpha bravo charlie delta echoes foxtrot'])
  const wrong = ['alpa', 'bravoo', 'charly', 'delte', 'ecoes', 'foxtrt', 'charlie']
  t.same(
    [...correct(wrong, words)],
    [
      ['alpa', 'alpha'],
      ['bravoo', 'bravo'],
      ['delte', 'delta'],
      ['ecoes', 'echoes']
    ],
    'the third is two errors away, the sixth is one too many, the last is known'
  )
})

t.test('words of the first texts win, those as long as the word before longer ones', async (t) => {
  t.same([...correct(['trase'], collectWords(['trace', 'trade']))], [['trase', 'trace']])
  t.same([...correct(['trase'], collectWords(['trabse', 'trade']))], [['trase', 'trade']])
})

t.test('a vocabulary has at most 20,000 words of four letters or more', async (t) => {
  const texts = Array.from({ length: 30_000 }, (_, index) => `word${index} an`)
  const words = [...collectWords(texts).values()].flat()
  t.equal(words.length, 20_000)
  t.same(words.slice(0, 2), ['word0', 'word1'])
})
