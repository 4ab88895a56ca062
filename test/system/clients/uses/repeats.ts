// How other clients send lists as they come: openapi-fetch by repeats, jQuery by `name[]`.
import assert from 'node:assert/strict'
import createClient from 'openapi-fetch'
import type { paths } from './openapi-fetch/schema.ts'

const base = process.env['BASE'] ?? ''
const commas = await rowsOf('metric=goods_trade,goods_exports&between=PAK,KAZ&limit=5')
assert.equal(commas.length, 5)

const client = createClient<paths>({ baseUrl: base })
const { data } = await client.GET('/v1/observations', {
  params: {
    query: { metric: ['goods_trade', 'goods_exports'], between: ['PAK', 'KAZ'], limit: 5 }
  }
})
assert.deepEqual(data?.data, commas)

for (const name of ['metric[]', 'metric%5B%5D']) {
  const pair = name.replace('metric', 'between')
  const query = `${name}=goods_trade&${name}=goods_exports&${pair}=PAK&${pair}=KAZ&limit=5`
  assert.deepEqual(await rowsOf(query), commas, name)
}

async function rowsOf(query: string): Promise<unknown[]> {
  const answer = await fetch(`${base}/v1/observations?${query}`)
  const body = (await answer.json()) as { data?: unknown[] }
  return body.data ?? []
}
