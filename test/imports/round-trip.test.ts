// What goes out comes in again: every list as CSV and as JSON, imported, changes nothing (W1, W2,
// R24, R25).
import fc from 'fast-check'
import t from 'tap'
import { listPath, NOUNS, type Noun, PARENTS_FIRST } from '../../src/nouns.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { write } from '../helpers/changes.ts'
import { giveKey } from '../helpers/keys.ts'
import { runs } from '../helpers/random.ts'
import { insertRows } from '../helpers/rows.ts'

type Sent = { url?: string; type: string; body: string }

async function sender({ app, store }: TestApp) {
  const { headers } = await giveKey(store, { scope: 'admin' })
  return async ({ url = '/v1/imports', type, body }: Sent) => {
    const given = { ...headers, 'content-type': type }
    return app.inject({ method: 'POST', url, payload: body, headers: given })
  }
}

const textOf = async ({ app }: TestApp, url: string) => (await app.inject(url)).body

/** The rows of all pages, one JSON object a line. */
async function linesOf(made: TestApp, noun: Noun): Promise<string> {
  const lines: string[] = []
  for (let url: string | null = `${listPath(noun)}?limit=1000`; url !== null; ) {
    const { data, links } = JSON.parse(await textOf(made, url))
    for (const row of data) lines.push(JSON.stringify(row))
    url = links.next
  }
  return lines.join('\n')
}

const unchanged = (noun: Noun, rows: number) => ({
  statusCode: 200,
  data: {
    revision: null,
    rows,
    counts: [{ type: noun, inserted: 0, corrected: 0, unchanged: rows }],
    changes: []
  }
})
const outcome = (response: { statusCode: number; body: string }) => ({
  statusCode: response.statusCode,
  ...JSON.parse(response.body)
})

t.test('the starter data: every list as CSV and as NDJSON changes nothing', async (t) => {
  const made = await buildTestApp(t, { data: 'starter' })
  const send = await sender(made)
  const growth = async () =>
    JSON.parse(await textOf(made, '/v1/conflicts?kind=growth&holds=true&limit=200')).data.length +
    JSON.parse(await textOf(made, '/v1/conflicts?kind=growth&limit=200')).data.length
  const before = await growth()
  for (const noun of PARENTS_FIRST) {
    const lines = await linesOf(made, noun)
    const rows = lines.split('\n').length
    const csv = await textOf(made, `${listPath(noun)}.csv`)
    t.match(outcome(await send({ type: 'text/csv', body: csv })), unchanged(noun, rows), noun)
    t.match(
      outcome(await send({ type: 'application/x-ndjson', body: lines })),
      unchanged(noun, rows),
      `${noun} as NDJSON`
    )
  }
  t.same([before, await growth()], [18, 18], 'every growth check is there still')
})

t.test('property: random claims and projections as CSV and as NDJSON change nothing', async (t) => {
  const made = await buildTestApp(t)
  await insertRows(made.store, {})
  const send = await sender(made)
  const word = fc.constantFrom(
    "'",
    '=',
    '+',
    '-',
    '@',
    '1',
    'a',
    ' ',
    '%',
    ',',
    ';',
    '"',
    '\n',
    'Қ'
  )
  const text = fc
    .array(word, { minLength: 1, maxLength: 8 })
    .map((parts) => `${parts.join('')}`.trim())
    .filter((one) => one !== '' && !one.startsWith('='))
  const decimal = fc.constantFrom(
    0,
    -3146000000,
    0.1,
    1e-7,
    1e18,
    52.5,
    -0.000001,
    1234567890.12345
  )
  const claim = fc.record({
    value: decimal,
    text,
    note: fc.option(text),
    attributed_to: fc.option(text),
    status: fc.constantFrom('A', 'P', 'E', 'B'),
    period: fc.constantFrom(null, '2023', '2023-07-01/P1Y', '2023-Q3')
  })
  await fc.assert(
    fc.asyncProperty(fc.array(claim, { minLength: 1, maxLength: 5 }), async (claims) => {
      const observation = claims.map((row, index) => ({ id: `C${index}`, ...row }))
      const projection = claims.map(({ period, status, ...row }, index) => ({
        id: `P${index}`,
        base_period: period,
        ...row
      }))
      await write(made.store, { observation, projection })
      for (const noun of ['observation', 'projection'] as const) {
        const rows = (await linesOf(made, noun)).split('\n').length
        const csv = await textOf(made, `${listPath(noun)}.csv`)
        t.match(outcome(await send({ type: 'text/csv', body: csv })), unchanged(noun, rows))
        t.match(
          outcome(await send({ type: 'application/x-ndjson', body: await linesOf(made, noun) })),
          unchanged(noun, rows)
        )
      }
    }),
    { numRuns: runs(5, 100) }
  )
})

t.test(
  'the columns that answers have besides are compared, and refused if they differ',
  async (t) => {
    const made = await buildTestApp(t, { data: 'starter' })
    const send = await sender(made)
    const [header = '', row = ''] = (
      await textOf(made, '/v1/observations.csv?source=inform-kaz-2023')
    ).split('\n')
    const names = header.split(',')
    const withCell = (column: string, cell: string) => {
      const csv = `id,metric,subject,partner,period,value,bound,text,source_id,${column}\n`
      return `${csv}q,goods_trade,KAZ,PAK,2023,5,exact,5,inform-kaz-2023,${cell}\n`
    }
    t.ok(row)
    const cases: [column: string, wrong: string, expected: RegExp][] = [
      [
        'unit',
        'TEU',
        /expected USD, the unit of goods_trade, or a unit that converts to it: billion_USD, .*; TEU is a unit of count/
      ],
      ['starts_on', '2023-07-01', /expected 2023-01-01, as the service has it/],
      ['ends_on', '2024-12-31', /expected 2023-12-31, as the service has it/],
      ['source_publisher', 'Me', /expected Kazinform \(citing Trend\), as the source has it/],
      ['source_kind', 'opinion', /expected press, as the source has it/],
      ['source_published', '2020', /expected 2024-08-21, as the source has it/]
    ]
    for (const [column, wrong, expected] of cases) {
      t.ok(names.includes(column), `${column} is a column of answers`)
      const response = await send({ type: 'text/csv', body: withCell(column, wrong) })
      t.match(outcome(response), {
        statusCode: 422,
        errors: [{ pointer: `/body/2/${column}`, message: expected }]
      })
    }
    for (const column of ['recorded_at', 'subject_name', 'period_label', 'relations'])
      t.equal(
        (
          await send({
            url: '/v1/imports?dry_run=true',
            type: 'text/csv',
            body: withCell(column, 'anything')
          })
        ).statusCode,
        200,
        `${column} is ignored`
      )
  }
)

t.test('a claims file with the columns that are needed is a claims file (W3)', async (t) => {
  const made = await buildTestApp(t, { data: 'starter' })
  const send = await sender(made)
  const header = 'id,metric,subject,partner,period,value,bound,published_text,source'
  const row = 'q,goods_exports,PAK,KAZ,2023,5,exact,5,inform-kaz-2023'
  t.match(outcome(await send({ type: 'text/csv', body: `${header}\n${row}\n` })), {
    statusCode: 201,
    data: { counts: [{ type: 'observation', inserted: 1 }] }
  })
  const wrong = header.replace('value', 'values').replace('subject,', '')
  t.match(outcome(await send({ type: 'text/csv', body: `${wrong}\n` })), {
    statusCode: 422,
    errors: [
      { pointer: '/body/1/subject', message: /expected this column in the header/ },
      { pointer: '/body/1/values', message: /only the documented columns.* id, metric, subject/ }
    ]
  })
})

t.test('every noun of the catalogue is tried', async (t) => {
  t.same(PARENTS_FIRST, Object.keys(NOUNS))
})
