// The unit behind a stated figure: that of the metric, one that converts to it, or another one.
import t, { type Test } from 'tap'
import { contextOf, readingsOf } from './read.ts'

type Read = [unit: string, wanted: Record<string, unknown>]

function readAs(t: Pick<Test, 'same'>, cases: Read[]): void {
  const read = cases.map(([unit, wanted]) => [
    unit,
    readingsOf(contextOf(unit), Object.keys(wanted))
  ])
  t.same(read, cases)
}
const exact = (value: number, half: number) => [value, half, 'exact', null]

t.test('the unit of the metric, in its words and scales', async (t) => {
  readAs(t, [
    [
      'TEU',
      {
        '150,000 TEU': exact(150e3, 500),
        '10,000 TEUs': exact(10e3, 500),
        '1.5m TEU': exact(1.5e6, 5e4),
        '10K TEU': exact(10e3, 500),
        '150,000+ TEUs': [150e3, 500, 'at_least', null]
      }
    ],
    [
      'tonne',
      {
        '5 million tons': exact(5e6, 5e5),
        '5 млн тонн': exact(5e6, 5e5),
        '5 млн. т': exact(5e6, 5e5),
        '5 lakh tonnes': exact(5e5, 5e4),
        '5 million tonnes a year': exact(5e6, 5e5)
      }
    ],
    [
      'percent',
      {
        '30%': exact(30, 0.5),
        '30 per cent': exact(30, 0.5),
        '0.35 percent': exact(0.35, 0.005),
        '0.3': exact(0.3, 0.05)
      }
    ],
    ['person', { '5,000 students': exact(5e3, 0.5), '5 тысяч студентов': exact(5e3, 500) }],
    ['km', { '5,000 km': exact(5e3, 0.5), '1.2 thousand km': exact(1_200, 50) }],
    ['km_per_hour', { '50 km per hour': exact(50, 0.5), '50 km/h': exact(50, 0.5) }],
    ['score', { '3.28': exact(3.28, 0.005) }],
    ['rank', { '128th': exact(128, 0.5) }]
  ])
})

t.test('a unit that converts, with half a unit of its own', async (t) => {
  readAs(t, [
    ['hour', { '20 days': exact(480, 12), '20-day': exact(480, 12), '48h': exact(48, 0.5) }],
    ['day', { '2 weeks': exact(14, 3.5) }],
    [
      'tonne',
      {
        '5 kt': exact(5e3, 500),
        '5000 kg': exact(5, 5e-4),
        '5 million short tons': exact(4_535_923.7, 453_592.37)
      }
    ],
    ['TEU', { '5,000 FEU': exact(10e3, 1) }],
    ['percent', { '5 basis points': exact(0.05, 0.005) }],
    ['km', { '500 metres': exact(0.5, 5e-4), '5,000 miles': exact(8_046.72, 0.804672) }]
  ])
})

t.test('shares and changes are said in percent', async (t) => {
  readAs(t, [
    ['percent_of_gdp', { '30%': exact(30, 0.5), '30 percent of GDP': exact(30, 0.5) }],
    ['percent_change', { '30%': exact(30, 0.5) }],
    ['index', { '30%': 'The metric is counted in index, not in percent.' }]
  ])
})

t.test('another unit is refused', async (t) => {
  const not = (unit: string, other: string) => `The metric is counted in ${unit}, not in ${other}.`
  readAs(t, [
    [
      'USD',
      {
        '5%': not('USD', 'percent'),
        '5 million tonnes': not('USD', 'tonne'),
        '150,000 TEU': not('USD', 'TEU')
      }
    ],
    ['tonne', { '5 million barrels': not('tonne', 'barrel') }],
    ['TEU', { '5,000 containers': not('TEU', 'container') }],
    ['km_per_hour', { '500 km a day': not('km_per_hour', 'km') }]
  ])
})

t.test('a word for sizes far apart is refused with both', async (t) => {
  readAs(t, [
    [
      'tonne',
      {
        '5 Mt': '"5 Mt" may be 5 tonne or 5000000 tonne.',
        '500 MT': '"500 MT" may be 500 tonne or 500000000 tonne.'
      }
    ],
    ['km', { '500 m': '"500 m" may be 0.5 km or 500000000 km.' }]
  ])
})

// The rest is read as another figure than the text says.

t.test('a converted figure has no noise of doubles', async (t) => {
  readAs(t, [
    ['day', { '48 hours': exact(2, 0.020833333333333332) }],
    ['hour', { '90 minutes': exact(1.5, 0.008333333333333333) }],
    ['percent', { '5 per mille': exact(0.5, 0.05) }]
  ])
})

t.test('a unit that the metric is not counted in is not left out', async (t) => {
  const asked: [unit: string, text: string, right?: number][] = [
    ['day', '2 months'],
    ['day', '48 часов', 2],
    ['hour', '90 мин', 1.5],
    ['hour', '2 дня', 48],
    ['tonne', '5 million tonne-km'],
    ['tonne', '5 Mtpa', 5e6],
    ['km_per_hour', '100 mph', 160.9344],
    ['km_per_hour', '100 miles per hour', 160.9344],
    ['km', '100 km/h'],
    ['TEU', '5,000 forty-foot containers'],
    ['USD', 'twelve tonnes']
  ]
  const wrong = asked.flatMap(([unit, text, right]) => {
    const reading = readingsOf(contextOf(unit), [text])[text]
    return Array.isArray(reading) && reading[0] !== right ? [[unit, text, reading[0]]] : []
  })
  t.same(wrong, [])
})
