import t from 'tap'
import { reportOutcomes } from '../../src/commands/fetch/report.ts'
import { startFetching } from './fetching.ts'
import type { Fault } from './replay-server.ts'

t.test(
  'the World Bank is asked as its API is documented, and never for the newest values',
  async (t) => {
    const { fetch, replay } = await startFetching(t)
    await fetch()
    t.same(
      replay.requests.map(({ url }) => url),
      [1, 2, 3].map(
        (page) =>
          '/v2/country/PAK;KAZ/indicator/NY.GDP.MKTP.CD?format=json&per_page=1000' +
          `&page=${page}&footnote=y&date=2015%3A2024`
      )
    )
  }
)

t.test('the edition and the day of retrieval stand on the source', async (t) => {
  const { fetch, store, replay } = await startFetching(t)
  const { retrieved } = await fetch()
  const read = () =>
    store.snapshot(async ({ db, tables: { source, source_history } }) => ({
      now: (await db.select().from(source)).filter(({ id }) => id === 'worldbank-wdi'),
      before: (await db.select().from(source_history)).filter(({ id }) => id === 'worldbank-wdi')
    }))
  const day = retrieved.slice(0, 10)
  t.match(await read(), { now: [{ published: '2026-10-07', retrieved: day }], before: [] })

  replay.lastUpdated = '2026-11-20'
  await fetch()
  t.match(await read(), {
    now: [{ published: '2026-11-20', retrieved: day }],
    before: [{ published: '2026-10-07', retrieved: day }]
  })
})

t.test('a newer edition corrects the figures, and the old ones stay as a revision', async (t) => {
  const { fetch, claims, replay, store } = await startFetching(t)
  await fetch()
  replay.lastUpdated = '2026-11-20'
  replay.rows = replay.rows.map((row) =>
    JSON.parse(JSON.stringify(row).replace('338368455318', '338400000000'))
  )
  const { result } = await fetch()
  t.match(result.counts.observation, { inserted: 0, corrected: 1, unchanged: 17 })
  t.equal((await claims())['worldbank-gdp-PAK-2023'], 338400000000)
  const old = await store.snapshot(({ db, tables: { observation_history } }) =>
    db.select().from(observation_history)
  )
  t.match(old, [{ id: 'worldbank-gdp-PAK-2023', value: 338368455318 }])
})

t.test('a second fetch asks whether anything changed, and keeps what did not', async (t) => {
  const { fetch, replay } = await startFetching(t)
  await fetch()
  replay.requests.length = 0
  const { result, pages, asked } = await fetch()
  t.same({ pages, asked, changed: result.changed }, { pages: 3, asked: 3, changed: false })
  t.same(
    replay.requests.map(({ headers }) => headers['if-none-match']),
    ['"2026-10-07-1"', '"2026-10-07-2"', '"2026-10-07-3"']
  )
})

t.test('an interrupted fetch goes on with the pages that it lacks', async (t) => {
  const broken: Fault = ({ count, reply }) => {
    if (count >= 3) Object.assign(reply, { status: 502, headers: {}, body: '' })
  }
  const { fetch, replay, state } = await startFetching(t, broken)
  const before = await state()
  await t.rejects(fetch(), { message: 'status 502 (asked 2 times)' })
  t.same(await state(), before)
  replay.fault = undefined
  replay.requests.length = 0
  const { result, asked } = await fetch()
  t.equal(result.counts.observation?.inserted, 18)
  t.same(
    { asked, pages: replay.requests.map(({ url }) => /&page=(\d)/.exec(url)?.[1]) },
    {
      asked: 1,
      pages: ['3']
    }
  )
})

t.test('pages of an interrupted fetch that are of an older edition are read again', async (t) => {
  const broken: Fault = ({ count, reply }) => {
    if (count >= 2) Object.assign(reply, { status: 502, headers: {}, body: '' })
  }
  const { fetch, replay } = await startFetching(t, broken)
  await t.rejects(fetch(), { message: 'status 502 (asked 2 times)' })
  replay.fault = undefined
  replay.lastUpdated = '2026-11-20'
  replay.requests.length = 0
  const { result, asked } = await fetch()
  t.same({ inserted: result.counts.observation?.inserted, asked }, { inserted: 18, asked: 3 })
  t.equal(replay.requests.length, 4)
})

t.test('a refused answer is asked for again, not taken from the cache', async (t) => {
  const comma: Fault = (exchange) => {
    delete exchange.reply.headers['content-encoding']
    exchange.reply.body =
      '[{"page":1,"pages":1,"per_page":50,"total":1},[{"indicator":{"id":"NY.GDP.MKTP.CD","value":"GDP"},"country":{"id":"PK","value":"Pakistan"},"countryiso3code":"PAK","date":"2023","value":"1,5"}]]'
  }
  const { fetch, replay } = await startFetching(t, comma)
  await t.rejects(fetch(), { message: /found "1,5"/ })
  replay.fault = undefined
  t.equal((await fetch()).result.counts.observation?.inserted, 18)
})

t.test('a dry run keeps nothing, and leaves its pages for the run after it', async (t) => {
  const { fetch, replay, state } = await startFetching(t)
  const before = await state()
  const { result } = await fetch({}, { dryRun: true })
  t.match(result, { changed: true, counts: { observation: { inserted: 18 } } })
  t.same(await state(), before)
  replay.requests.length = 0
  t.match(await fetch(), { asked: 0, result: { counts: { observation: { inserted: 18 } } } })
  t.same(replay.requests, [])
})

t.test('aggregates among the countries are skipped and listed', async (t) => {
  const { fetch } = await startFetching(t)
  const { result, skipped } = await fetch({ countries: 'all' })
  t.equal(result.counts.observation?.inserted, 18)
  t.same(skipped.names.place.shown, [
    { name: 'AFE · ZH · Africa Eastern and Southern', claims: 1 },
    { name: 'ARB · 1A · Arab World', claims: 1 },
    { name: 'XD · High income', claims: 1 }
  ])
})

t.test('an answer of which nothing is ours: the report says that all was skipped', async (t) => {
  const { fetch, plan, replay } = await startFetching(t)
  replay.fault = ({ url, reply }) => {
    url.searchParams.set('ignored', 'yes')
    delete reply.headers['content-encoding']
    const row =
      '{"indicator":{"id":"SP.DYN.LE00.IN","value":"Life expectancy"},"countryiso3code":"PAK",' +
      '"country":{"id":"","value":""},"date":"2023","value":5}'
    Object.assign(reply, { status: 200 })
    reply.headers['content-type'] = 'application/json'
    reply.body = `[{"page":1,"pages":1,"per_page":"50","total":1},[${row}]]`
  }
  const entry = { metrics: ['SP.DYN.LE00.IN'] }
  const fetched = await fetch(entry)
  const planned = await plan(entry)
  const question = planned.questions[0]
  if (!question) throw new Error('no question')
  const report = reportOutcomes([{ plan: planned, question, fetched }], false)
  t.match(
    report,
    /\(--new-metrics makes metrics of them\):\n {4}SP\.DYN\.LE00\.IN \(Life expectancy\): 1\n {2}nothing was taken: every figure was skipped, for the reasons above\nclaims: 0 new/
  )
})

t.test('rows that were not asked for are left out and counted', async (t) => {
  const { fetch, replay, claims } = await startFetching(t)
  replay.fault = ({ url, reply }) => {
    url.searchParams.set('ignored', 'yes')
    delete reply.headers['content-encoding']
    const row = (code: string, date: string) =>
      `{"indicator":{"id":"NY.GDP.MKTP.CD","value":"GDP"},"countryiso3code":"${code}","country":{"id":"","value":""},"date":"${date}","value":5}`
    reply.body = `[{"page":1,"pages":1,"per_page":"50","total":3},[${[row('PAK', '2023'), row('UZB', '2023'), row('PAK', '1999')]}]]`
  }
  const { unasked } = await fetch()
  t.equal(unasked, 2)
  t.same(await claims(), { 'worldbank-gdp-PAK-2023': 5 })
})

t.test('an answer without rows keeps nothing and is no failure', async (t) => {
  const { fetch, replay } = await startFetching(t)
  replay.fault = ({ reply }) => {
    delete reply.headers['content-encoding']
    reply.body = '[{"page":0,"pages":0,"per_page":0,"total":0,"lastupdated":null},null]'
  }
  t.match(await fetch(), { pages: 1, result: { changed: false } })
})

t.test('an upstream that is silent is given up', async (t) => {
  const { fetch } = await startFetching(t, () => true)
  const { QUICK } = await import('./fetching.ts')
  const limits = { ...QUICK, silenceMs: 20, attempts: 1 }
  await t.rejects(fetch({}, { limits }), { message: 'nothing came for 0.02 s' })
})

t.test('a question that takes all its time is given up', async (t) => {
  const { fetch } = await startFetching(t, () => true)
  const { QUICK } = await import('./fetching.ts')
  await t.rejects(fetch({}, { limits: { ...QUICK, totalMs: 30 } }), {
    message: 'it took longer than 0.03 s in all'
  })
})

t.test('an answer that is too large is given up, however small it was packed', async (t) => {
  const { fetch } = await startFetching(t)
  const { QUICK } = await import('./fetching.ts')
  await t.rejects(fetch({}, { limits: { ...QUICK, pageBytes: 1024 } }), {
    message: 'an answer of more than 0.0009765625 MiB'
  })
})

t.test('UN Comtrade: reporters, partners and years as its API takes them', async (t) => {
  const { fetch, replay, store } = await startFetching(t)
  const { result, skipped } = await fetch({
    source: 'comtrade',
    metrics: ['goods_exports'],
    countries: ['PAK'],
    partners: ['KAZ', 'IND', 'WLD'],
    from: 2022,
    to: 2023
  })
  t.same(
    replay.requests.map(({ url }) => url),
    [
      '/public/v1/preview/C/A/HS?reporterCode=586&period=2022%2C2023&partnerCode=398%2C699%2C0' +
        '&partner2Code=0&cmdCode=TOTAL&flowCode=X&customsCode=C00&motCode=0&includeDesc=TRUE'
    ]
  )
  t.same([result.counts.observation?.inserted, skipped.claims], [2, 0])
  const rows = await store.snapshot(({ db, tables: { observation } }) =>
    db.select().from(observation)
  )
  t.match(
    rows.find(({ id }) => id === 'comtrade-goods_exports-PAK-KAZ-2022'),
    { value: 1200000.5, text: '1200000.5', source: 'un-comtrade' }
  )
})

t.test('IMF: scales, the edition, and forecasts that are no claims', async (t) => {
  const { fetch, replay, store } = await startFetching(t)
  const { result, skipped } = await fetch({
    source: 'imf',
    metrics: ['NGDPD'],
    from: 2020,
    to: undefined
  })
  t.same(
    replay.requests.map(({ url }) => url),
    ['/imf/indicators', '/imf/NGDPD/PAK/KAZ']
  )
  t.same(
    [result.counts.observation?.inserted, skipped.names.forecast.shown],
    [
      6,
      [
        { name: '2026', claims: 2 },
        { name: '2027', claims: 2 }
      ]
    ]
  )
  const { rows, sources } = await store.snapshot(
    async ({ db, tables: { observation, source } }) => ({
      rows: await db.select().from(observation),
      sources: await db.select().from(source)
    })
  )
  t.match(
    rows.find(({ id }) => id === 'imf-weo-gdp-PAK-2023'),
    { value: 338250000000, text: '338.25 Billions', status: 'A', source: 'imf-weo' }
  )
  t.match(
    sources.find(({ id }) => id === 'imf-weo'),
    { published: '2026-10' }
  )
})

t.test('any other address with a mapping', async (t) => {
  const { fetch, replay, store } = await startFetching(t, ({ reply }) => {
    reply.status = 200
    reply.headers = { 'content-type': 'text/csv' }
    reply.body = 'Entity,Code,Year,GDP (current US$)\nPakistan,PAK,2023,338368455318\n'
  })
  const { result } = await fetch(
    {
      source: 'address',
      metrics: [],
      countries: [],
      from: undefined,
      to: undefined,
      address: `${replay.url}/grapher/gdp.csv`,
      mapping: 'owid',
      new_metrics: true
    },
    { newMetrics: true }
  )
  t.equal(result.counts.observation?.inserted, 1)
  const sources = await store.snapshot(({ db, tables: { source } }) => db.select().from(source))
  t.match(
    sources.find(({ retrieved }) => retrieved !== null),
    { publisher: 'Our World in Data' }
  )
})

t.test(
  'what follows the path of an address is shown to nobody, as it may be a secret',
  async (t) => {
    const { fetch, replay, store } = await startFetching(t, ({ reply }) => {
      reply.status = 200
      reply.headers = { 'content-type': 'text/csv' }
      reply.body = 'Entity,Code,Year,GDP (current US$)\nPakistan,PAK,2023,338368455318\n'
    })
    const entry = {
      source: 'address' as const,
      metrics: [],
      countries: [],
      from: undefined,
      to: undefined,
      address: `${replay.url}/grapher/gdp.csv?token=SECRET#SECRET`,
      mapping: 'owid'
    }
    await fetch({ ...entry, new_metrics: true }, { newMetrics: true })
    t.equal(replay.requests[0]?.url, '/grapher/gdp.csv?token=SECRET')
    const notes = await store.snapshot(({ db, tables: { imports } }) => db.select().from(imports))
    t.equal(notes.at(-1)?.note, `fetched from ${replay.url}/grapher/gdp.csv`)
    t.equal(JSON.stringify(notes).includes('SECRET'), false)
  }
)
