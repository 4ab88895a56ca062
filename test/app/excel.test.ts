// CSV for Excel: what goes out in its dialect is what it reads, and comes in again (R21, R22).
import t from 'tap'
import { listPath, PARENTS_FIRST } from '../../src/nouns.ts'
import { buildTestApp } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'
import { insertRows } from '../helpers/rows.ts'

t.test('a byte order mark once, semicolons, and decimal commas in numbers alone', async (t) => {
  const { app, store } = await buildTestApp(t)
  const note = 'half; +1,5 %'
  await insertRows(store, {
    observation: [
      { value: -52.5, note },
      { id: 'C0002', period: '2024', value: 1e-7 }
    ]
  })
  const fields = 'fields=id,value,text,note&sort=id'
  const csv = async (query: string) => (await app.inject(`/v1/observations.csv?${query}`)).body
  t.equal(
    await csv(`${fields}&dialect=excel&decimal=comma`),
    '\ufeffid;value;text;note\n' +
      'C0001;-52,5;$52.5 million;"half; +1,5 %"\n' +
      'C0002;0,0000001;$52.5 million;\n'
  )
  t.equal(
    await csv(`${fields}&dialect=excel&limit=1`),
    '\ufeffid;value;text;note\nC0001;-52.5;$52.5 million;"half; +1,5 %"\n'
  )
  t.match(await csv(`${fields}&decimal=point`), /^id,value,text,note\nC0001,-52.5,/)
})

t.test('the decimal comma may be named by its sign', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const ask = (decimal: string) =>
    app.inject({ url: `/v1/observations.csv?limit=1000&dialect=excel&decimal=${decimal}` })
  const [sign, word, point] = await Promise.all(['%2C', 'comma', '.'].map(ask))
  t.equal(sign?.statusCode, 200)
  t.equal(sign?.body, word?.body)
  t.not(sign?.body, point?.body)
})

t.test('400 for a comma between cells of commas, and for JSON', async (t) => {
  const { app } = await buildTestApp(t)
  const errorOf = async (url: string) => {
    const response = await app.inject(url)
    return [response.statusCode, response.json().errors]
  }
  t.match(await errorOf('/v1/metrics.csv?decimal=comma'), [
    400,
    [{ pointer: '/query/decimal', message: /add dialect=excel/ }]
  ])
  t.match(await errorOf('/v1/metrics?dialect=excel'), [
    400,
    [{ pointer: '/query/dialect', message: /only for CSV: add format=csv/ }]
  ])
  t.match(await errorOf('/v1/metrics.csv?dialect=word'), [
    400,
    [{ pointer: '/query/dialect', allowed: ['excel'] }]
  ])
})

t.test('every list of the starter data comes in again from this dialect', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const { headers } = await giveKey(store, { scope: 'admin' })
  for (const noun of PARENTS_FIRST) {
    const url = `${listPath(noun)}.csv?dialect=excel&decimal=comma`
    const response = await app.inject({
      method: 'POST',
      url: '/v1/imports?delimiter=;&decimal=comma',
      payload: (await app.inject(url)).body,
      headers: { ...headers, 'content-type': 'text/csv' }
    })
    t.match(response.json(), { data: { revision: null, changes: [] } }, noun)
  }
})
