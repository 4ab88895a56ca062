// A mirror by the service's own tools: what /v1/changes gives, /v1/imports takes (W2), and both
// services then answer alike.
import t from 'tap'
import { listPath, PARENTS_FIRST } from '../../src/nouns.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { withdrawAll, write } from '../helpers/changes.ts'
import { giveKey } from '../helpers/keys.ts'
import { someOf } from '../helpers/random.ts'
import { insertRows } from '../helpers/rows.ts'

type Sender = (payload: string, type: string) => Promise<{ status: number; body: Result }>
type Result = {
  data: { revision: number | null; rows: number; counts: Counts[]; changes: object[] }
  errors: { pointer: string; message: string }[]
}
type ChangesPage = { data: object[]; links: { next: string | null } }
type Counts = { type: string; inserted: number; corrected: number; withdrawn: number }

async function uploader({ app, store }: TestApp): Promise<Sender> {
  const { headers } = await giveKey(store, { scope: 'admin' })
  return async (payload, type) => {
    const response = await app.inject({
      method: 'POST',
      url: '/v1/imports',
      payload,
      headers: { ...headers, 'content-type': type }
    })
    return { status: response.statusCode, body: response.json() }
  }
}

/** All changes since a revision, one a line. */
async function changesOf({ app }: TestApp, since: number): Promise<string> {
  const lines: string[] = []
  for (let url: string | null = `/v1/changes?since=${since}&limit=1000`; url !== null; ) {
    const { data, links }: ChangesPage = (await app.inject(url)).json()
    for (const row of data) lines.push(JSON.stringify(row))
    url = links.next
  }
  return lines.join('\n')
}

/** What all lists and the checks answer, without the times of recording. */
async function answersOf({ app }: TestApp): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {}
  const lists = PARENTS_FIRST.map((noun) => `${listPath(noun)}?limit=1000`)
  for (const url of [...lists, '/v1/conflicts?limit=200', '/v1/conflicts?limit=200&holds=true']) {
    const { data } = (await app.inject(url)).json()
    answers[url] = data.map(({ recorded_at, ...row }: { recorded_at?: string }) => row)
  }
  return answers
}

/** The countries alone, as a mirror has them before its first import. */
async function emptyMirror(t: Parameters<typeof buildTestApp>[0]): Promise<TestApp> {
  const made = await buildTestApp(t)
  await insertRows(made.store, {})
  return made
}

for (const type of someOf(['application/x-ndjson', 'application/json', 'text/csv'], 1))
  t.test(`a mirror by ${type} answers alike after each step`, async (t) => {
    const origin = await buildTestApp(t)
    const mirror = await emptyMirror(t)
    const send = await uploader(mirror)
    let since = 0
    const sync = async () => {
      const url = `/v1/changes?limit=1000&since=${since}`
      const payload = {
        'application/x-ndjson': () => changesOf(origin, since),
        'application/json': async () => (await origin.app.inject(url)).body,
        'text/csv': async () =>
          (await origin.app.inject(url.replace('changes?', 'changes.csv?'))).body
      }[type]
      const given = (await payload?.()) ?? ''
      const { status, body } = await send(given, type)
      t.ok(status === 200 || status === 201, JSON.stringify(body))
      since = (await origin.app.inject('/v1/changes?limit=1')).json().meta.revision
      t.same(await answersOf(mirror), await answersOf(origin))
      const again = await send(given, type)
      t.match(again, { status: 200, body: { data: { revision: null, changes: [] } } })
      return body.data
    }
    await insertRows(origin.store, {
      observation: [
        { derived_from: ['C0002'], status: 'P', note: '+65 %' },
        { id: 'C0002', period: '2024' },
        { id: 'C0003', period: '2025' }
      ],
      projection: [{ issued_on: '2026-02' }],
      event: [{}],
      relation: [{}]
    })
    await sync()
    await write(origin.store, { observation: [{ id: 'C0003', period: '2025', value: 7 }] })
    await withdrawAll(origin.store, { relation: ['R001'], observation: ['C0001'] })
    await withdrawAll(origin.store, { observation: ['C0003'], projection: ['P001'] })
    await write(origin.store, { projection: [{ value: 9 }] })
    const { counts } = await sync()
    t.same(
      counts.map(({ type, inserted, corrected, withdrawn }) => [
        type,
        inserted,
        corrected,
        withdrawn
      ]),
      [
        ['observation', 0, 0, 2],
        ['projection', 0, 1, 0],
        ['relation', 0, 0, 1]
      ]
    )
  })

t.test(
  'all changes of the starter data, sent to a service that has them, change nothing',
  async (t) => {
    const made = await buildTestApp(t, { data: 'starter' })
    const send = await uploader(made)
    const { status, body } = await send(await changesOf(made, 0), 'application/x-ndjson')
    t.match([status, body.data.revision, body.data.changes.length], [200, null, 0])
  }
)

t.test('422 for what is no change, and for a withdrawal that others refer to', async (t) => {
  const mirror = await emptyMirror(t)
  await write(mirror.store, { observation: [{}] })
  const send = await uploader(mirror)
  const change = (cells: object) =>
    JSON.stringify({ action: 'withdraw', type: 'source', id: 'a-paper', row: null, ...cells })
  const cases: [line: string, pointer: string, message: RegExp][] = [
    [change({ action: 'remove' }), '/body/1/action', /one of insert, correct, withdraw/],
    [change({ type: 'country' }), '/body/1/type', /one of unit, metric, source/],
    [change({ id: 5 }), '/body/1/id', /the id of the row/],
    [change({ action: 'insert' }), '/body/1/row', /the row as an object with this id/],
    [change({}), '/body/1/id', /can be withdrawn; observation C0001 refers to it/],
    [change({ type: 'entity', id: 'PAK' }), '/body/1/id', /it is a country/]
  ]
  for (const [line, pointer, message] of cases)
    t.match(await send(line, 'application/x-ndjson'), {
      status: 422,
      body: { errors: [{ pointer, message }] }
    })
})

t.test(
  'a JSON answer, a single one, a list and an object on several lines are taken',
  async (t) => {
    const made = await buildTestApp(t, { data: 'starter' })
    const send = await uploader(made)
    const list = (await made.app.inject('/v1/observations?limit=3')).json()
    const one = (await made.app.inject('/v1/observations/C0392')).json()
    for (const [body, rows] of [
      [list, 3],
      [list.data, 3],
      [one, 1],
      [one.data, 1]
    ])
      for (const text of [JSON.stringify(body), JSON.stringify(body, null, 2)])
        t.match(await send(text, 'application/json'), {
          status: 200,
          body: { data: { rows, counts: [{ type: 'observation', unchanged: rows }] } }
        })
    const cases: [text: string, message: RegExp][] = [
      ['[{"id":"a"', /valid JSON: /],
      ['[1]', /an object with the keys of/],
      [`[{"id":"a","id":"b"}]`, /each key once; id occurs twice/],
      [`[${' '.repeat(8 * 1024 * 1024)}]`, /at most 8388608 bytes of one JSON document; .*NDJSON/],
      [`${'['.repeat(100_000)}`, /valid JSON|nested/]
    ]
    for (const [text, message] of cases)
      t.match(await send(text, 'application/json'), {
        status: 422,
        body: { errors: [{ message }] }
      })
  }
)
