// Imports of files give the same rows on every engine. Refused, dry or failed imports change
// nothing.
import t from 'tap'
import { type Content, readTable, TABLE_NAMES } from '../../../src/db/copy/table-pages.ts'
import type { Store } from '../../../src/db/store.ts'
import { buildTestStore } from '../../helpers/app.ts'
import { postgresTestStore } from '../../helpers/postgres.ts'
import { readRows } from '../../imports/files.ts'
import { claim, file, refused, run } from '../../imports/importing.ts'

const engine = process.env['TEST_POSTGRES_URL'] ? 'postgres' : 'pglite'
const many = Array.from({ length: 450 }, (_, index) =>
  claim(`N${index}`, {
    derived_from: index < 449 ? `N${index + 1}` : '',
    value: String(index / 8),
    note: index % 3 ? '' : 'Қазақстан “%_\\'
  })
)

t.test(`${engine} keeps of imports what sqlite keeps`, async (t) => {
  const { store: sqlite } = await buildTestStore(t, { data: 'starter' })
  const other = await postgresTestStore(engine, 'starter')
  const counts = []
  for (const store of [sqlite, other]) counts.push(await change(store))
  t.same(counts[1], counts[0])
  const [expected, found] = [await contentsOf(sqlite), await contentsOf(other)]
  t.same(found, expected)
  t.same(
    [
      expected['observation']?.rows,
      expected['observation_history']?.rows,
      expected['entity_history']?.rows
    ],
    [2_195, 101, 2]
  )
})

t.test(`${engine} keeps nothing of an import that is refused, dry, or fails`, async (t) => {
  const store = await postgresTestStore(engine, 'starter')
  const before = await contentsOf(store)
  const bad = [...many, claim('N5'), claim('BAD', { value: 'x', derived_from: 'nope' })]
  t.match(await refused(store, [file('observation', bad)]), {
    count: 2,
    cells: [
      { line: 452, column: 'id' },
      { line: 453, column: 'value' }
    ]
  })
  t.match(await run(store, [file('observation', many)], { dryRun: true }), {
    revision: 1,
    counts: { observation: { inserted: 450 } }
  })
  const late = () => {
    throw new Error('late')
  }
  await t.rejects(run(store, [file('observation', many)], { onProgress: late }), /late/)
  t.same(await contentsOf(store), before)
  t.equal(store.revision(), 1)
})

/** New claims that name later ones, corrections of claims and places, and the same once more. */
async function change(store: Store): Promise<unknown[]> {
  const places = readRows('entities.csv').map((row) =>
    row['id'] === 'CAS5' || row['id'] === 'PAK' ? { ...row, name: `${row['name']} again` } : row
  )
  const corrected = many
    .slice(0, 101)
    .map((row) => ({ ...row, value: '0.1', period: '2024-Q3', derived_from: 'C0001' }))
  const results = [
    await run(store, [file('observation', many), file('entity', places)]),
    await run(store, [file('observation', [...corrected, ...many.slice(101)])]),
    await run(store, [file('observation', corrected)])
  ]
  return results.map(({ counts, changed, revision }) => ({ counts, changed, revision }))
}

/** All but when imports were made and refused. */
async function contentsOf(store: Store): Promise<Record<string, Content>> {
  return store.snapshot(async (snapshot) => {
    const contents: Record<string, Content> = {}
    for (const name of TABLE_NAMES.filter((one) => one !== 'imports' && one !== 'refusal'))
      contents[name] = await readTable(snapshot, name, async () => {})
    return contents
  })
}
