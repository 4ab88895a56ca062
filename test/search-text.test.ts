import fc from 'fast-check'
import t from 'tap'
import { fold, searchText } from '../src/search-text.ts'

t.test('what people take for the same word folds alike', async (t) => {
  const alike: [string, string][] = [
    ['ҚАЗАҚСТАН', 'Қазақстан'],
    ['Türkiye', 'turkiye'],
    ['TÜRKIYE', 'turkiye'],
    ['Türkiye', 'Tu\u0308rkiye'],
    ['Oʻzbekiston', 'OʻZBEKISTON'],
    ['Côte d’Ivoire', 'cote d’ivoire'],
    ['Åland', 'aland'],
    ['ﬁeld', 'field'],
    ['Ｐａｋ', 'pak'],
    ['ПАКИСТАН', 'пакистан'],
    ['CURAÇAO', 'curacao'],
    ['پاكستان', 'پاکستان'],
    ['تركيه', 'ترکیہ'],
    ['تركية', 'ترکیه'],
    ['موسى', 'موسی'],
    ['أفغانستان', 'افغانستان'],
    ['جمهوریۀ', 'جمهوریه'],
    ['باكـــو', 'باكو'],
    ['می\u200cخواهم', 'میخواهم'],
    ['Karim\u00adabad', 'Karimabad'],
    ['ISPARTA', 'ısparta'],
    ['İstanbul', 'istanbul'],
    ['Орёл', 'орел'],
    ['٢٠٢٣', '2023'],
    ['۲۰۲۳', '2023'],
    ['२०२३', '2023']
  ]
  for (const [one, other] of alike) t.equal(fold(one), fold(other), `${one} and ${other}`)
})

t.test('different words stay different', async (t) => {
  t.not(fold('Иран'), fold('Ирак'))
  t.not(fold('Қазақ'), fold('Казак'))
  t.not(fold('پاکستان'), fold('افغانستان'))
})

t.test('folding twice changes nothing', async (t) => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
  t.pass('it held')
})

t.test('a search text has one folded text a line, the id first, each once', async (t) => {
  t.equal(
    searchText(['KAZ', 'Kazakhstan', null, 'Қазақстан', 'KAZAKHSTAN']),
    '\nkaz\nkazakhstan\nқазақстан\n'
  )
})

t.test('blanks and line ends inside a text become one blank', async (t) => {
  t.equal(searchText(['a-paper', '  Trade\n\tgrows  fast ']), '\na-paper\ntrade grows fast\n')
})

t.test('nothing but nulls is an empty line', async (t) => {
  t.equal(searchText([null, null]), '\n\n')
})
