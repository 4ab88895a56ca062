import t from 'tap'
import { figureInWords } from '../../src/numbers/figure-words.ts'

t.test('a figure with its unit, of four digits', async (t) => {
  const wanted: [value: number, unit: string, words: string][] = [
    [52_500_000, 'USD', '52.5 million USD'],
    [400_000_000, 'USD', '400 million USD'],
    [1_234_567_890, 'USD', '1.235 billion USD'],
    [11.2e12, 'USD', '11.2 trillion USD'],
    [150_000, 'TEU', '150 thousand TEU'],
    [9_999, 'TEU', '9.999 thousand TEU'],
    [999_999, 'TEU', '1 million TEU'],
    [0.35, 'percent', '0.35 percent'],
    [0.000_012_34, 'index', '0.00001234 index'],
    [0, 'USD', '0 USD'],
    [-5_000_000, 'USD', '-5 million USD'],
    [12, 'person', '12 people'],
    [5_000, 'container', '5 thousand containers'],
    [20, 'day', '20 days'],
    [40, 'km_per_hour', '40 km per hour']
  ]
  t.same(
    wanted.map(([value, unit]) => [value, unit, figureInWords(value, unit)]),
    wanted
  )
})

t.test('one of a thing is no plural', async (t) => {
  t.equal(figureInWords(1, 'day'), '1 day')
  t.equal(figureInWords(1, 'person'), '1 person')
})
