import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { type Entry, entrySchema } from '../../src/fetch/entry.ts'
import { planEntry } from '../../src/fetch/plan.ts'
import { readList } from '../../src/fetch/read-list.ts'
import { GDP } from './fetching.ts'

const CONFIG = readConfig({}, '/dev/null')
const plan = (entry: Partial<Entry>) => planEntry(entrySchema.parse({ ...GDP, ...entry }), CONFIG)

t.test('ids of ours and codes of the upstream, countries by every ISO code', async (t) => {
  const { upstream, questions, source } = await plan({
    metrics: ['gdp', 'SP.POP.TOTL', 'SP.DYN.LE00.IN'],
    countries: ['pk', 'KAZ', '417', 'PAK'],
    from: undefined,
    to: undefined
  })
  t.equal(source, 'worldbank-wdi')
  t.same(
    questions.map((question) => upstream.address(question, 0).pathname),
    ['NY.GDP.MKTP.CD', 'SP.POP.TOTL', 'SP.DYN.LE00.IN'].map(
      (code) => `/v2/country/PAK;KAZ;KGZ/indicator/${code}`
    )
  )
})

t.test('an address with or without /v2', async (t) => {
  for (const base of [
    'http://a.example',
    'http://a.example/',
    'http://a.example/v2',
    'http://a.example/v2/'
  ]) {
    const config = readConfig({ FETCH_WORLDBANK_URL: base }, '/dev/null')
    const { upstream, questions } = await planEntry(entrySchema.parse(GDP), config)
    const [question] = questions
    if (!question) throw new Error('no question')
    t.equal(
      upstream.address(question, 0).pathname,
      '/v2/country/PAK;KAZ/indicator/NY.GDP.MKTP.CD',
      base
    )
  }
})

const ADDRESS = {
  source: 'address' as const,
  metrics: [],
  countries: [],
  from: undefined,
  to: undefined,
  mapping: 'owid'
}
const COMTRADE = {
  source: 'comtrade' as const,
  metrics: ['goods_exports'],
  from: undefined,
  to: undefined
}
const LAST = new Date().getUTCFullYear() - 1
const WRONG: [Partial<Entry>, RegExp | string][] = [
  [{ metrics: [] }, /^metrics are missing: agriculture_of_gdp, /],
  [
    { metrics: ['goods_export'] },
    'metrics: goods_export is neither a metric that worldbank has (mapping worldbank-api) nor ' +
      'one of its codes. Did you mean goods_exports?'
  ],
  [{ countries: [] }, 'countries are missing: ISO codes such as PAK,KAZ, or all.'],
  [{ countries: ['PAK', 'ZZZ'] }, 'countries: ZZZ is no ISO code of a country.'],
  [{ from: 2020, to: 2010 }, 'from 2020 is after to 2010.'],
  [{ partners: ['KAZ'] }, 'partners belong to comtrade, not to worldbank.'],
  [
    { address: 'https://a.example' },
    'address and mapping belong to source: address, not to worldbank.'
  ],
  [{ source: 'address' }, /^source: address has no metrics, countries, from, to: /],
  [
    { ...ADDRESS, address: 'https://a.example', partners: ['KAZ'] },
    'source: address has no partners: its document is read as a whole.'
  ],
  [
    { ...ADDRESS, address: 'https://a.example', countries: 'all' },
    'source: address has no countries: its document is read as a whole.'
  ],
  [{ ...ADDRESS }, 'address is missing: source: address needs one.'],
  [{ ...COMTRADE, from: LAST + 1 }, `from ${LAST + 1}: comtrade has the years 1988 to ${LAST}.`],
  [{ ...COMTRADE, to: 1987 }, `to 1987: comtrade has the years 1988 to ${LAST}.`],
  [
    { ...ADDRESS, address: 'https://a.example', mapping: undefined },
    /^mapping is missing: it says how to read/
  ],
  [
    { ...ADDRESS, address: 'https://a.example', mapping: '/nowhere.json' },
    /^mapping \/nowhere\.json cannot be read: ENOENT/
  ],
  [{ source: 'comtrade', metrics: ['X'] }, /^metrics: X is neither a metric that comtrade has/]
]
t.test('what cannot be asked for', async (t) => {
  for (const [entry, message] of WRONG)
    await t.rejects(plan(entry), { name: 'PlanError', message }, JSON.stringify(entry))
})

t.test('only metrics that the data set has are offered, unless new ones may be made', async (t) => {
  const offered = async (new_metrics: boolean) => {
    const error = await plan({ metrics: [], new_metrics }).catch((reason: Error) => reason)
    return error instanceof Error ? error.message.includes(' trade_of_gdp') : undefined
  }
  t.equal(await offered(false), false)
  t.equal(await offered(true), true)
})

t.test('an address is called by what stands before its query', async (t) => {
  const address = 'https://a.example/x.csv?token=SECRET'
  const { upstream, questions } = await plan({
    ...ADDRESS,
    address
  })
  t.match(questions, [{ code: 'https://a.example/x.csv', label: 'https://a.example/x.csv' }])
  t.equal(questions[0] && upstream.address(questions[0], 0).href, address)
})

t.test('an address with a user or password is refused without showing them', async (t) => {
  for (const address of ['http://me:SECRET@a.example/x.csv', 'http://SECRET@a.example/x.csv']) {
    const { error } = entrySchema.safeParse({ ...GDP, ...ADDRESS, address })
    t.match(error?.issues, [
      { path: ['address'], message: 'an address without a user name and password' }
    ])
    t.notMatch(String(error), 'SECRET')
  }
})

t.test('the list that comes with the software can be used', async (t) => {
  for (const entry of readList('fetch.yaml'))
    t.ok((await planEntry(entry, CONFIG)).questions.length)
})

const LISTS: [string, string][] = [
  [
    'fetch:\n  - name: a\n    source: worldbank',
    'line 2, fetch.0.every_days: Invalid input: expected number, received undefined'
  ],
  [
    'fetch:\n  - name: a\n    source: nasa\n    every_days: 1',
    'line 3, fetch.0.source: Invalid option: expected one of "worldbank"|"comtrade"|"imf"|"address"'
  ],
  [
    'fetch:\n  - name: a\n    every: 5\n    source: imf\n    every_days: 1',
    'line 2, fetch.0: Unrecognized key: "every"; did you mean every_days?'
  ],
  [
    'fetch:\n  - {name: a, source: imf, metric: [gdp], colour: red, every_days: 1}',
    'line 2, fetch.0: Unrecognized keys: "metric", "colour"; did you mean metrics?'
  ],
  [
    'fetch: [',
    'Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 9:'
  ],
  ['[]', 'line 1, (all): Invalid input: expected object, received array']
]
t.test('what is wrong with a list is told with its line', async (t) => {
  const file = join(t.testdir(), 'list.yaml')
  for (const [text, issue] of LISTS) {
    writeFileSync(file, text)
    t.throws(() => readList(file), {
      name: 'ConfigError',
      message: `${file} cannot be used:\n  ${issue}`
    })
  }
  t.throws(() => readList('/nowhere.yaml'), {
    message: '/nowhere.yaml cannot be used:\n  there is no such file'
  })
})
