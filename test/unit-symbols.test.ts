// In which case the ids of units hold.
import t from 'tap'
import { explainSymbol, holdsExactly } from '../src/unit-symbols.ts'
import { explainUnit } from '../src/units/explain-unit.ts'
import { knownUnits } from '../src/units/known-units.ts'
import { buildTestApp, buildTestStore } from './helpers/app.ts'
import { readStarter } from './helpers/read-rows.ts'
import { claim, file, run } from './imports/importing.ts'
import { claimsOf, mappingOf, refusals, runMapped } from './mappings/mapped.ts'

/** What the same letters mean in another case, by each id that holds only as it is written. */
const TRAPS = {
  GW: 'no prefix of the SI is a small g, but gw is no sure gigawatt',
  GWh: 'no sure gigawatt hour',
  MW: 'mw is a milliwatt',
  MWh: 'mWh is a milliwatt hour',
  Mt: 'MT is the usual sign of the metric ton, mt of a million tonnes or a metric ton',
  TWh: 'no sure terawatt hour',
  kW: 'KW is the code of Kuwait',
  kWh: 'no sure kilowatt hour',
  m: 'M is a million, mm would be a millimetre and Mm a million metres'
}
const MT = 'Mt is a million tonnes; a metric ton is tonne'

t.test(
  'symbols of the shipped units hold only as written, all other ids in any case',
  async (t) => {
    const { unit: rows = [] } = await readStarter()
    const units = knownUnits(rows)
    const exact = rows.map(({ id }) => id).filter(holdsExactly)
    t.same(exact.toSorted(), Object.keys(TRAPS).toSorted())
    for (const { id } of rows)
      for (const other of [id.toUpperCase(), id.toLowerCase()].filter((one) => one !== id))
        t.equal(units.find(other)?.id, exact.includes(id) ? undefined : id, other)
    t.equal(new Set(rows.map(({ id }) => id.toLowerCase())).size, rows.length, 'no two are alike')
    for (const [given, id] of [
      ['usd', 'USD'],
      ['teu', 'TEU'],
      ['Tonne', 'tonne'],
      ['KG', 'kg'],
      ['KT', 'kt'],
      ['KM', 'km'],
      ['M3', 'm3'],
      ['Mt', 'Mt']
    ] as const)
      t.equal(units.find(given)?.id, id, given)
  }
)

t.test('errors say what the symbol is and what may be meant', async (t) => {
  const units = knownUnits((await readStarter()).unit ?? [])
  const tonne = units.find('tonne')
  t.ok(tonne)
  if (tonne)
    t.match(explainUnit('MT', { metric: 'freight', unit: tonne }, units), new RegExp(`; ${MT}$`))
  t.equal(explainSymbol({ id: 'Mt', name: 'Megatonne' }), MT)
  t.equal(
    explainSymbol({ id: 'kWh', name: 'Kilowatt hour' }),
    'kWh is the unit Kilowatt hour, and holds only with these capital letters'
  )
})

t.test('MT is refused in files, mappings, metrics and filters; Mt is taken', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const row = (id: string, unit: string) =>
    claim(id, {
      metric: 'territory_transit_tonnage',
      subject: 'KAZ',
      partner: '',
      period: '2001',
      value: '2',
      text: '2 Mt',
      unit
    })
  const error = await run(store, [file('observation', [row('n-1', 'MT')])]).catch(
    (one: unknown) => one
  )
  t.match(error, { cells: [{ column: 'unit', value: 'MT', expected: new RegExp(`; ${MT}$`) }] })
  t.equal((await run(store, [file('observation', [row('n-1', 'Mt')])])).changed, true)
  t.match((await app.inject('/v1/observations/n-1')).json().data, { value: 2_000_000 })
  t.match((await app.inject('/v1/metrics?unit=MT')).json(), {
    errors: [{ message: `No unit has the id "MT": ${MT}.`, allowed: ['Mt'] }]
  })
  const unit = { id: 'MT', name: 'N', kind: 'mass', base: 'kg', factor: '5' }
  t.match(await run(store, [file('unit', [unit])]).catch((one: unknown) => one), {
    cells: [{ column: 'id', value: 'MT', expected: 'another id than Mt in another case' }]
  })
  const metric = {
    id: 'n-m',
    name: 'N',
    definition: 'N.',
    unit: 'MT',
    topic: 'trade',
    kind: 'flow'
  }
  const traits = { desired: 'none', partnered: 'no', symmetric: 'no', aggregation: 'sum' }
  t.match(
    await run(store, [file('metric', [{ ...metric, ...traits }])]).catch((one: unknown) => one),
    {
      cells: [{ column: 'unit', value: 'MT', expected: new RegExp(`^the id of a unit.*; ${MT}$`) }]
    }
  )
})

t.test('a column of units of a mapping may give its own sign a meaning', async (t) => {
  const codes = { indicator: { metric: 'territory_transit_tonnage' } }
  const content = 'indicator,place,year,value,unit\nindicator,KAZ,2001,2,MT\n'
  const mapping = (unit: Record<string, unknown>) =>
    mappingOf({ metric: { column: 'indicator', codes }, value: { column: 'value', unit } })
  t.match(await refusals(t, mapping({ column: 'unit' }), content), [
    new RegExp(`${MT}; /value/unit`)
  ])
  const { store } = await buildTestStore(t, { data: 'starter' })
  await runMapped(store, mapping({ column: 'unit', codes: { MT: 'tonne' } }), content)
  t.same(await claimsOf(store, 'test-'), ['test-territory_transit_tonnage-KAZ-2001 2 A 2'])
})
