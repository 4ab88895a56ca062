// The named ways of the corridors: their legs follow each other, and add up to about what others
// print for the whole.
import t from 'tap'
import { parts } from '../imports/files.ts'
import { byId, claims, entities, stepsOf, ways } from './corridor-graph.ts'

/** What the legs of a way add up to, beside each printed total; the difference in percent. */
const TOTALS = [
  ['ta-torkham-karachi-indus', 2_760, 2_818, '+2.1'],
  ['ta-torkham-karachi-mway', 3_000, 3_128, '+4.3'],
  ['ta-almaty-karachi', 3_800, 3_634, '-4.4'],
  ['ta-astana-karachi', 4_600, 4_178, '-9.2'],
  ['ta-pavlodar-karachi', 4_900, 5_308, '+8.3'],
  ['kkh', 1_300, 1_213, '-6.7'],
  ['bishkek-kashgar', 710, 715, '+0.7'],
  ['tashkent-kashgar', 920, 987, '+7.3'],
  ['tashkent-kashgar', 950, 987, '+3.9'],
  ['tashkent-kashgar', 900, 987, '+9.7'],
  ['cpec-western', 2_463, 2_507, '+1.8'],
  ['cpec-eastern', 2_686, 2_686, '+0.0'],
  ['iran-rail-tashkent-bandar', 2_673, 2_865, '+7.2'],
  ['north-tashkent-spb', 4_300, 4_221, '-1.8'],
  ['iti', 6_500, 6_543, '+0.7'],
  ['iti', 6_540, 6_543, '+0.0'],
  ['mc-aktau-poti', 1_300, 1_299, '-0.1'],
  ['a2-khorgos-tashkent', 1_197, 1_186, '-0.9'],
  ['karachi-baku', 4_820, 4_630, '-3.9'],
  ['iran-rail-astana-bandar', 4_300, 4_342, '+1.0']
]

const lengthOf = (way: string) =>
  stepsOf(byId(ways).get(way) ?? {}).reduce((sum, { leg }) => sum + leg.km, 0)
const signed = (percent: number) => `${percent < 0 ? '' : '+'}${percent.toFixed(1)}`

t.test('the legs of each way follow each other from its first place on', async (t) => {
  t.doesNotThrow(() => ways.map(stepsOf))
  const places = ways.map((way) => stepsOf(way).map(({ to }) => to))
  t.same(
    places.filter((some) => new Set(some).size !== some.length),
    [],
    'no place twice'
  )
})

t.test('the members of each way are the countries of its legs', async (t) => {
  const wrong = ways.filter((way) => {
    const countries = stepsOf(way).flatMap(({ leg, from }) => {
      const own = parts(entities.get(leg.id)?.['country'])
      return leg.from === from ? own : own.reverse()
    })
    const members = parts(entities.get(way['id'] ?? '')?.['members'])
    return String([...new Set(countries)]) !== String(members)
  })
  t.same(wrong, [])
})

t.test('the legs of each way add up to about the printed totals', async (t) => {
  const isWay = new Set(ways.map(({ id }) => id))
  const totals = claims.filter(
    ({ metric, subject }) => metric === 'route_length' && isWay.has(subject)
  )
  const compared = totals.map(({ subject = '', value }) => {
    const [km, total] = [lengthOf(subject), Number(value)]
    return [subject, total, Math.round(km), signed(100 * (km / total - 1))]
  })
  t.same(compared, TOTALS)
  t.same(
    compared.filter(([, , , difference]) => Math.abs(Number(difference)) > 15),
    []
  )
})
