// 300 figures drawn from the claims, judged by judge.py, which shares no code with us.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { loadSeries } from '../../src/starter/load-series.ts'
import { buildTestApp } from '../helpers/app.ts'
import { SLOW } from '../helpers/random.ts'

type Question = Record<string, string | null> & { id: string; kind: string }
type Judged = { id: string; verdict: string; agreeing: string[]; found: string[] }
type Claim = { id: string; agrees: boolean }

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0
const PARAMETERS = [
  'metric',
  'subject',
  'partner',
  'direction',
  'mode',
  'product',
  'period',
  'value',
  'stated'
]

t.test(
  'the verdicts on 300 drawn figures are those of an independent judge',
  { skip: HAS_PYTHON ? SLOW.skip : 'it needs python3' },
  async (t) => {
    const { app, store } = await buildTestApp(t, { data: 'starter' })
    await Array.fromAsync(loadSeries(store))
    const data = await collect(app)
    const { questions }: { questions: Question[] } = run('draw.py', data)
    const { answers }: { answers: Judged[] } = run('judge.py', { ...data, questions })
    const found = []
    for (const question of questions) found.push(await ask(app, question))
    const wanted = answers.map(({ id, verdict, agreeing, found }) => ({
      id,
      verdict,
      agreeing: verdict.startsWith('agrees') ? few(agreeing) : [],
      found: few(verdict === 'other_unit' || verdict === 'other_currency' ? agreeing : found)
    }))
    t.equal(questions.length, 300)
    t.same(found, wanted)
    const kinds = new Set(wanted.map(({ verdict }) => verdict))
    t.equal(kinds.size, 9, 'every verdict is given')
  }
)

function run(script: string, input: object) {
  const { stdout, stderr } = spawnSync('python3', [script], {
    cwd: FOLDER,
    input: JSON.stringify(input),
    maxBuffer: 2 ** 28
  })
  if (stderr.length > 0) throw new Error(stderr.toString())
  return JSON.parse(stdout.toString())
}

/** Ids in order; answers show ten at most, so that of more only the number is compared. */
function few(ids: string[]): string[] {
  return ids.length < 10 ? ids.toSorted() : ['ten or more']
}

/** The verdict, and the claims that it names. */
async function ask(app: FastifyInstance, question: Question) {
  const query = Object.fromEntries(
    PARAMETERS.flatMap((name) => (question[name] ? [[name, question[name]]] : []))
  )
  const answer = await app.inject({ url: '/v1/check', query })
  const { data, detail } = answer.json()
  if (!data) return { id: question.id, verdict: detail, agreeing: [], found: [] }
  const idsOf = (claims: Claim[]) => claims.filter(({ agrees }) => agrees).map(({ id }) => id)
  return {
    id: question.id,
    verdict: data.verdict,
    agreeing: data.verdict.startsWith('agrees') ? few(idsOf(data.nearest)) : [],
    found: data.found ? few(idsOf(data.found.claims)) : []
  }
}

type Country = { code: string; currencies: string[] }
type Series = { subject: string; points: (Rate & { value: number | null })[] }
type Rate = { starts_on: string; ends_on: string }
type Metric = { id: string; unit: string }

/** Claims, rates and currencies as the judge reads them. */
async function collect(app: FastifyInstance) {
  const list = async (url: string) => (await app.inject(url)).json().data
  const rows: Record<string, string>[] = parse((await app.inject('/v1/observations.csv')).body, {
    columns: true
  })
  const countries: Country[] = await list('/v1/countries?limit=1000')
  const only = countries.filter(({ currencies: [code], currencies }) => {
    return currencies.length === 1 && code !== 'USD'
  })
  const currencies = new Map(only.map(({ code, currencies: [currency] }) => [code, currency]))
  const series: Series[] = await list('/v1/series?metric=exchange_rate&limit=100')
  const rates = series.flatMap(({ subject, points }) =>
    points.flatMap(({ starts_on, ends_on, value }) => {
      const currency = currencies.get(subject)
      return currency && value !== null
        ? [{ currency, starts_on, ends_on, value: String(value) }]
        : []
    })
  )
  const metrics: Metric[] = await list('/v1/metrics?limit=1000')
  return {
    claims: rows.filter(({ period }) => period !== ''),
    rates,
    currencies: Object.fromEntries(currencies),
    units: Object.fromEntries(metrics.map(({ id, unit }) => [id, unit]))
  }
}
