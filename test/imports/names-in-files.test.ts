// Names and codes of entities in files and bodies: rows are stored with ids.
import { existsSync } from 'node:fs'
import t from 'tap'
import type { Store } from '../../src/db/store.ts'
import { DataError } from '../../src/files/data-error.ts'
import { buildTestStore } from '../helpers/app.ts'
import { testEvery } from '../helpers/test-every.ts'
import { COUNTRY_NAMES, OWID_FILE, owidNames } from '../identifiers/country-names.ts'
import type { Cells } from './files.ts'
import { claim, file, run } from './importing.ts'

/** The subjects and partners of claims whose ids begin with `n-`, by number. */
function placesOf(store: Store): Promise<{ subject: string; partner: string | null }[]> {
  return store.snapshot(async ({ db, tables: { observation } }) => {
    const rows = await db.select().from(observation)
    return rows
      .filter(({ id }) => id.startsWith('n-'))
      .sort((a, b) => Number(a.id.slice(2)) - Number(b.id.slice(2)))
      .map(({ subject, partner }) => ({ subject, partner }))
  })
}

function claimsOf(names: readonly string[]): Cells[] {
  return names.map((subject, index) => claim(`n-${index}`, { subject, partner: 'WLD' }))
}

async function refusedCells(store: Store, files: Parameters<typeof run>[1]) {
  try {
    await run(store, files)
  } catch (error) {
    if (error instanceof DataError)
      return error.cells.map(({ line, column, value, expected }) => ({
        line,
        column,
        value,
        expected
      }))
    throw error
  }
  return []
}

testEvery('codes and names in a file mean the same as in parameters', async (t, every) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const named = Object.entries(COUNTRY_NAMES).flatMap(([id, names]) =>
    names.map((name) => ({ id, name }))
  )
  await run(store, [file('observation', claimsOf(named.map(({ name }) => name)))])
  const places = await placesOf(store)
  for (const [index, { id, name }] of named.entries()) every.equal(places[index]?.subject, id, name)
})

if (existsSync(OWID_FILE))
  t.test('each of the 193 names of Our World in Data is taken in files', async (t) => {
    const { store } = await buildTestStore(t, { data: 'starter' })
    const names = owidNames()
    await run(store, [file('observation', claimsOf(names.map(({ name }) => name)))])
    t.same(
      (await placesOf(store)).map(({ subject }) => subject),
      names.map(({ code }) => code)
    )
  })
else {
  console.error(`NOT TESTED with the names of Our World in Data: ${OWID_FILE} is not there`)
  t.pass('not tested', { skip: `${OWID_FILE} is not there` })
}

t.test('NDJSON, lists of countries and members, events', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const lines = [
    { ...claim('n-0'), subject: 'Korea, Rep.', partner: 'Turkey', value: 1, low: null, high: null }
  ]
  const bytes = [Buffer.from(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)]
  await run(store, [
    { file: 'claims.ndjson', bytes },
    file('entity', [
      {
        id: 'new-road',
        kind: 'route',
        name: 'New road',
        country: 'Turkey|Iran (Islamic Republic of)',
        members: 'Pakistan|TR|CAS5'
      }
    ]),
    file('event', [
      {
        id: 'new-e',
        date: '2024',
        entity: 'گوادر',
        kind: 'opened',
        title: 'Opened',
        source: 'inform-kaz-2023'
      }
    ])
  ])
  t.same(await placesOf(store), [{ subject: 'KOR', partner: 'TUR' }])
  await store.snapshot(async ({ db, tables: { entity, event } }) => {
    const road = (await db.select().from(entity)).find(({ id }) => id === 'new-road')
    t.same(
      [road?.countries, road?.members],
      [
        ['TUR', 'IRN'],
        ['PAK', 'TUR', 'CAS5']
      ]
    )
    const opened = (await db.select().from(event)).find(({ id }) => id === 'new-e')
    t.equal(opened?.entity, 'gwadar-port')
  })
})

t.test('a row that is there under the ids is the same row under names', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  await run(store, [file('observation', [claim('n-0')])])
  const again = claim('n-0', { subject: 'Pakistan', partner: 'Republic of Kazakhstan' })
  t.match(await run(store, [file('observation', [again])]), { changed: false })
})

t.test('names of entities and aliases that come in the same import', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  await run(store, [
    file('observation', [
      claim('n-0', {
        metric: 'port_utilisation',
        value: '50',
        subject: 'New Harbour',
        partner: ''
      }),
      claim('n-1', { metric: 'port_utilisation', value: '50', subject: 'Нью-Харбор', partner: '' })
    ]),
    file('alias', [
      {
        id: 'new-port-ru',
        entity: 'New Harbour',
        name: 'Нью-Харбор',
        language: 'ru',
        source: 'wikidata'
      }
    ]),
    file('entity', [{ id: 'new-port', kind: 'port', name: 'New Harbour', country: 'PK' }])
  ])
  t.same(await placesOf(store), [
    { subject: 'new-port', partner: null },
    { subject: 'new-port', partner: null }
  ])
})

t.test('names of several entities and of none are refused, with what was expected', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const rows = [
    claim('n-0', { subject: 'Korea' }),
    claim('n-1', { subject: 'Atlantis' }),
    claim('n-2', { partner: 'Pakistan' }),
    claim('n-3', { subject: 'Kazakhstn' }),
    claim('n-4', { subject: 'PKA' })
  ]
  t.same(await refusedCells(store, [file('observation', rows)]), [
    {
      line: 2,
      column: 'subject',
      value: 'Korea',
      expected: 'one of KOR, PRK: all of them have this name'
    },
    {
      line: 3,
      column: 'subject',
      value: 'Atlantis',
      expected: 'the id or name of an entity'
    },
    { line: 4, column: 'partner', value: 'PAK', expected: 'another entity than the subject' },
    {
      line: 5,
      column: 'subject',
      value: 'Kazakhstn',
      expected: 'the id or name of an entity, perhaps KAZ'
    },
    { line: 6, column: 'subject', value: 'PKA', expected: 'the id or name of an entity' }
  ])
})

t.test('the language of an alias is a code', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const alias = { id: 'a', entity: 'PAK', name: 'A', language: 'Urdu' }
  t.same(await refusedCells(store, [file('alias', [alias])]), [
    {
      line: 2,
      column: 'language',
      value: 'Urdu',
      expected: 'an ISO 639 code of two or three small letters such as ur'
    }
  ])
})
