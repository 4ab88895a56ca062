// Names of countries in languages that are not of the corridor: `Nigera` is Latvian for Niger, and
// one letter away from Nigeria.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'
import { testEvery } from '../helpers/test-every.ts'

testEvery('a foreign name answers and says which country was understood', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [value, id, name] of [
    ['Paquistão', 'PAK', 'Pakistan'],
    ['Kasachstan', 'KAZ', 'Kazakhstan'],
    ['파키스탄', 'PAK', 'Pakistan']
  ] as const) {
    const url = `/v1/observations?limit=1&subject=${encodeURIComponent(value)}`
    const { data, meta } = (await app.inject(url)).json()
    const same = (await app.inject(`/v1/observations?limit=1&subject=${id}`)).json()
    every.same(data, same.data, value)
    every.same(meta.warnings, [`subject: "${value}" was understood as ${id} (${name}).`], value)
    const path = await app.inject(`/v1/entities/${encodeURIComponent(value)}`)
    every.equal(path.json().data?.id, id, `/v1/entities/${value}`)
  }
  for (const value of ['Pakistan', 'Turkey', 'Қазақстан', 'Karachi', 'Türkiye'])
    every.same(
      (await app.inject(`/v1/observations?limit=1&country=${encodeURIComponent(value)}`)).json()
        .meta.warnings,
      [],
      `${value} is English, of the corridor, or of a port`
    )
})

testEvery('a foreign name that is almost another place is refused', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [value, named, near] of [
    ['Nigera', 'NER (Niger)', 'NGA (Nigeria)'],
    ['Nigeri', 'NGA (Nigeria)', 'NER (Niger)'],
    ['Chine', 'CHN (China)', 'CHL (Chile)'],
    ['Irac', 'IRQ (Iraq)', 'IRN (Iran)']
  ] as const) {
    const message =
      `"${value}" is a name of ${named} in another language, and almost a name of ${near}. ` +
      'Name one by its id.'
    const allowed = [named, near].map((one) => one.slice(0, 3))
    const response = await app.inject(`/v1/observations?subject=${value}`)
    const { status, errors, try: tried } = response.json()
    const expected = [{ pointer: '/query/subject', message, allowed }]
    every.same([status, errors, tried], [400, expected, null], value)
    const path = await app.inject(`/v1/countries/${value}`)
    every.same([path.statusCode, path.json().detail], [404, message], `/v1/countries/${value}`)
    const first = (await app.inject(`/v1/countries?q=${value}&limit=2`)).json().data
    every.same(first.map(({ code }: { code: string }) => code).sort(), allowed.sort(), `q=${value}`)
  }
})

t.test('among others it is left out with a warning', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { meta } = (await app.inject('/v1/observations?subject=Nigera,PAK&limit=1')).json()
  t.same(meta.warnings, ['subject: Nigera may mean NER or NGA; the answer is for PAK.'])
})

t.test('between says what was understood, too', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { meta } = (await app.inject('/v1/observations?between=PAK,Kasachstan&limit=1')).json()
  t.same(meta.warnings, ['between: "Kasachstan" was understood as KAZ (Kazakhstan).'])
})

t.test('files refuse it with both ids', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const { headers } = await giveKey(store)
  const upload = (subject: string) =>
    app.inject({
      method: 'POST',
      url: '/v1/imports?dry_run=true',
      payload: `id,date,entity,kind,title,source\nx,2024,${subject},signed,T,dt-khunjerab-2025\n`,
      headers: { ...headers, 'content-type': 'text/csv' }
    })
  const refused = await upload('Nigera')
  t.equal(refused.statusCode, 422)
  t.match(
    refused.json().errors[0].message,
    'expected one of NER, NGA: it is a name of the first, and almost one of the others, found ' +
      '"Nigera".'
  )
  t.equal((await upload('Kasachstan')).statusCode, 200)
})
