// Files of other publishers over HTTP.
import t from 'tap'
import { type Service, writable } from '../writing/service.ts'

const OWID = 'Entity,Code,Year,Rail freight\nKazakhstan,KAZ,2023,12.5\nEurope,,2023,7\n'

const upload = ({ send, keys }: Service, query: string, key: 'import' | 'admin' = 'import') =>
  send('POST', `/v1/imports?${query}`, OWID, { 'content-type': 'text/csv', ...keys[key] })

t.test('the answer has the counts and what was skipped', async (t) => {
  const service = await writable(t)
  const { statusCode, json } = await upload(service, 'mapping=owid')
  t.same(
    [statusCode, json().data],
    [
      200,
      {
        revision: null,
        dry_run: false,
        rows: 0,
        counts: [],
        changes: [],
        skipped: {
          claims: 2,
          places: [{ name: 'Europe', claims: 1 }],
          indicators: [{ name: 'Rail freight', claims: 2 }],
          others: []
        }
      }
    ]
  )
})

t.test('new metrics need the scope admin', async (t) => {
  const service = await writable(t)
  const refused = await upload(service, 'mapping=owid&new_metrics=true')
  t.same([refused.statusCode, refused.json().code], [403, 'insufficient_scope'])
  const made = await upload(service, 'mapping=owid&new_metrics=true', 'admin')
  const { counts, changes, skipped } = made.json().data
  t.same(
    [made.statusCode, counts.map((one: { type: string }) => one.type), skipped.claims],
    [201, ['metric', 'source', 'observation'], 1]
  )
  t.same(
    changes.map(({ id }: { id: string }) => id),
    ['owid-rail-freight', 'owid-grapher', 'owid-owid-rail-freight-KAZ-2023']
  )
})

t.test('parameters that exclude each other are refused', async (t) => {
  const service = await writable(t)
  for (const query of ['new_metrics=true', 'mapping=owid&type=observation', 'mapping=mine']) {
    const { statusCode, json } = await upload(service, query)
    t.same([query, statusCode, json().code], [query, 400, 'invalid_parameter'])
  }
})

t.test('broken JSON, deep JSON and an error of the upstream are refused as bad rows', async (t) => {
  const service = await writable(t)
  const post = async (body: string) => {
    const headers = { 'content-type': 'application/json', ...service.keys.import }
    const query = '/v1/imports?mapping=worldbank-api'
    const { statusCode, json } = await service.send('POST', query, body, headers)
    const { code, errors } = json() as { code: string; errors: { allowed: string[] }[] }
    return [statusCode, code, errors.flatMap(({ allowed }) => allowed)]
  }
  const broken = '; the document is cut or broken here'
  t.same(await post('[{page:1},[]]'), [
    422,
    'invalid_body',
    [`whole and valid JSON: each name in double quotes, on one line${broken}`]
  ])
  t.same(await post('['.repeat(100_000)), [
    422,
    'invalid_body',
    [`at most 32 lists and objects in each other${broken}`]
  ])
  const message =
    '[{"message":[{"id":"120","key":"Invalid value","value":"The provided parameter value is not valid"}]}]'
  t.same(await post(message), [
    422,
    'invalid_body',
    ['data, but this is the message of an error upstream']
  ])
})
