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
