// The numeral of a stated figure: its digits, marks, sign and scale.
import t, { type Test } from 'tap'
import { contextOf, type Reading, readingsOf } from './read.ts'

const MONEY = contextOf('USD')
const dollars = (value: number, half: number): Reading => [value, half, 'exact', 'USD']
const plain = (value: number, half: number): Reading => [value, half, 'exact', null]

function readAs(t: Pick<Test, 'same'>, wanted: Record<string, unknown>): void {
  t.same(readingsOf(MONEY, Object.keys(wanted)), wanted)
}

t.test('scales in English, short and long, alone and joined', async (t) => {
  readAs(t, {
    '$400 million': dollars(400e6, 5e5),
    '$52.5m': dollars(52.5e6, 5e4),
    '$52.5 mn': dollars(52.5e6, 5e4),
    '$52.5 mln': dollars(52.5e6, 5e4),
    '$1.2bn': dollars(1.2e9, 5e7),
    $5K: dollars(5e3, 5e2),
    '$5 thousand': dollars(5e3, 5e2),
    '$5 trillion': dollars(5e12, 5e11),
    '$5 thousand million': dollars(5e9, 5e8),
    '$400-million deal': dollars(400e6, 5e5),
    '400-million-dollar deal': dollars(400e6, 5e5)
  })
})

t.test('lakh and crore, also joined', async (t) => {
  readAs(t, {
    '$5 lakh': dollars(5e5, 5e4),
    '$5 lakhs': dollars(5e5, 5e4),
    '$40 crore': dollars(400e6, 5e6),
    '$40 crores': dollars(400e6, 5e6),
    '$11.2 lakh crore': dollars(11.2e12, 5e10),
    '$1,00,000 crore': dollars(1e12, 5e6)
  })
})

t.test('scales in Russian', async (t) => {
  readAs(t, {
    '52,5 млн долларов': dollars(52.5e6, 5e4),
    '5 миллионов долларов США': dollars(5e6, 5e5),
    '1,2 млрд долл.': dollars(1.2e9, 5e7),
    '3 миллиарда долларов': dollars(3e9, 5e8),
    '400 тысяч долларов': dollars(4e5, 5e2),
    '5 трлн долларов': dollars(5e12, 5e11)
  })
})

t.test('scales in Urdu and Persian, with their digits', async (t) => {
  readAs(t, {
    '40 کروڑ ڈالر': dollars(400e6, 5e6),
    '۴۰ کروڑ ڈالر': dollars(400e6, 5e6),
    '5 لاکھ ڈالر': dollars(5e5, 5e4),
    '5 ہزار ڈالر': dollars(5e3, 5e2),
    '66.38 ملین ڈالر': dollars(66.38e6, 5e3),
    '5 ارب ڈالر': dollars(5e9, 5e8),
    '۴۶۴ میلیون دلار': dollars(464e6, 5e5),
    '۵۲٫۵ میلیون دلار': dollars(52.5e6, 5e4)
  })
})

t.test('digits of other scripts', async (t) => {
  readAs(t, {
    '４００ million dollars': dollars(400e6, 5e5),
    '۱٬۲۳۴٬۵۶۷': plain(1_234_567, 0.5),
    '٤٠٠ million': plain(400e6, 5e5)
  })
})

t.test('marks of decimals and of thousands', async (t) => {
  readAs(t, {
    '12.5': plain(12.5, 0.05),
    '12,5': plain(12.5, 0.05),
    '1.234': plain(1.234, 5e-4),
    '1,234': plain(1_234, 0.5),
    '1,234 млн': plain(1_234_000, 500),
    '0,525 million': plain(525e3, 500),
    '1,234.5': plain(1_234.5, 0.05),
    '1.234,5': plain(1_234.5, 0.05),
    '1,234,567': plain(1_234_567, 0.5),
    '1.234.567': plain(1_234_567, 0.5),
    '11,20,000': plain(1_120_000, 500),
    '1 234 567': plain(1_234_567, 0.5),
    '1\u00a0234\u202f567': plain(1_234_567, 0.5),
    "1'234'567": plain(1_234_567, 0.5),
    '$400,000,000.00': dollars(400e6, 0.005)
  })
})

t.test('a minus before the numeral is its sign, and between two is none', async (t) => {
  readAs(t, {
    '-5 million': plain(-5e6, 5e5),
    '−5 million dollars': dollars(-5e6, 5e5),
    '–5': plain(-5, 0.5),
    'minus: (-5)': plain(-5, 0.5),
    '-$5 million': dollars(-5e6, 5e5),
    'A-5': plain(5, 0.5)
  })
})

t.test('zero is exact to half of its scale', async (t) => {
  readAs(t, {
    '0': plain(0, 0.5),
    '$0.0 million': dollars(0, 5e4),
    '$0 million': dollars(0, 5e5)
  })
})

t.test('numbers in English words', async (t) => {
  readAs(t, {
    'twelve thousand': plain(12e3, 500),
    'twenty-seven million': plain(27e6, 5e5),
    'one hundred eleven': plain(111, 0.5),
    'a dozen': 'There is no figure in this text.',
    'half a million': 'There is no figure in this text.',
    'several hundred': 'There is no figure in this text.'
  })
})

t.test('years, dates and quarters are left out beside a figure', async (t) => {
  readAs(t, {
    '$400 million in 2023': dollars(400e6, 5e5),
    'in 2023, $400 million': dollars(400e6, 5e5),
    '2023: 400 million': plain(400e6, 5e5),
    '2022-23: $400 million': dollars(400e6, 5e5),
    '$5 million in Q3 2023': dollars(5e6, 5e5),
    '14.07.2023: $400 million': dollars(400e6, 5e5),
    '$5 million in FY24': dollars(5e6, 5e5),
    'January 2024: 400': plain(400, 0.5),
    '2023': plain(2023, 0.5),
    '1999 dollars': dollars(1999, 0.5)
  })
})

t.test('a numeral with a scale, unit or currency counts before one without', async (t) => {
  readAs(t, {
    '3 deals worth $5 million': dollars(5e6, 5e5),
    '$5 million for 3 projects': dollars(5e6, 5e5),
    'up 20% to $5 million': dollars(5e6, 5e5),
    '$5 million (up 20%)': dollars(5e6, 5e5),
    'COVID-19 cut trade to $400 million': dollars(400e6, 5e5)
  })
})

// The rest is read as another figure than the text says. A figure that is not understood has to be
// refused: a verdict on another one leads astray.

t.test('a year just before a currency is left out too', async (t) => {
  readAs(t, {
    'in 2023 $400 million': dollars(400e6, 5e5),
    'In 2023 USD 400 million': dollars(400e6, 5e5),
    'FY2023 $400 million': dollars(400e6, 5e5)
  })
})

t.test('half a unit is that of the numeral itself, not of another with its digits', async (t) => {
  readAs(t, {
    '5 contracts worth $500 million': dollars(500e6, 5e5),
    'In 2020, $202 million': dollars(202e6, 5e5)
  })
})

t.test('a minus may stand behind the currency, or be a word', async (t) => {
  readAs(t, {
    '$-5 million': dollars(-5e6, 5e5),
    'minus $5 million': dollars(-5e6, 5e5)
  })
})

t.test('the point of an abbreviated scale hides no currency behind it', async (t) => {
  readAs(t, {
    '400 тыс. долларов': dollars(4e5, 5e2),
    '11,2 млрд. долларов': dollars(11.2e9, 5e7)
  })
})

t.test('a full-width point is the decimal mark', async (t) => {
  readAs(t, { '５２．５ million dollars': dollars(52.5e6, 5e4) })
})

t.test('what may belong to the numeral is read or refused, not left out', async (t) => {
  const read = readingsOf(MONEY, [
    '5 hundred million dollars',
    '2.5 hundred',
    '1.5e3 dollars',
    '$5MM',
    '$5 mio',
    '5 Mrd dollars',
    '5½ million dollars',
    '½ million dollars',
    '9 миң 758 доллар',
    '400 USD million',
    '5 arab dollars'
  ])
  const right: Record<string, number> = {
    '5 hundred million dollars': 500e6,
    '2.5 hundred': 250,
    '1.5e3 dollars': 1_500,
    $5MM: 5e6,
    '$5 mio': 5e6,
    '5 Mrd dollars': 5e9,
    '5½ million dollars': 5.5e6,
    '½ million dollars': 5e5,
    '9 миң 758 доллар': 9_758,
    '400 USD million': 400e6,
    '5 arab dollars': 5e9
  }
  const wrong = Object.entries(read).filter(
    ([text, reading]) => Array.isArray(reading) && reading[0] !== right[text]
  )
  t.same(wrong, [])
})
