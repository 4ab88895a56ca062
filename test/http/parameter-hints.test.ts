import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'

/** What is suggested for each query, and the request that `try` has. */
const SUGGESTED: Record<string, [name: string, works: string]> = {
  '/v1/observations?metrics=goods_trade': ['metric', '/v1/observations?metric=goods_trade'],
  '/v1/observations?metirc=goods_trade': ['metric', '/v1/observations?metric=goods_trade'],
  '/v1/observations?Metric=goods_trade': ['metric', '/v1/observations?metric=goods_trade'],
  '/v1/observations?limitt=5': ['limit', '/v1/observations?limit=5'],
  '/v1/observations?limitt=5&limit=7': ['limit', '/v1/observations?limit=7'],
  '/v1/observations?limitt=x': ['limit', '/v1/observations'],
  '/v1/observations?startdate=2023': ['from', '/v1/observations?from=2023'],
  '/v1/observations?start=2023': ['from', '/v1/observations?from=2023'],
  '/v1/observations?startPeriod=2023-Q1': ['from', '/v1/observations?from=2023-Q1'],
  '/v1/observations?endPeriod=2023': ['to', '/v1/observations?to=2023'],
  '/v1/observations?end=2023': ['to', '/v1/observations?to=2023'],
  '/v1/observations?per_page=5': ['limit', '/v1/observations?limit=5'],
  '/v1/observations?reporter=PAK': ['subject', '/v1/observations?subject=PAK'],
  '/v1/observations?reporterCode=PAK': ['subject', '/v1/observations?subject=PAK'],
  '/v1/observations?geo=PAK': ['subject', '/v1/observations?subject=PAK'],
  '/v1/observations?country_code=PAK': ['country', '/v1/observations?country=PAK'],
  '/v1/observations?indicator=goods_trade': ['metric', '/v1/observations?metric=goods_trade'],
  '/v1/observations?subject-kind=port': ['subject_kind', '/v1/observations?subject_kind=port'],
  '/v1/observations?mrv=1&metric=goods_trade': [
    'latest_by_author',
    '/v1/observations?metric=goods_trade&latest_by_author=1'
  ],
  '/v1/series?mrnev=1&metric=goods_trade': ['latest', '/v1/series?metric=goods_trade&latest=1'],
  '/v1/observations?freq=P1M': ['calendar', '/v1/observations?calendar=P1M'],
  '/v1/projections?from=2030': ['target_from', '/v1/projections?target_from=2030'],
  '/v1/projections?end_date=2030': ['target_to', '/v1/projections?target_to=2030'],
  '/v1/metrics?search=trade': ['q', '/v1/metrics?q=trade']
}
t.test('400 that suggests the parameter that was meant, and a request with it', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [url, [name, works]] of Object.entries(SUGGESTED)) {
    const { code, errors, try: tried } = (await app.inject(url)).json()
    t.equal(code, 'unknown_parameter', url)
    t.equal(
      errors[0].message,
      `There is no parameter of this name. Did you mean ${name}? The parameters are ` +
        `${errors[0].allowed.join(', ')}.`,
      url
    )
    t.equal(tried, works, url)
    t.equal((await app.inject(works)).statusCode, 200, works)
  }
})

const EXCEL = '`dialect=excel` writes a byte order mark and separates cells by `;`; it needs CSV.'
const ADVISED: Record<string, [name: string, advice: string]> = {
  '/v1/observations?date=2023': ['from', 'A span has two parameters, `from` and `to`.'],
  '/v1/observations?time=2023': ['from', 'A span has two parameters, `from` and `to`.'],
  '/v1/observations?page=2': ['cursor', 'There are no page numbers: follow `links.next`.'],
  '/v1/series?pivot=year&metric=goods_trade': [
    'layout',
    '`layout=wide` has one row for each series and one column for each period.'
  ],
  '/v1/observations?bom=true': ['dialect', EXCEL],
  '/v1/observations?delimiter=;': ['dialect', EXCEL],
  '/v1/observations?offset=100': ['cursor', 'There are no offsets: follow `links.next`.']
}
t.test('400 with advice where another name is not enough', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [url, [name, advice]] of Object.entries(ADVISED)) {
    const { errors, try: tried } = (await app.inject(url)).json()
    t.equal(
      errors[0].message,
      `There is no parameter of this name. Did you mean ${name}? ${advice} The parameters are ` +
        `${errors[0].allowed.join(', ')}.`,
      url
    )
    t.equal(tried, url.replace(/\w+=[^&]*&?/, '').replace(/\?$/, ''), url)
  }
})

t.test('400 without a suggestion for what is like no parameter', async (t) => {
  const { app } = await buildTestApp(t)
  for (const name of ['x', 'to_', 'nonsense', 'constructor', '__proto__', 'a'.repeat(200)]) {
    const { errors } = (await app.inject(`/v1/metrics?${name}=1`)).json()
    t.equal(
      errors[0].message,
      `There is no parameter of this name; the parameters are ${errors[0].allowed.join(', ')}.`,
      name
    )
  }
})
