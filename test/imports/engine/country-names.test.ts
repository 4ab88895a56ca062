// The names that the packages give to countries.
import t from 'tap'
import { readCountries } from '../../../src/imports/engine/storage/country-facts.ts'
import { readCountryNames } from '../../../src/imports/engine/storage/country-names.ts'

t.test('no name begins or ends in a blank', async (t) => {
  const countries = await readCountries()
  const own = countries.flatMap(({ names }) => Object.values(names))
  const read = await readCountryNames(countries.map(({ code }) => code))
  const all = [...own, ...[...read.values()].flat().map(({ name }) => name)]
  t.ok(all.length > 20_000, `${all.length} names`)
  t.same(
    all.filter((name) => name !== null && name !== name.trim()),
    []
  )
  const uzbekistan = countries.find(({ code }) => code === 'UZB')
  t.equal(uzbekistan?.names.tk, 'Özbegistan')
})
