// Importing files: what is new, what is corrected, what stays, in which order, and what a dry run
// keeps of it.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import t from 'tap'
import { eq } from '../../src/db/orm.ts'
import { readStarterFiles } from '../../src/starter/load.ts'
import { dump } from '../db/copy/dump.ts'
import { buildTestStore } from '../helpers/app.ts'
import { rowCounts } from '../helpers/changes.ts'
import { pluck } from '../helpers/pluck.ts'
import { runs, SLOW, someOf } from '../helpers/random.ts'
import { type Cells, readRows, STARTER } from './files.ts'
import {
  claim,
  claimsOfDays,
  contents,
  countriesStore,
  file,
  refused,
  run,
  valuesOf
} from './importing.ts'

t.test(
  'the starter data are the same by import as by their own loader, in any order, as CSV, ' +
    'NDJSON and gzip',
  SLOW,
  async (t) => {
    const { store: loaded } = await buildTestStore(t, { data: 'starter' })
    const names = (await readStarterFiles()).files.map(({ file }) => file)
    const forms = {
      csv: (name: string) => readFileSync(join(STARTER, name)),
      ndjson: (name: string) =>
        Buffer.from(
          readRows(name)
            .map((row) => JSON.stringify(row))
            .join('\n')
        ),
      gzip: (name: string) => gzipSync(readFileSync(join(STARTER, name)))
    }
    for (const [form, bytesOf] of someOf(Object.entries(forms), 1)) {
      const store = await countriesStore()
      t.teardown(() => store.close())
      const files = names.map((file) => ({ file, bytes: [bytesOf(file)] }))
      const result = await run(store, form === 'csv' ? files : files.toReversed())
      t.match(result, { revision: 2, changed: true, rows: 2_688 + 1_394 })
      t.same(result.counts.observation, rowCounts({ inserted: 1_329 + 416 }))
      t.equal(result.counts.entity?.inserted, 76 + 321, 'places; countries were there')
      t.same(await contents(store), await contents(loaded), form)
      t.match(
        await run(store, files),
        {
          revision: 2,
          changed: false,
          counts: { observation: { unchanged: 1_329 + 416 }, entity: { unchanged: 93 + 321 } }
        },
        'once more'
      )
    }
  }
)

const added = (id: string) => ({ noun: 'observation', id, action: 'insert', fields: [] })
const corrected = (id: string, before: number, after: number) => ({
  noun: 'observation',
  id,
  action: 'correct',
  fields: [{ name: 'value', before, after }]
})

t.test(
  'rows are inserted, corrected or left alone; what no file names stays; the version before ' +
    'is kept',
  async (t) => {
    const { store } = await buildTestStore(t, { data: 'starter' })
    await run(store, [file('observation', [claim('N1'), claim('N2')])])
    const result = await run(
      store,
      [file('observation', [claim('N3'), claim('N2', { value: '5' }), claim('N1')])],
      {
        note: 'why',
        made_by: 'desk'
      }
    )
    const { updatedAt, ...made } = result
    t.same([updatedAt], await pluck(store, 'SELECT finished FROM import WHERE revision = 3'))
    t.same(made, {
      revision: 3,
      changed: true,
      rows: 3,
      counts: { observation: rowCounts({ inserted: 1, corrected: 1, unchanged: 1 }) },
      shown: [corrected('N2', 1_000, 5), added('N3')],
      warnings: [
        {
          place: 'observation.csv, line 3, N2',
          message: 'The text "1,000 dollars" does not say the figure 5.'
        },
        {
          place: 'observation.csv, line 2, N3',
          message: 'The claim N1 already says the same.'
        }
      ]
    })
    t.same(await valuesOf(store, ['N1', 'N2', 'N3']), { N1: 1_000, N2: 5, N3: 1_000 })
    t.same(
      await pluck(
        store,
        `SELECT id FROM observation_history WHERE retired_revision = 3 AND value = 1000`
      ),
      ['N2']
    )
    t.same(
      await pluck(
        store,
        `SELECT revision FROM observation WHERE id IN ('N1', 'N2', 'N3') ORDER BY id`
      ),
      [2, 3, 3]
    )
    t.same(
      await pluck(
        store,
        'SELECT observations FROM series WHERE id = (SELECT series FROM observation WHERE id ' +
          "= 'N1')"
      ),
      [3]
    )
    t.same(
      await pluck(store, `SELECT kind || note || made_by || state FROM import WHERE revision = 3`),
      ['testwhydeskdone']
    )
    t.match(
      JSON.parse((await pluck(store, 'SELECT counts FROM import WHERE revision = 3'))[0] ?? ''),
      {
        observation: { inserted: 1, corrected: 1 }
      }
    )
    t.equal((await pluck<number>(store, 'SELECT count(*) FROM observation'))[0], 1_329 + 416 + 3)
  }
)

t.test(
  'what the starter data brought is corrected, with its links, series and coverage',
  async (t) => {
    const { store } = await buildTestStore(t, { data: 'starter' })
    const rows = readRows('claims.csv').filter(({ id }) => id === 'C0001')
    await run(store, [
      file(
        'observation',
        rows.map((row) => ({ ...row, period: '2099-Q1', derived_from: 'C0002|C0003' }))
      ),
      file(
        'entity',
        readRows('entities.csv')
          .filter(({ id }) => id === 'CAS5')
          .map((row) => ({ ...row, members: 'UZB|KAZ' }))
      ),
      file(
        'entity',
        [{ id: 'PAK', kind: 'country', name: 'Pakistan (Islamic Republic)' }],
        'countries.csv'
      )
    ])
    t.same(
      await pluck(store, `SELECT last_period FROM metric_coverage WHERE metric = 'goods_trade'`),
      ['2099-Q1']
    )
    t.same(
      await pluck(
        store,
        `SELECT input FROM derivation WHERE observation = 'C0001' ORDER BY position`
      ),
      ['C0002', 'C0003']
    )
    t.same(
      await pluck(store, `SELECT member FROM membership WHERE parent = 'CAS5' ORDER BY position`),
      ['UZB', 'KAZ']
    )
    t.same(
      await pluck(
        store,
        `SELECT count(*) FROM series WHERE id NOT IN (SELECT series FROM observation)`
      ),
      [0]
    )
    t.match(await pluck(store, `SELECT names FROM country WHERE code = 'PAK'`), [
      /"en":"Pakistan \(Islamic Republic\)"/
    ])
  }
)

t.test(
  'claims may name claims, and entities entities, that come later in the same import',
  async (t) => {
    const { store } = await buildTestStore(t, { data: 'starter' })
    const rows = claimsOfDays(1_000, 'F').map((row, index) => ({
      ...row,
      derived_from: index < 999 ? `F${index + 1}|F999` : 'C0001'
    }))
    const entity = (id: string, members: string) => ({ id, kind: 'group', name: id, members })
    await run(store, [
      file('observation', rows),
      file('entity', [entity('outer', 'inner|PAK'), entity('inner', 'KAZ')])
    ])
    t.same(
      await pluck(store, `SELECT input FROM derivation WHERE observation = 'F0' ORDER BY position`),
      ['F1', 'F999']
    )
    t.same(
      await pluck(store, `SELECT count(*) FROM derivation WHERE observation LIKE 'F%'`),
      [1_999]
    )
    t.same(
      await pluck(store, `SELECT member FROM membership WHERE parent = 'outer' ORDER BY position`),
      ['inner', 'PAK']
    )
    const dangling = [claim('G1', { derived_from: 'G2|nope' }), claim('G2')]
    t.match(await refused(store, [file('observation', dangling)]), {
      cells: [{ line: 2, column: 'derived_from', value: 'nope', expected: 'ids of other claims' }],
      count: 1
    })
  }
)

t.test('a dry run says what would change and keeps nothing', async (t) => {
  const { client, store } = await buildTestStore(t, { data: 'starter' })
  const before = dump(client)
  const rows = [
    claim('N1'),
    ...readRows('claims.csv')
      .slice(0, 3)
      .map(({ published_text: text = '', ...row }, index) => ({
        ...row,
        text,
        ...(index === 0 && { value: '7' })
      }))
  ]
  const result = await run(store, [file('observation', rows)], { dryRun: true })
  t.same(result, {
    revision: 1,
    updatedAt: '2026-11-23T00:00:00Z',
    changed: true,
    rows: 4,
    counts: { observation: rowCounts({ inserted: 1, corrected: 1, unchanged: 2 }) },
    shown: [corrected('C0001', 400_000_000, 7), added('N1')],
    warnings: [
      {
        place: 'observation.csv, line 3, C0001',
        message: 'The text "$400 Million" does not say the figure 7.'
      }
    ]
  })
  t.same(dump(client), before)
  t.equal(store.revision(), 1)
  t.match(
    await run(store, [file('observation', rows)]),
    { revision: 2, counts: result.counts },
    'and it was right'
  )
})

t.test('an import is done when all of its work is, not when it was read', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  let checking = 0
  const onProgress = ({ phase }: { phase: string }) => {
    if (phase !== 'checking') return
    // Into another second, for times are whole seconds.
    if (checking === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_100)
    checking = Date.now()
  }
  const { revision } = await run(store, [file('observation', [claim('N1')])], { onProgress })
  const [made] = await store.snapshot(async ({ db, tables: { imports } }) =>
    db.select().from(imports).where(eq(imports.revision, revision))
  )
  t.ok(checking > 0)
  t.ok(
    Date.parse(made?.finished ?? '') >= Math.floor(checking / 1_000) * 1_000,
    `${made?.finished} is not before the checks`
  )
  t.ok(Date.parse(made?.started ?? '') < Date.parse(made?.finished ?? ''))
})

t.test('progress is told as rows are read, then as they are checked', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const told: number[] = []
  const checked: string[] = []
  await run(store, [file('observation', claimsOfDays(500, 'N'))], {
    onProgress: (progress) => {
      if (progress.phase === 'checking') checked.push(`${progress.done} of ${progress.total}`)
      else if (progress.noun === 'observation') told.push(progress.rows)
    }
  })
  t.same(
    told,
    told.toSorted((a, b) => a - b)
  )
  t.equal(told[0], 200)
  t.equal(told.at(-1), 500)
  t.match(checked[0], /^0 of [1-9]\d*$/, 'then how many sets of claims are checked')
})

/** Claims that name only claims before them, so that they can be imported one after the other. */
const claims = fc
  .array(
    fc.record({
      subject: fc.constantFrom('PAK', 'KAZ', 'UZB'),
      period: fc.constantFrom('', '2022', '2023', '2023-Q1', '2023-07-01/P1Y'),
      value: fc.nat(1e9),
      note: fc.constantFrom('', 'x', '+18 %', 'a\nb'),
      from: fc.nat(20)
    }),
    { minLength: 1, maxLength: 14 }
  )
  .map((rows) =>
    rows.map(
      ({ from, value, ...row }, index): Cells =>
        claim(`Z${index}`, {
          ...row,
          partner: 'TJK',
          value: String(value),
          derived_from: from < index ? `Z${from}` : ''
        })
    )
  )

t.test(
  'any claims give the same data in one import or in several, in any order within one',
  async (t) => {
    await fc.assert(
      fc.asyncProperty(claims, fc.infiniteStream(fc.nat(3)), async (rows, random) => {
        const one = (await buildTestStore(t, { data: 'starter' })).store
        const several = (await buildTestStore(t, { data: 'starter' })).store
        const shuffled = rows
          .map((row) => ({ row, key: random.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row)
        await run(one, [file('observation', shuffled)])
        for (let start = 0; start < rows.length; ) {
          const size = 1 + random.next().value
          // Some come wrong first and are corrected, some twice.
          const piece = rows.slice(start, start + size)
          if (size % 2)
            await run(several, [
              file(
                'observation',
                piece.map((row) => ({ ...row, value: '1', period: '2020' }))
              )
            ])
          await run(several, [file('observation', piece)])
          if (size === 3) await run(several, [file('observation', piece)])
          start += size
        }
        t.same(await contents(several), await contents(one))
      }),
      { numRuns: runs(3, 100) }
    )
  }
)
