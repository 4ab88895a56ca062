import t from 'tap'
import { readExpiry } from '../../src/keys/expiry.ts'

const NOW = Date.parse('2026-11-23T10:00:00Z')

t.test('when a key ends', async (t) => {
  const taken: [text: string, end: string | null][] = [
    ['never', null],
    ['2026-11-23', '2026-11-23T23:59:59.999Z'],
    ['2028-02-29', '2028-02-29T23:59:59.999Z'],
    ['1h', '2026-11-23T11:00:00.000Z'],
    ['90d', '2027-02-21T10:00:00.000Z'],
    ['26w', '2027-05-24T10:00:00.000Z'],
    ['3660d', '2036-11-30T10:00:00.000Z']
  ]
  for (const [text, end] of taken) t.equal(readExpiry(text, NOW), end, text)
  const refused = [
    '',
    'Never',
    '2026-11-22',
    '2027-02-29',
    '2027-06-31',
    '2027-13-01',
    '2036-12-01',
    '2027',
    '0d',
    '-1d',
    '1.5d',
    '1y',
    '3661d',
    '999999w'
  ]
  for (const text of refused) t.equal(readExpiry(text, NOW), undefined, text)
})
