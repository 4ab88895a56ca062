import t from 'tap'
import { nameKey } from '../src/name-key.ts'

t.test('all ways to write a name have one key', async (t) => {
  const alike: string[][] = [
    [
      'Iran (Islamic Republic of)',
      'Iran, Islamic Rep.',
      'Iran, Isl. Rep.',
      'Islamic Republic of Iran',
      'ISLAMIC REPUBLIC OF IRAN'
    ],
    ["Lao People's Dem. Rep.", 'Lao PDR', 'Lao P.D.R.', 'Lao People’s Democratic Republic'],
    ['Korea, Rep.', 'Rep. of Korea', 'Republic of Korea', 'Korea (Republic of)'],
    ['St. Kitts & Nevis', 'Saint Kitts and Nevis'],
    ['Virgin Islands (U.S.)', 'US Virgin Isds', 'U.S. Virgin Is.'],
    ['Micronesia, Fed. Sts.', 'Federated States of Micronesia'],
    ['Russian Fed.', 'Russian Federation'],
    ['Norfolk Isl.', 'Norfolk Island'],
    ['Hong Kong SAR', 'Hong Kong Special Administrative Region'],
    ['FYR Macedonia', 'The former Yugoslav Republic of Macedonia'],
    ["Côte d'Ivoire", 'Cote d’Ivoire'],
    ['Oʻzbekiston', "O'zbekiston", 'Ozbekiston'],
    ['U.A.E.', 'UAE'],
    ['پاکستان', 'پاكستان']
  ]
  for (const [first = '', ...others] of alike)
    for (const other of others) t.equal(nameKey(other), nameKey(first), `${other} as ${first}`)
})

t.test('names of different places have different keys', async (t) => {
  const names = [
    'Korea, Rep.',
    "Korea, Dem. People's Rep.",
    'Congo, Rep.',
    'Congo, Dem. Rep.',
    'Guinea',
    'Guinea-Bissau',
    'Niger',
    'Nigeria',
    'Dominica',
    'Dominican Republic'
  ]
  t.equal(new Set(names.map(nameKey)).size, names.length)
})

t.test('a name of small words alone keeps them, and signs alone are no name', async (t) => {
  t.equal(nameKey('AND'), 'and')
  t.equal(nameKey('— …'), '')
})
