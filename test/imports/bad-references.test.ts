// Cells that are well-formed but contradict another row: the load names them and keeps nothing.
import t from 'tap'
import type { BadCell } from '../../src/db/tables/define.ts'
import { someOf } from '../helpers/random.ts'
import { append, badCells, type Edit, set } from './files.ts'

type Expected = Omit<BadCell, 'file' | 'expected'> & { expected: RegExp }
type Case = [name: string, edit: Edit, cell: Expected]

function refused(file: string, cases: Case[]): void {
  for (const [name, edit, cell] of someOf(cases, 1)) {
    t.test(`${file}: ${name}`, async (t) => {
      const cells = await badCells(t, file, edit)
      t.match(cells, [{ file, ...cell }])
      t.equal(cells.length, 1, 'and no other')
    })
  }
}

/** A claim with cells of its own behind the last of the file. */
const claim = (cells: Record<string, string>): Edit => {
  const row = {
    metric: 'goods_trade',
    subject: 'PAK',
    partner: 'KAZ',
    value: '1',
    low: '',
    high: '',
    bound: 'exact',
    source: 'archyworldys-pak-kaz',
    ...cells
  }
  const { metric, subject, partner, value, low, high, bound, source } = row
  return append(
    `C9999,${metric},${subject},${partner},,,2023,${value},${low},${high},${bound},as ` +
      `printed,,${source},,`
  )
}
const last = (column: string, value: string, expected: RegExp): Expected => ({
  line: 1331,
  column,
  value,
  expected
})

refused('claims.csv', [
  [
    'metric unknown',
    claim({ metric: 'godds_trade' }),
    last('metric', 'godds_trade', /the id of a metric/)
  ],
  [
    'subject unknown',
    claim({ subject: 'XXX' }),
    last('subject', 'XXX', /the id or name of an entity/)
  ],
  [
    'subject in lower case',
    claim({ subject: 'pak' }),
    last('subject', 'pak', /the id or name of an entity/)
  ],
  [
    'partner unknown',
    claim({ partner: 'XXX' }),
    last('partner', 'XXX', /the id or name of an entity/)
  ],
  ['source unknown', claim({ source: 'none' }), last('source', 'none', /the id of a source/)],
  [
    'partner missing',
    claim({ partner: '' }),
    last('partner', '', /a partner, because goods_trade requires one/)
  ],
  [
    'partner forbidden',
    claim({ metric: 'lpi_score' }),
    last('partner', 'KAZ', /nothing, because lpi_score has no partner/)
  ],
  [
    'its own partner',
    claim({ partner: 'PAK' }),
    last('partner', 'PAK', /another entity than the subject/)
  ],
  [
    'subject of a kind the metric has not',
    claim({ subject: 'karachi-port' }),
    last('subject', 'karachi-port', /country or group, not a port/)
  ],
  [
    'value and range both',
    claim({ low: '1', high: '2' }),
    last('value', '1', /either a value, or low and high/)
  ],
  [
    'neither value nor range',
    claim({ value: '' }),
    last('value', '', /either a value, or low and high/)
  ],
  [
    'low above high',
    claim({ value: '', low: '3', high: '2', bound: 'range' }),
    last('low', '3', /at most high, which is 2/)
  ],
  [
    'a range called exact',
    claim({ value: '', low: '1', high: '2' }),
    last('bound', 'exact', /range, because low and high/)
  ],
  [
    'a value called range',
    claim({ bound: 'range' }),
    last('bound', 'range', /another bound than range/)
  ],
  [
    'more than all',
    claim({ metric: 'trade_share', value: '100.1' }),
    last('value', '100.1', /^at most 100, the maximum of trade_share$/)
  ],
  [
    'a range that ends above all',
    claim({ metric: 'trade_share', value: '', low: '50', high: '120', bound: 'range' }),
    last('high', '120', /^at most 100, the maximum of trade_share$/)
  ],
  [
    'people below none',
    claim({ metric: 'students_abroad', value: '-666666666' }),
    last('value', '-666666666', /^at least 0, the minimum of students_abroad$/)
  ],
  [
    'a rank below the first',
    claim({ metric: 'lpi_rank', partner: '', value: '0' }),
    last('value', '0', /^at least 1, the minimum of lpi_rank$/)
  ],
  [
    'derived from what is not there',
    set('C0005', { derived_from: 'C0004|C8888' }),
    { line: 6, column: 'derived_from', value: 'C8888', expected: /other claims/ }
  ],
  [
    'derived from itself',
    set('C0005', { derived_from: 'C0005' }),
    { line: 6, column: 'derived_from', value: 'C0005', expected: /other claims/ }
  ],
  [
    'an id twice',
    (content) => claim({})(content).replace('C9999,', 'C0001,'),
    last('id', 'C0001', /only once/)
  ]
])

t.test('claims.csv: half a range', async (t) => {
  const cells = await badCells(t, 'claims.csv', claim({ value: '', low: '1', bound: 'range' }))
  t.match(cells[0], { file: 'claims.csv', ...last('value', '', /either a value, or low and high/) })
})

refused('projections.csv', [
  [
    'scenario unknown',
    set('P001', { scenario: 'none' }),
    { line: 2, column: 'scenario', value: 'none', expected: /the id of a scenario/ }
  ],
  [
    'metric unknown',
    set('P001', { metric: 'none' }),
    { line: 2, column: 'metric', value: 'none', expected: /the id of a metric/ }
  ],
  [
    'source unknown',
    set('P001', { source: 'none' }),
    { line: 2, column: 'source', value: 'none', expected: /the id of a source/ }
  ],
  [
    'partner missing',
    set('P001', { partner: '' }),
    { line: 2, column: 'partner', value: '', expected: /a partner/ }
  ],
  [
    'value and range both',
    set('P001', { low: '1', high: '2' }),
    { line: 2, column: 'value', value: '2000000000', expected: /either/ }
  ]
])

refused('entities.csv', [
  [
    'country unknown',
    set('karachi-port', { country: 'PAK|XXX' }),
    { line: 24, column: 'country', value: 'XXX', expected: /codes or names/ }
  ],
  [
    'country by alpha-2, because the starter files use ids',
    set('karachi-port', { country: 'PK' }),
    { line: 24, column: 'country', value: 'PK', expected: /codes or names/ }
  ],
  [
    'country twice',
    set('karachi-port', { country: 'PAK|PAK' }),
    { line: 24, column: 'country', value: 'PAK', expected: /once/ }
  ],
  [
    'member unknown',
    set('CAS5', { members: 'KAZ|XXX' }),
    { line: 20, column: 'members', value: 'XXX', expected: /ids or names of entities/ }
  ],
  [
    'member twice',
    set('CAS5', { members: 'KAZ|KAZ' }),
    { line: 20, column: 'members', value: 'KAZ', expected: /once/ }
  ],
  [
    'half a coordinate',
    set('karachi-port', { longitude: '' }),
    { line: 24, column: 'longitude', value: '', expected: /both coordinates or none/ }
  ],
  [
    'north of the pole',
    set('karachi-port', { latitude: '90.1' }),
    { line: 24, column: 'latitude', value: '90.1', expected: /-90 to 90/ }
  ],
  [
    'around the world',
    set('karachi-port', { longitude: '-181' }),
    { line: 24, column: 'longitude', value: '-181', expected: /-180 to 180/ }
  ],
  [
    'a country that ISO does not know',
    append('UNK,country,Kosovo,,,,,'),
    { line: 95, column: 'id', value: 'UNK', expected: /alpha-3/ }
  ],
  [
    'a port with the id of a country',
    append('CHE,port,Basel,CHE,,,,'),
    { line: 95, column: 'id', value: 'CHE', expected: /country/ }
  ],
  [
    'a country with a note that would be lost',
    set('PAK', { note: 'a note' }),
    { line: 2, column: 'note', value: 'a note', expected: /nothing/ }
  ],
  [
    'an id twice',
    append('karachi-port,port,Karachi again,PAK,,,,'),
    { line: 95, column: 'id', value: 'karachi-port', expected: /only once/ }
  ]
])

refused('events.csv', [
  [
    'entity unknown',
    set('E001', { entity: 'none' }),
    { line: 2, column: 'entity', value: 'none', expected: /the id or name of an entity/ }
  ],
  [
    'source unknown',
    set('E001', { source: 'none' }),
    { line: 2, column: 'source', value: 'none', expected: /the id of a source/ }
  ]
])

refused('relations.csv', [
  [
    'claim unknown',
    set('R001', { claim: 'C8888' }),
    { line: 2, column: 'claim', value: 'C8888', expected: /the id of a claim/ }
  ],
  [
    'other unknown',
    set('R001', { other: 'C0112|C8888' }),
    { line: 2, column: 'other', value: 'C8888', expected: /ids of other claims/ }
  ],
  [
    'other is itself',
    set('R001', { other: 'C0001' }),
    { line: 2, column: 'other', value: 'C0001', expected: /ids of other claims/ }
  ],
  [
    'no other',
    set('R001', { other: '' }),
    { line: 2, column: 'other', value: '', expected: /at least one claim/ }
  ],
  [
    'an id twice',
    append('R001,contradicts,C0003,C0004,'),
    { line: 215, column: 'id', value: 'R001', expected: /only once/ }
  ]
])

refused('sources.csv', [
  [
    'an id twice',
    append('24kg-foreign-2022,24.kg,Again,,,press,,'),
    { line: 350, column: 'id', value: '24kg-foreign-2022', expected: /only once/ }
  ]
])
