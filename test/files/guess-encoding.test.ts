import t from 'tap'
import { explainEncoding } from '../../src/files/encodings.ts'
import { guessEncodings } from '../../src/files/guess-encoding.ts'
import { encodeAll, encodeIn } from '../helpers/encode.ts'

const BEFORE = 'q,goods_exports,PAK,KAZ,2023,52.5,exact,$52.5,inform-kaz-2023,'

/** Every byte beyond ASCII, from the last one down: no text in any encoding. */
const NONSENSE = Buffer.from(Array.from({ length: 128 }, (_, index) => 255 - index))

const CYRILLIC = {
  encodings: ['windows-1251', 'ibm866', 'koi8-r', 'iso-8859-5', 'x-mac-cyrillic'],
  texts: [
    'Казахстан',
    'экспорт в Пакистан',
    'Таджикистан',
    'ТАДЖИКИСТАН',
    'по',
    'объём торговли между Казахстаном и Пакистаном вырос',
    'Министерство торговли',
    'Ўзбекистон',
    'млн долларов США',
    'Источник: Комстат',
    'июль',
    'тыс. тонн',
    'Эксп. в ЕС'
  ]
}
const ARABIC = {
  encodings: ['windows-1256', 'iso-8859-6'],
  texts: [
    'پاکستان',
    'باكستان',
    'صادرات پاکستان',
    'پاکستان کي برآمدات',
    'مليون دولار',
    'صادرات',
    'وزارة التجارة والصناعة',
    'أوزبكستان',
    'از'
  ]
}
const LATIN = {
  encodings: ['windows-1252', 'windows-1254', 'windows-1250', 'macintosh'],
  texts: [
    'Türkiye, Élysée',
    'Côte d’Ivoire',
    'São Tomé',
    'İstanbul',
    'dış ticaret bakanlığı',
    'à',
    '– 5 €',
    'Łódź',
    'Česko'
  ]
}

t.test('the encoding of a text is always among the plausible ones', async (t) => {
  for (const { encodings, texts } of [CYRILLIC, ARABIC, LATIN])
    for (const text of texts)
      for (const encoding of encodings) {
        const line = encodeIn(encoding, BEFORE + text)
        if (!line) continue
        const found = guessEncodings(line).map((guess) => guess.encoding)
        t.ok(found.includes(encoding), `${text} in ${encoding}, found ${found.join(' ')}`)
      }
})

t.test('a sentence is plausible in one encoding alone', async (t) => {
  const cases: [encoding: string, text: string][] = [
    ['windows-1251', 'объём торговли между Казахстаном и Пакистаном вырос'],
    ['ibm866', 'объём торговли между Казахстаном и Пакистаном вырос'],
    ['koi8-r', 'объём торговли между Казахстаном и Пакистаном вырос'],
    ['iso-8859-5', 'объём торговли между Казахстаном и Пакистаном вырос'],
    ['windows-1256', 'تجارت پاکستان']
  ]
  for (const [encoding, text] of cases) {
    const guesses = guessEncodings(encodeAll(encoding, BEFORE + text))
    t.same(
      guesses.map((guess) => guess.encoding),
      [encoding],
      text
    )
  }
  const chinese = Buffer.concat([Buffer.from(BEFORE), Buffer.from('b0cdbbf9cbb9ccb9', 'hex')])
  t.match(guessEncodings(chinese), [{ encoding: 'gb18030' }])
  t.same(guessEncodings(NONSENSE), [])
})

t.test('a line of the greatest length is looked at in part', async (t) => {
  const end = encodeAll('windows-1251', ' внешняя торговля Казахстана')
  const guesses = guessEncodings(Buffer.concat([Buffer.alloc(256 * 1024, 'x'), end]))
  t.match(guesses, [{ encoding: 'windows-1251' }])
  t.equal(guesses.length, 1)
  const cut = Buffer.concat([
    Buffer.from('xx,'),
    ...Array(1_000).fill(Buffer.from('b0cdbbf9cbb9ccb9', 'hex'))
  ])
  t.match(guessEncodings(cut), [{ encoding: 'gb18030' }], 'half a character at the end')
})

t.test('one encoding that fits is named with the line and what to send', async (t) => {
  t.same(explainEncoding(encodeAll('koi8-r', `${BEFORE}экспорт в Пакистан`)), {
    value: '…2.5,inform-kaz-2023,экспорт в Пакистан',
    expected:
      'UTF-8; this line reads as KOI8-R: save the file as UTF-8, or send encoding=koi8-r with an ' +
      'upload, or --encoding koi8-r to the command'
  })
})

t.test('none of several that fit is certain, and all are named with what they read', async (t) => {
  t.same(explainEncoding(encodeAll('windows-1251', 'по')), {
    value: '',
    expected:
      'UTF-8; the encoding of this line is unknown. Perhaps it is Windows-1251 or Mac Cyrillic ' +
      '("по"); or KOI8-R ("ОН"); or IBM866 (DOS) or ISO-8859-5 ("яю"). Save the file as UTF-8, ' +
      'or send encoding= with an upload, or --encoding to the command, with the right one of ' +
      'windows-1251 or x-mac-cyrillic, koi8-r, ibm866 or iso-8859-5'
  })
  const same = explainEncoding(encodeAll('windows-1252', 'São Tomé, Curaçao, Côte'))
  t.match(same, { value: '', expected: /Perhaps it is Windows-1252 \(Latin-1\)/ })
})

t.test('other lines of the file say more than a short one', async (t) => {
  const line = encodeAll('windows-1251', 'по')
  const all = encodeAll('windows-1251', 'по\nвнешняя торговля Казахстана')
  t.match(explainEncoding(line, all), { value: 'по', expected: /reads as Windows-1251:/ })
})

t.test('broken UTF-8 and bytes that are nothing are told as such', async (t) => {
  const broken = Buffer.from(`${BEFORE}Казахстан`).subarray(0, -1)
  t.same(explainEncoding(broken), {
    value: '…2.5,inform-kaz-2023,Казахста\ufffd',
    expected: 'whole characters of UTF-8; one of this line is broken'
  })
  t.match(explainEncoding(NONSENSE), {
    value: '',
    expected: /^UTF-8; the encoding of this line is unknown: save .* a label of the WHATWG/
  })
})
