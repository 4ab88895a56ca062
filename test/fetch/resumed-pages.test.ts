// How old the pages of an unfinished fetch may be.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Entry } from '../../src/fetch/entry.ts'
import { startFetching } from './fetching.ts'

const MINUTE_MS = 60_000

/** How many pages are asked for again, if all were kept by an unfinished fetch so long ago. */
async function askedAfter(t: Test, entry: Partial<Entry>, minutes: number): Promise<number> {
  const { fetch, folder } = await startFetching(t)
  await fetch(entry, { dryRun: true })
  const ago = (more = 0) => new Date(Date.now() - (minutes + more) * MINUTE_MS).toISOString()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (name.endsWith('begun')) writeFileSync(path, ago(1))
    if (name.endsWith('.json')) {
      const header = JSON.parse(readFileSync(path, 'utf8'))
      writeFileSync(path, JSON.stringify({ ...header, retrieved: ago() }))
    }
  }
  return (await fetch(entry)).asked
}

t.test('pages that say what they belong to are taken for a day', async (t) => {
  t.equal(await askedAfter(t, {}, 59), 0)
  t.equal(await askedAfter(t, {}, 61), 0)
  t.equal(await askedAfter(t, {}, 23 * 60), 0)
  t.equal(await askedAfter(t, {}, 24 * 60), 3)
})

t.test('pages that do not are taken for an hour, so that no two editions mix', async (t) => {
  const imf = { source: 'imf' as const, metrics: ['NGDPD'], from: 2020, to: undefined }
  t.equal(await askedAfter(t, imf, 59), 0)
  t.equal(await askedAfter(t, imf, 61), 2)
  const comtrade = {
    source: 'comtrade' as const,
    metrics: ['goods_exports'],
    countries: ['PAK'],
    from: 2022,
    to: 2023
  }
  t.equal(await askedAfter(t, comtrade, 59), 0)
  t.equal(await askedAfter(t, comtrade, 61), 1)
})
