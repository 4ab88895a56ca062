import t from 'tap'
import { namedPlaces, type Place } from '../../src/search/places.ts'
import { readQuestion } from '../../src/search/words.ts'

const PLACES: Place[] = [
  place('IND', 'in', 'india'),
  place('KAZ', 'kz', 'kazakhstan', 'қазақстан'),
  place('PAK', 'pk', 'pakistan', 'islamic republic of pakistan'),
  place('SAU', 'saudi arabia'),
  { ...place('a-route', 'pakistan'), isCountry: false },
  { ...place('karachi-port', 'karachi port'), isCountry: false }
]

function place(id: string, ...names: string[]): Place {
  return { id, name: id, isCountry: true, texts: [id.toLowerCase(), ...names] }
}

const CASES: Record<string, [places: string[], rest: string[]]> = {
  'trade kazakhstan': [['KAZ'], ['trade']],
  'pakistan kazakhstan': [['PAK', 'KAZ'], []],
  'pakistan pakistan': [['PAK'], []],
  'Trade Saudi Arabia': [['SAU'], ['trade']],
  'saudi trade arabia': [[], ['saudi', 'trade', 'arabia']],
  'Islamic Republic of Pakistan trade': [['PAK'], ['trade']],
  'PAK KZ': [['PAK', 'KAZ'], []],
  'pak kz': [[], ['pak', 'kz']],
  'trade in kazakhstan': [['KAZ'], ['trade', 'in']],
  'karachi port cargo': [['karachi-port'], ['cargo']],
  'karachi cargo': [[], ['karachi', 'cargo']],
  Қазақстан: [['KAZ'], []]
}

for (const [text, [places, rest]] of Object.entries(CASES))
  t.test(`the places in "${text}"`, async (t) => {
    const named = namedPlaces(readQuestion(text), PLACES)
    t.same(
      { places: named.places.map(({ id }) => id), rest: named.rest.map(({ folded }) => folded) },
      { places, rest }
    )
  })
