import t from 'tap'
import { unitsAt } from '../../src/units/unit-words.ts'
import { starterUnits } from '../figure-checks/stated/read.ts'

const at = (text: string) => unitsAt(text, starterUnits()).map(({ id }) => id)

t.test('the units that a text begins with, of any base', async (t) => {
  const wanted: Record<string, string[]> = {
    ' tonnes a year': ['tonne'],
    ' short tons': ['short_ton'],
    ' tons': ['tonne', 'short_ton', 'long_ton'],
    '%': ['percent'],
    ' percent of GDP': ['percent', 'percent_of_gdp'],
    ' TEUs': ['TEU'],
    '-day trip': ['day'],
    '\u00a0km of road': ['km'],
    ' barrels': ['barrel'],
    ' km/h': ['km_per_hour'],
    ' kg per head': [],
    ' tonne-km': [],
    ' years': [],
    '': [],
    ' and 5 tonnes': []
  }
  t.same(Object.fromEntries(Object.keys(wanted).map((text) => [text, at(text)])), wanted)
})
