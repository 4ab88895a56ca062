import iso from 'i18n-iso-countries'
import t from 'tap'
import { readCountries } from '../../src/imports/engine/storage/country-facts.ts'
import { loadStarter, readStarterFiles } from '../../src/starter/load.ts'
import { NAME_LANGUAGES } from '../../src/vocabularies.ts'
import { dump, rowCounts } from '../db/copy/dump.ts'
import { buildTestStore } from '../helpers/app.ts'
import { rowCounts as counts } from '../helpers/changes.ts'
import { testEvery } from '../helpers/test-every.ts'
import { type Cells, parts, readAllRows } from '../imports/files.ts'

type Row = Record<string, string | number | null>

const claims = readAllRows('claims.csv')

/** The last day a period of the starter data covers, worked out anew. */
function endOf(period: string): string {
  const [, start = '', length = '', unit] = /^(.+)\/P(\d+)([YM])$/.exec(period) ?? []
  if (start) return lastDay(start, Number(length) * (unit === 'Y' ? 12 : 1))
  if (/^\d{4}$/.test(period)) return `${period}-12-31`
  const quarter = /^(\d{4})-Q(\d)$/.exec(period)
  if (quarter)
    return lastDay(`${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`, 3)
  return period.length === 7 ? lastDay(`${period}-01`, 1) : period
}

function lastDay(start: string, months: number): string {
  const [year = 0, month = 0] = start.split('-').map(Number)
  if (!start.endsWith('-01')) throw new Error(`${start} is no first of a month`)
  return new Date(Date.UTC(year, month - 1 + months, 0)).toISOString().slice(0, 10)
}

/**
 * What makes two periods comparable: the frequency, and for years and parts of years the first
 * month and the length.
 */
function calendarOf(period = ''): string {
  const [, start = '', length = '', unit] = /^(.+)\/P(\d+)([YM])$/.exec(period) ?? []
  const months = Number(length) * (unit === 'Y' ? 12 : 1)
  if (start) return `${start.slice(5, 7)} for ${months}`
  return /^\d{4}$/.test(period) ? '01 for 12' : period.replaceAll(/\d/g, '#')
}

function group(rows: Cells[], key: (row: Cells) => string): Map<string, Cells[]> {
  return Map.groupBy(rows, key)
}

/** Coverage by counting: how many claims, from when to when, from how many sources. */
function coverage(rows: Cells[]) {
  const ends = rows.flatMap(({ period }) => (period ? [endOf(period)] : [])).sort()
  return {
    observations: rows.length,
    first: ends.at(0) ?? null,
    last: ends.at(-1) ?? null,
    sources: new Set(rows.map(({ source }) => source)).size
  }
}

const covered = ({ observations, first_period: first, last_period: last, sources }: Row) => ({
  observations,
  first: first === null ? null : endOf(String(first)),
  last: last === null ? null : endOf(String(last)),
  sources
})

t.test('everything in the files is loaded, once', async (t) => {
  const { client, store } = await buildTestStore(t)
  const result = await loadStarter(store)
  t.match(result, { revision: 1, changed: true })
  t.same(result.counts['observation'], counts({ inserted: 1_329 + 416 }))
  t.equal(store.revision(), 1)
  t.match(rowCounts(client), {
    observation: 1_329 + 416,
    metric: 47 + 5,
    metric_coverage: 47 + 5,
    projection: 98,
    source: 348 + 143,
    alias: 139 + 197,
    scenario: 4,
    event: 31 + 18,
    relation: 213 + 50,
    country: 249,
    entity: 249 + 93 - 17 + 321,
    leg: 199,
    corridor: 45,
    import: 1,
    observation_history: 0
  })
  t.same(client.prepare('SELECT kind, finished, state FROM import').all(), [
    { kind: 'starter', finished: '2026-11-23T00:00:00Z', state: 'done' }
  ])
  t.same(client.pragma('foreign_key_check'), [])
})

testEvery('every claim is stored as it was printed', async (t, every) => {
  const { client } = await buildTestStore(t, { data: 'starter' })
  const rows = client.prepare('SELECT * FROM observation').all() as Row[]
  const stored = new Map(rows.map((row) => [row['id'], row]))
  const cell = (value: Row[string] | undefined) =>
    value === null || value === undefined ? '' : String(value)
  for (const claim of claims) {
    const { published_text, derived_from, value = '', low = '', high = '', ...rest } = claim
    const cells = { ...rest, status: rest['status'] || 'A' }
    const row = stored.get(claim['id'] ?? '') ?? {}
    const same = Object.entries(cells).every(([name, text]) => cell(row[name]) === text)
    const numbers = [value, low, high].map((text) => (text === '' ? null : Number(text)))
    const figures =
      JSON.stringify([row['value'], row['low'], row['high']]) === JSON.stringify(numbers)
    const texts =
      row['text'] === published_text && row['derived_from'] === JSON.stringify(parts(derived_from))
    const ends = cell(row['ends_on']) === (rest['period'] ? endOf(rest['period']) : '')
    if (!(same && figures && texts && ends)) every.same(row, claim)
  }
  every.equal(stored.size, claims.length)
})

testEvery(
  'the countries of ISO 3166-1, named in every language the packages have',
  async (t, every) => {
    const { client } = await buildTestStore(t, { data: 'starter' })
    const rows = client
      .prepare('SELECT code, iso2, numeric, names, name FROM country JOIN entity ON id = code')
      .all() as Record<string, string>[]
    every.same(
      rows.map(({ code }) => code).sort(),
      Object.keys(iso.getAlpha3Codes())
        .filter((code) => code !== 'XKK')
        .sort()
    )
    every.equal(rows.length, 249)
    for (const kosovo of ['UNK', 'XKK'])
      every.equal(
        client.prepare('SELECT count(*) FROM entity WHERE id = ?').pluck().get(kosovo),
        0,
        kosovo
      )
    every.equal(NAME_LANGUAGES.length, 17)
    const named = new Map(readAllRows('entities.csv').map(({ id, name }) => [id, name]))
    for (const { code = '', iso2 = '', numeric, names = '', name } of rows) {
      every.equal(numeric, iso.alpha3ToNumeric(code), code)
      every.equal(iso2, iso.alpha3ToAlpha2(code))
      if (named.has(code)) every.equal(name, named.get(code), `${code} as entities.csv names it`)
      const expected = Object.fromEntries(
        NAME_LANGUAGES.map((language) => [language, iso.getName(iso2, language)?.trim() ?? null])
      )
      every.same(JSON.parse(names), { ...expected, en: name }, code)
    }
    every.match(JSON.parse(rows.find(({ code }) => code === 'KAZ')?.['names'] ?? ''), {
      kk: 'Қазақстан',
      ru: 'Казахстан',
      ur: /./,
      fa: /./,
      zh: /./
    })
  }
)

testEvery('coverage of a metric equals a count by brute force', async (t, every) => {
  const { client } = await buildTestStore(t, { data: 'starter' })
  const stored = client.prepare('SELECT * FROM metric_coverage').all() as Row[]
  const byMetric = group(claims, ({ metric = '' }) => metric)
  every.same(
    stored.map(({ metric }) => metric).sort(),
    readAllRows('metrics.csv')
      .map(({ id }) => id)
      .sort()
  )
  for (const row of stored) {
    const rows = byMetric.get(String(row['metric'])) ?? []
    every.same(
      { ...covered(row), subjects: row['subjects'] },
      { ...coverage(rows), subjects: new Set(rows.map(({ subject }) => subject)).size },
      String(row['metric'])
    )
  }
})

testEvery('series equal a grouping by brute force', async (t, every) => {
  const { client } = await buildTestStore(t, { data: 'starter' })
  const key = ({ metric, subject, partner, direction, mode, attributed_to, period }: Cells) =>
    JSON.stringify([metric, subject, partner, direction, mode, attributed_to, calendarOf(period)])
  const groups = group(claims, key)
  const series = new Map(
    (client.prepare('SELECT * FROM series').all() as Row[]).map((row) => [String(row['id']), row])
  )
  const of = new Map(
    (client.prepare('SELECT id, series FROM observation').all() as Row[]).map(({ id, series }) => [
      id,
      String(series)
    ])
  )
  every.equal(series.size, groups.size)
  every.equal(new Set(of.values()).size, groups.size)
  for (const rows of groups.values()) {
    const ids = new Set(rows.map(({ id = '' }) => of.get(id)))
    if (ids.size !== 1) every.fail(`one series expected for ${rows.map(({ id }) => id)}`)
    const row = series.get([...ids][0] ?? '') ?? {}
    const { metric, subject, partner, direction, mode, attributed_to } = rows[0] ?? {}
    const names = { metric, subject, partner, direction, mode, attributed_to }
    const stored = Object.fromEntries(Object.keys(names).map((name) => [name, row[name] ?? '']))
    every.same({ ...stored, ...covered(row) }, { ...names, ...coverage(rows) })
  }
})

testEvery(
  'members, countries and related claims can be looked up in the order of the files',
  async (t, every) => {
    const { client } = await buildTestStore(t, { data: 'starter' })
    const list = (sql: string, id = '') => client.prepare(sql).pluck().all(id)
    for (const { id, kind, country, members } of readAllRows('entities.csv')) {
      every.same(
        list('SELECT member FROM membership WHERE parent = ? ORDER BY position', id),
        parts(members),
        `members of ${id}`
      )
      const expected = kind === 'country' ? [id] : parts(country).sort()
      every.same(
        list('SELECT country FROM entity_country WHERE entity = ? ORDER BY country', id),
        expected,
        `countries of ${id}`
      )
    }
    for (const { id = '', other } of readAllRows('relations.csv'))
      every.same(
        list('SELECT observation FROM relation_other WHERE relation = ? ORDER BY position', id),
        parts(other),
        id
      )
  }
)

t.test('loading again changes nothing, to the byte', async (t) => {
  const { client, store } = await buildTestStore(t, { data: 'starter' })
  const before = { dump: dump(client), bytes: client.serialize() }
  t.same(await loadStarter(store), {
    revision: 1,
    updatedAt: '2026-11-23T00:00:00Z',
    changed: false,
    counts: {},
    shown: [],
    warnings: []
  })
  t.equal(store.revision(), 1)
  t.same(dump(client), before.dump)
  t.ok(client.serialize().equals(before.bytes))
})

t.test(
  'reading the files gives the same checksum each time, and countries in the same order',
  async (t) => {
    t.equal((await readStarterFiles()).checksum, (await readStarterFiles()).checksum)
    t.same(await readCountries(), await readCountries())
  }
)
