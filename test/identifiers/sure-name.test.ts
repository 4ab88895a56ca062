// `try` has an entity for a word that only its name has.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

t.test('a word of one name may be tried; a word that is less sure may not', async (t) => {
  const { app, store } = await buildTestApp(t)
  const commodity = { kind: 'commodity' as const, countries: [] }
  await insertRows(store, {
    entity: [
      { id: 'wheat-us-hrw', name: 'Wheat, US hard red winter', ...commodity },
      { id: 'brent-crude', name: 'Crude oil, Brent', ...commodity },
      { id: 'palm-oil', name: 'Palm oil, Malaysia', ...commodity },
      { id: 'termez-road', kind: 'route', name: 'Road to Termez', countries: ['UZB'] }
    ],
    observation: [{}]
  })
  for (const [word, meant] of Object.entries({
    wheat: 'wheat-us-hrw',
    Brent: 'brent-crude',
    oil: null,
    whea: null,
    Termez: null,
    usa: null
  })) {
    const response = await app.inject(`/v1/observations?subject=${word}&to=2024`)
    const works = meant === null ? null : `/v1/observations?subject=${meant}&to=2024`
    t.equal(response.json().try, works, word)
  }
  const listed = await app.inject('/v1/observations?subject=wheat,nothing')
  t.equal(listed.json().try, null, 'nobody can tell about the rest of a list')
})
