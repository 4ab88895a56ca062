// How much one request reads of the database at once, seen at SQLite: the engines share the bounds.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { SLOW } from '../helpers/random.ts'
import { insertRows } from '../helpers/rows.ts'
import { recordStatements } from './statements.ts'

type Rows = {
  data: Record<string, string | null>[]
  meta: { warnings: string[] }
  links: { next: string | null }
}

t.test('exactly as many claims as are read at once need no warning', SLOW, async (t) => {
  const { app, store, client } = await buildTestApp(t)
  await insertRows(store, { projection: [{}], observation: [{ id: 'C001' }] })
  // Claims of one period count once; made by the database, which is faster than by the import.
  const columns = client
    .prepare('SELECT name FROM pragma_table_info(?)')
    .pluck()
    .all('observation') as string[]
  const copied = columns.map((name) => (name === 'id' ? `'N' || n` : `"${name}"`)).join(', ')
  const copy = (from: number, to: number) =>
    client.exec(`WITH RECURSIVE number (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM number WHERE n < ${to})
      INSERT INTO observation (${columns.map((name) => `"${name}"`).join(', ')}) SELECT ${copied} FROM observation, number WHERE id = 'C001'`)
  const ask = async (by: string) => {
    const { data, meta } = (await app.inject(`/v1/projections/P001/progress?by=${by}`)).json()
    return [data.rows[0].latest.others, meta.warnings.length]
  }
  copy(1, 9_999)
  t.same(await ask('rule'), [9_999, 0])
  copy(10_000, 10_000)
  t.same(await ask('rule'), [9_999, 1])
  copy(10_001, 24_999)
  t.same(await ask('author'), [24_999, 0])
  copy(25_000, 25_000)
  t.same(await ask('author'), [24_999, 1])
})

t.test(
  'a table of forecasts is read twenty series at a time, other lists a thousand rows',
  async (t) => {
    const { app, store, client } = await buildTestApp(t)
    // A series each.
    const observation = Array.from({ length: 45 }, (_, index) => ({
      id: `C${index}`,
      attributed_to: `Body ${index}`
    }))
    await insertRows(store, { observation })
    await app.ready()
    const executed = recordStatements(t, client)
    const limits = async (table: string, url: string) => {
      executed.splice(0)
      t.equal((await app.inject(url)).statusCode, 200, url)
      const pages = executed.filter(
        ({ sql }) => sql.includes(`from "${table}"`) && sql.endsWith('limit ?')
      )
      // One row tells whether there is any.
      return pages.map(({ parameters }) => parameters.at(-1)).filter((limit) => limit !== 1)
    }
    // One more than is shown tells whether there are more. Forecasts are many lines each.
    const forecasts = '/v1/forecasts.csv?metric=goods_trade&by=author&horizon=1'
    t.same(await limits('series', forecasts), [21, 21, 21])
    t.same(await limits('series', `${forecasts}&limit=30`), [31], 'unless a page is asked for')
    t.equal((await limits('observation', '/v1/observations.csv'))[0], 1_001)
  }
)

t.test('forecasts of many series are read by as many statements as those of one', async (t) => {
  const { app, store, client } = await buildTestApp(t)
  const observation = ['P1M', 'P2M', 'P4M', 'P5M', 'P6M', 'P7M', 'P8M'].flatMap((length) =>
    Array.from({ length: 70 }, (_, index) => ({
      id: `${length}-${index}`,
      period: length === 'P1M' ? `${1955 + index}-01` : `${1955 + index}-01-01/${length}`,
      attributed_to: length
    }))
  )
  await insertRows(store, { observation })
  await app.ready()
  const executed = recordStatements(t, client)
  const statements = async (query: string) => {
    executed.splice(0)
    const { data } = (await app.inject(`/v1/forecasts?metric=goods_trade${query}`)).json()
    return [data.length, executed.length]
  }
  for (const by of ['rule', 'author']) {
    // Ids and names are then known, as for every later request of a revision.
    await statements(`&by=${by}`)
    const [one, few = 0] = await statements(`&by=${by}&limit=1`)
    const [all, many] = await statements(`&by=${by}`)
    t.same([one, all, many], [1, 7, few], `by ${by}: ${few} statements`)
  }
})

t.test(
  'a page of clean series reads ten thousand claims at most, and goes on where it stopped',
  SLOW,
  async (t) => {
    const { app, store, client } = await buildTestApp(t)
    const days = Array.from({ length: 2_100 }, (_, index) =>
      new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10)
    )
    const few = (id: string, subject: string, partner: string | null) => ({ id, subject, partner })
    await insertRows(store, {
      observation: [
        few('A', 'CHE', 'KAZ'),
        // 10,500 claims on two modes, the older ones all by rail.
        ...days.flatMap((period, day) =>
          Array.from({ length: 5 }, (_, n) => ({
            id: `B${day}-${n}`,
            subject: 'KAZ',
            partner: 'PAK',
            period,
            mode: day < 200 || n > 2 ? 'rail' : 'road'
          }))
        ),
        few('C', 'PAK', 'KAZ'),
        few('D', 'KAZ', null)
      ] as NonNullable<Parameters<typeof insertRows>[1]['observation']>
    })
    await app.ready()
    const executed = recordStatements(t, client)
    const walk = async (query: string) => {
      const pages: [series: string[], warnings: number][] = []
      for (let url: string | null = `/v1/series?metric=goods_trade${query}`; url !== null; ) {
        const { data, meta, links }: Rows = (await app.inject(url)).json()
        const names = data.map(({ subject, partner, mode }) =>
          [subject, partner ?? '-', mode ?? '-'].join(' ')
        )
        pages.push([names, meta.warnings.length])
        if (meta.warnings.length > 0)
          t.same(meta.warnings, [
            'KAZ, PAK: there are more than 10000 claims; only the newest were read.'
          ])
        url = links.next
      }
      return pages
    }
    const big = ['KAZ PAK rail', 'KAZ PAK road']
    const rest = ['PAK KAZ -', 'KAZ - -']
    t.same(
      await walk(''),
      [
        [['CHE KAZ -'], 0],
        [big, 1],
        [rest, 0]
      ],
      'pages that are not full'
    )
    t.same(await walk('&limit=1'), [
      [['CHE KAZ -'], 0],
      [big.slice(0, 1), 1],
      [big.slice(1), 1],
      [rest.slice(0, 1), 0],
      [rest.slice(1), 0]
    ])
    t.same(await walk('&subject=KAZ&partner=PAK'), [[big, 1]], 'no empty page behind the last pair')
    t.same(await walk('&to=2000-06'), [[['KAZ PAK rail'], 0]], 'fewer claims need no warning')
    const [first] = (
      await app.inject('/v1/series?metric=goods_trade&subject=KAZ&partner=PAK')
    ).json().data
    t.same(
      [first.points.length, first.left_out, first.points.at(-1).period],
      [1_000, 1_000, days.at(-1)],
      'the newest'
    )
    const limits = executed
      .filter(({ sql }) => /from "observation"/.test(sql))
      .map(({ parameters }) => Number(parameters.at(-1)))
    t.ok(limits.length > 20)
    t.equal(Math.max(...limits), 10_001)
    const lines = (await app.inject('/v1/series.csv?metric=goods_trade')).body.trim().split('\n')
    t.equal(
      lines.length,
      1 + 1 + 1_000 + 1_000 + 1 + 1,
      'a file goes on over pages that are not full'
    )
  }
)

t.test('a source with many claims is looked for page by page', async (t) => {
  const { app, store, client } = await buildTestApp(t)
  const months = Array.from(
    { length: 2_501 },
    (_, index) => `${1800 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
  )
  await insertRows(store, {
    source: [{ id: 'a-paper' }, { id: 'large' }, { id: 'small' }],
    observation: [
      ...['KAZ', 'PAK'].flatMap((subject) =>
        months.map((period) => ({
          id: `${subject}${period}`,
          subject,
          partner: 'UZB',
          period,
          source: 'large'
        }))
      ),
      { id: 'S', subject: 'UZB', partner: 'PAK', source: 'small' },
      { id: 'T', subject: 'UZB', partner: 'KAZ', source: 'large' }
    ]
  })
  await app.ready()
  const executed = recordStatements(t, client)
  const subjects = async (source: string) => {
    executed.splice(0)
    const { data } = (
      await app.inject(`/v1/series?metric=goods_trade&rule=source:${source}`)
    ).json()
    const isNarrow = executed.some(({ sql }) => sql.includes('in (select "subject"'))
    return [
      data.map((one: { subject: string; partner: string }) => `${one.subject} ${one.partner}`),
      isNarrow
    ]
  }
  t.same(await subjects('large'), [['KAZ UZB', 'PAK UZB', 'UZB KAZ'], false])
  t.same(await subjects('small'), [['UZB PAK'], true])
})
