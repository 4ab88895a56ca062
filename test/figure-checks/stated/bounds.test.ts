// Words such as `more than`, and texts with several figures.
import t from 'tap'
import { contextOf, readingsOf } from './read.ts'

function boundsOf(texts: readonly string[]): Record<string, unknown> {
  const read = readingsOf(contextOf('USD'), texts)
  return Object.fromEntries(
    Object.entries(read).map(([text, reading]) => [text, Array.isArray(reading) && reading[2]])
  )
}

function all(texts: readonly string[], bound: string): Record<string, string> {
  return Object.fromEntries(texts.map((text) => [text, bound]))
}

t.test('words for the least', async (t) => {
  const texts = [
    'more than $400 million',
    'over US$ 400 million',
    'above 400',
    'at least $400 million',
    'no less than $400 million',
    'exceeding $400 million',
    'surpassed $400 million',
    'in excess of $400 million',
    '> $400 million',
    '$400 million+',
    '$400 million or more',
    '400 plus',
    'более 400 млн долларов',
    'свыше 400 млн',
    'не менее 400 млн',
    '400 ملین ڈالر سے زائد'
  ]
  t.same(boundsOf(texts), all(texts, 'at_least'))
})

t.test('words for the most', async (t) => {
  const texts = [
    'less than $400 million',
    'under 400',
    'just below $400 million',
    'up to $400 million',
    'at most 400',
    '< $400 million',
    '$400 million or less',
    'менее 400 млн долларов',
    'до 400 млн долларов'
  ]
  t.same(boundsOf(texts), all(texts, 'at_most'))
})

t.test('words for about', async (t) => {
  const texts = [
    'about $400 million',
    'around 400',
    'approximately US$ 400 million',
    'nearly $400 million',
    'almost $400 million',
    'some $400 million',
    '~$400m',
    '400 or so',
    'около 400 млн долларов',
    'почти 400 млн'
  ]
  t.same(boundsOf(texts), all(texts, 'about'))
})

t.test('other words are exact', async (t) => {
  const texts = [
    '$400 million',
    'reached $400 million',
    'a handsome $400 million',
    'moreover 400 million',
    '$400 million, more than in 2022'
  ]
  t.same(boundsOf(texts), all(texts, 'exact'))
})

t.test('a range, or several figures, is refused with what was found', async (t) => {
  const several = (...figures: number[]) =>
    `The text has several figures: ${figures.join(', ')}. State one of them.`
  const wanted = {
    '$5–6 million': several(5, 6e6),
    '$5-6 million': several(5, 6e6),
    '5 to 6 million dollars': several(5, 6e6),
    'between 5 and 6 million dollars': several(5, 6e6),
    'от 5 до 6 млн долларов': several(5, 6e6),
    'from $5 million to $6 million': several(5e6, 6e6),
    '$400 million (Rs 111 billion)': several(400e6, 111e9),
    '12 and 14': several(12, 14),
    '1 billion 200 million dollars': several(1e9, 200e6)
  }
  t.same(readingsOf(contextOf('USD', ['PKR']), Object.keys(wanted)), wanted)
})

t.test('no figure', async (t) => {
  const texts = ['abc', '....', '$', 'much', 'много', '+']
  t.same(readingsOf(contextOf('USD'), texts), all(texts, 'There is no figure in this text.'))
})

// The rest says the opposite of the text.

t.test('no more than is the most', async (t) => {
  const texts = [
    'no more than $400 million',
    'not more than 400',
    'не более 400 млн',
    'не больше 4'
  ]
  t.same(boundsOf(texts), all(texts, 'at_most'))
})

t.test('a change to a figure (rose to, fell to, in Russian) has no bound', async (t) => {
  const texts = ['вырос до 400 млн долларов', 'сократился до 400 млн']
  t.same(boundsOf(texts), all(texts, 'exact'))
})
