// A name of a country keeps meaning the country, whatever is written under the same name.
import t, { type Test } from 'tap'
import { importFiles } from '../../src/imports/engine/import-files.ts'
import { buildTestApp } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'

async function service(t: Test) {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const { headers } = await giveKey(store, { scope: 'admin' })
  const send = (method: 'POST' | 'PATCH', url: string, payload: object) =>
    app.inject({ method, url, payload, headers })
  const meant = async (name: string) => {
    const response = await app.inject(`/v1/entities/${encodeURIComponent(name)}`)
    return response.json().data?.id ?? response.json().detail
  }
  return { app, store, send, meant, headers }
}

const PORT = { kind: 'port', countries: ['PAK'] }

t.test('a port that is called as a country is taken with a warning', async (t) => {
  const { app, send, meant } = await service(t)
  for (const [name, id, called] of [
    ['Pakistan', 'PAK', 'Pakistan'],
    ['Turkey', 'TUR', 'Türkiye'],
    ['Islamic Republic of Pakistan', 'PAK', 'Pakistan'],
    ['Қазақстан', 'KAZ', 'Kazakhstan'],
    ['Kosovo', 'XKX', 'Kosovo']
  ] as const) {
    const port = `desk-${id}-${name.length}`
    const made = await send('POST', '/v1/entities', { ...PORT, id: port, name })
    t.equal(made.statusCode, 201, made.body)
    t.same(made.json().meta.warnings, [
      `The name "${name}" means ${id} (${called}) in requests. The port ${port} is found by its ` +
        'id and by searches; add a word to the name if requests should find it by that.'
    ])
    t.equal(await meant(name), id)
    t.equal(await meant(port), port)
    const rows = await app.inject(`/v1/observations?subject=${encodeURIComponent(name)}&limit=1`)
    t.equal(rows.statusCode, 200, `subject=${name}`)
    const found = await app.inject(`/v1/entities?q=${encodeURIComponent(name)}`)
    t.ok(
      found.json().data.some((one: { id: string }) => one.id === port),
      `q=${name}`
    )
  }
})

t.test('so is a port that gets such a name by PATCH, and such an alias', async (t) => {
  const { send, meant } = await service(t)
  const expected = [
    'The name "Uzbekistan" means UZB (Uzbekistan) in requests. The port karachi-port is found by ' +
      'its id and by searches; add a word to the name if requests should find it by that.'
  ]
  const patched = await send('PATCH', '/v1/entities/karachi-port', { name: 'Uzbekistan' })
  t.same([patched.statusCode, patched.json().meta.warnings], [200, expected])
  const note = await send('PATCH', '/v1/entities/karachi-port', { note: 'Renamed.' })
  t.same([note.statusCode, note.json().meta.warnings], [200, []], 'said once, of what changed')
  const alias = { id: 'desk-1', entity: 'karachi-port', name: 'Uzbekistan' }
  const added = await send('POST', '/v1/aliases', alias)
  t.same([added.statusCode, added.json().meta.warnings], [201, expected])
  t.equal(await meant('Uzbekistan'), 'UZB')
})

t.test('no other country gets a name of a country: 422 that says which has it', async (t) => {
  const { send, meant } = await service(t)
  for (const [name, of, called, code] of [
    ['Pakistan', 'PAK', 'Pakistan', 'IND'],
    ['PK', 'PAK', 'Pakistan', 'IND'],
    ['586', 'PAK', 'Pakistan', 'IND'],
    ['Turkey', 'TUR', 'Türkiye', 'GRC'],
    ['Пакистан', 'PAK', 'Pakistan', 'IND'],
    ['Kyrgyz Republic', 'KGZ', 'Kyrgyzstan', 'KAZ']
  ] as const) {
    const body = { id: 'desk-1', entity: code, name }
    const refused = await send('POST', '/v1/aliases', body)
    const expected =
      `a name that no other country has: ${of} (${called}) has this one, so add a word that ` +
      'tells them apart'
    t.match(
      [refused.statusCode, refused.json().errors],
      [
        422,
        [
          {
            pointer: '/body/name',
            message: `Expected ${expected}, found ${JSON.stringify(name)}.`,
            allowed: [expected]
          }
        ]
      ]
    )
    t.equal(await meant(name), of)
  }
  await send('POST', '/v1/aliases', { id: 'desk-1', entity: 'IND', name: 'Bharat Desk' })
  for (const patch of [{ name: 'Pakistan' }, { name: 'Pakistan', note: 'x' }])
    t.equal((await send('PATCH', '/v1/aliases/desk-1', patch)).statusCode, 422)
  const moved = await send('PATCH', '/v1/aliases/TUR-turkey', { entity: 'GRC' })
  t.equal(moved.statusCode, 422, 'nor by another entity for the same alias')
})

t.test('no id reads as a name of a country', async (t) => {
  const { send, meant } = await service(t)
  for (const [id, of, called] of [
    ['Pakistan', 'PAK', 'Pakistan'],
    ['pakistan', 'PAK', 'Pakistan'],
    ['north-korea', 'PRK', 'North Korea'],
    ['Turkey', 'TUR', 'Türkiye']
  ] as const) {
    const refused = await send('POST', '/v1/entities', { ...PORT, id, name: 'A Port' })
    const expected = `an id that is no name of a country: ${of} (${called}) has this one, so write ${id}-port`
    t.match(refused.json(), {
      status: 422,
      errors: [
        {
          pointer: '/body/id',
          message: `Expected ${expected}, found "${id}".`,
          allowed: [expected]
        }
      ]
    })
    t.equal(await meant(id), of)
  }
  const made = await send('POST', '/v1/entities', { ...PORT, id: 'Pakistan-port', name: 'A Port' })
  t.equal(made.statusCode, 201)
})

t.test('the same by imports: of aliases, of entities, of names of countries', async (t) => {
  const { app, headers, meant } = await service(t)
  const upload = async (payload: string) => {
    const response = await app.inject({
      method: 'POST',
      url: '/v1/imports',
      payload,
      headers: { ...headers, 'content-type': 'text/csv' }
    })
    const { errors, meta } = response.json()
    return [response.statusCode, errors?.[0].message ?? meta.warnings]
  }
  const HAS = 'PAK (Pakistan) has this one, so'
  const refusals: [csv: string, column: string, found: string][] = [
    ['id,entity,name\nx,IND,Pakistan\n', 'name', 'a name that no other country has'],
    ['id,kind,name,countries\nIND,country,Pakistan,\n', 'name', 'a name that no other country has'],
    ['id,kind,name,countries\npakistan,port,Port,PAK\n', 'id', 'an id that is no name of a country']
  ]
  for (const [csv, column, expected] of refusals) {
    const [status, message] = await upload(csv)
    t.equal(status, 422, message)
    t.match(message, `Line 2, column ${column}: expected ${expected}: ${HAS}`, csv)
  }
  t.same(await upload('id,kind,name,countries\nx,port,Pakistan,PAK\n'), [
    201,
    [
      'body, line 2, x: The name "Pakistan" means PAK (Pakistan) in requests. The port x is ' +
        'found by its id and by searches; add a word to the name if requests should find it by that.'
    ]
  ])
  t.equal(await meant('Pakistan'), 'PAK')
})

t.test(
  'two ports may have one name: said when written, refused with both when asked',
  async (t) => {
    const { send, meant } = await service(t)
    await send('POST', '/v1/entities', { ...PORT, id: 'desk-1', name: 'New Harbour' })
    const second = await send('POST', '/v1/entities', {
      ...PORT,
      id: 'desk-2',
      name: 'New Harbour'
    })
    t.same(second.json().meta.warnings, [
      'The name "New Harbour" is one of desk-1 (New Harbour), too. Requests with it are refused: ' +
        'they must name one by its id.'
    ])
    t.equal(
      await meant('New Harbour'),
      '"New Harbour" is a name of several entities: desk-1 (New Harbour), desk-2 (New Harbour). ' +
        'Name one by its id.'
    )
  }
)

t.test('a name that a country takes from a port: said when written', async (t) => {
  const { send, meant } = await service(t)
  t.equal(await meant('Karachi'), 'karachi-port')
  const alias = { id: 'desk-1', entity: 'PAK', name: 'Karachi' }
  t.same((await send('POST', '/v1/aliases', alias)).json().meta.warnings, [
    'The name "Karachi" now means PAK (Pakistan) in requests; until now it meant karachi-port ' +
      '(Karachi Port).'
  ])
  t.equal(await meant('Karachi'), 'PAK')
})

t.test('a copy of another service takes over what that one has', async (t) => {
  const { store, meant } = await service(t)
  const row = { id: 'x', entity: 'IND', name: 'Pakistan', language: null, scheme: null }
  const change = {
    revision: 1,
    recorded_at: '2026-01-01T00:00:00Z',
    action: 'insert',
    type: 'alias',
    id: 'x',
    row: { ...row, source: null, note: null }
  }
  const bytes = (async function* () {
    yield Buffer.from(`${JSON.stringify(change)}\n`)
  })()
  await importFiles(store, [{ file: 'changes.ndjson', bytes }], { kind: 'import' })
  t.match(await meant('Pakistan'), /is a name of several entities: IND \(India\), PAK/)
})

t.test('a name of two countries is given to both in one import', async (t) => {
  const { store, send, meant } = await service(t)
  const bytes = (async function* () {
    yield Buffer.from('id,entity,name\na,IND,Bengal\nb,BGD,Bengal\n')
  })()
  await importFiles(store, [{ file: 'aliases.csv', bytes }], { kind: 'import' })
  t.match(await meant('Bengal'), /BGD \(Bangladesh\), IND \(India\)/)
  const third = await send('POST', '/v1/aliases', { id: 'c', entity: 'PAK', name: 'Bengal' })
  t.match([third.statusCode, third.json().detail], [422, /BGD \(Bangladesh\) has this one/])
  const own = await send('POST', '/v1/aliases', { id: 'c', entity: 'COD', name: 'Congo' })
  t.equal(own.statusCode, 201)
  t.match(await meant('Congo'), /COD .*, COG /, 'both are called so by the packages')
})

t.test('aliases that are there already are not looked at again', async (t) => {
  const { app, headers } = await service(t)
  const { body } = await app.inject('/v1/aliases.csv')
  const { statusCode, json } = await app.inject({
    method: 'POST',
    url: '/v1/imports',
    payload: body,
    headers: { ...headers, 'content-type': 'text/csv' }
  })
  t.match(
    [statusCode, json()],
    [200, { data: { rows: 139 + 197 }, meta: { revision: 1, warnings: [] } }]
  )
})
