// What `meta` tells beside the revision: the time of the data, the total, the next cursor.
import type { FastifyInstance } from 'fastify'
import { buildTestApp } from '../helpers/app.ts'
import { write } from '../helpers/changes.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import {
  exampleUrl,
  listsOf,
  type Operation,
  plainUrl,
  readsOf,
  withParameter
} from './operations.ts'

const JSON_ONLY = { accept: 'application/json' }
const hasTotal = ({ parameters }: Operation) => parameters.some(({ name }) => name === 'total')

type Answer = {
  data: object[]
  meta: { total: number | null; next_cursor: string | null; warnings: string[] }
  links: { next: string | null }
}

async function ask(app: FastifyInstance, url: string): Promise<Answer> {
  return (await app.inject({ url, headers: JSON_ONLY })).json()
}

testEvery('total counts all rows that match, on every list that has it', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const lists = (await listsOf(app)).filter(hasTotal)
  every.ok(lists.length >= 10, `${lists.length} lists`)
  for (const operation of lists)
    for (const base of [plainUrl(operation), filteredUrl(operation)]) {
      const url = withParameter(base, 'limit=7')
      const { meta } = await ask(app, withParameter(url, 'total=true'))
      every.equal(meta.total, await countByWalking(app, withParameter(base, 'limit=200')), url)
      every.same(meta.warnings, [], url)
      every.equal((await ask(app, url)).meta.total, null, `${url}: null unless asked for`)
    }
})

/** Every example at once, without those that give the answer another form. */
function filteredUrl(operation: Operation): string {
  const form = ['limit', 'total', 'fields', 'names', 'format']
  const parameters = operation.parameters.filter(({ name }) => !form.includes(name))
  return exampleUrl({ ...operation, parameters })
}

async function countByWalking(app: FastifyInstance, start: string): Promise<number> {
  let count = 0
  for (let url: string | null = start; url !== null; ) {
    const { data, links }: Answer = await ask(app, url)
    count += data.length
    url = links.next
  }
  return count
}

testEvery('total is of the same data as the rows', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{ id: 'C1' }, { id: 'C2' }] })
  await write(store, { observation: [{ id: 'C3' }] })
  const total = async (query: string) =>
    (await ask(app, `/v1/observations?total=true&limit=1${query}`)).meta.total
  every.equal(await total(''), 3)
  every.equal(await total(`&as_of=${RECORDED_AT}`), 2)
  every.equal(await total('&latest=1&metric=goods_trade'), 3)
  every.equal(await total('&subject=KAZ'), 0)
})

testEvery('the next page does not count again, and takes the cursor of meta', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { meta, links } = await ask(app, '/v1/sources?total=true&limit=2')
  every.equal(links.next, `/v1/sources?limit=2&cursor=${meta.next_cursor}`)
  const next = await ask(app, links.next ?? '')
  every.equal(next.meta.total, null)
  const counted = await ask(app, `/v1/sources?total=true&limit=2&cursor=${meta.next_cursor}`)
  every.same(counted.data, next.data, 'a cursor goes with total or without it')
  every.equal(counted.meta.total, 347)
  every.equal((await ask(app, '/v1/scenarios')).meta.next_cursor, null, 'null at the end')
})

testEvery('updated_at is the time of the revision, on every answer', async (t, every) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  for (const operation of await readsOf(app)) {
    const { meta } = (await app.inject({ url: exampleUrl(operation), headers: JSON_ONLY })).json()
    if (meta) every.equal(meta.updated_at, '2026-11-23T00:00:00Z', operation.operationId)
  }
  await write(store, { source: [{ id: 'another-paper' }] }, { time: '2027-02-03T04:05:06Z' })
  const updatedAt = async (url: string) => (await app.inject(url)).json().meta.updated_at
  every.equal(await updatedAt('/v1/metrics'), '2027-02-03T04:05:06Z')
  every.equal(await updatedAt('/v1/metrics/goods_trade'), '2027-02-03T04:05:06Z')
  every.equal(await updatedAt('/v1/observations?as_of=2026-12-01'), '2026-11-23T00:00:00Z')
  every.equal(await updatedAt('/v1/observations/C0392?as_of=2026-12-01'), '2026-11-23T00:00:00Z')
})

testEvery('without data there is no time', async (t, every) => {
  const { app } = await buildTestApp(t)
  every.equal((await app.inject('/v1/sources')).json().meta.updated_at, null)
})
