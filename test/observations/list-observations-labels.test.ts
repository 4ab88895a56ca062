import t from 'tap'
import { calendarOf, parsePeriod } from '../../src/periods/read-period.ts'
import { buildTestApp } from '../helpers/app.ts'

const ADVICE = 'a fiscal year from another month names its months, as in FY2024 (Sep–Aug).'
const fields = 'id,period,period_label'
type Row = { id: string; period: string; period_label: string }

t.test('a fiscal year without its months is told how it is read', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const warningsOf = async (query: Record<string, string>) => {
    const response = await app.inject({ url: '/v1/observations', query: { limit: '1', ...query } })
    return response.json().meta.warnings
  }
  t.same(await warningsOf({ from: 'FY2024', to: 'Q3FY24' }), [
    `from: FY2024 is read as July 2023 to June 2024; ${ADVICE}`,
    `to: Q3FY24 is read as January 2024 to March 2024; ${ADVICE}`
  ])
  t.same(await warningsOf({ from: 'FY2024 (Sep–Aug)', to: '2025' }), [])
})

t.test('from and to take the label of each period that answers show', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const ask = async (query: Record<string, string>): Promise<Row[]> => {
    const response = await app.inject({
      url: '/v1/observations',
      query: { limit: '1000', fields, ...query }
    })
    t.equal(response.statusCode, 200, response.body.slice(0, 300))
    return response.json().data
  }
  const rows = await ask({ sort: 'period', from: '1000' })
  const labels = new Map(rows.map(({ period, period_label }) => [period_label, period]))
  t.ok(labels.size > 100, `${labels.size} labels`)
  for (const [label, period] of labels) {
    const { starts_on = '', ends_on = '' } = parsePeriod(period) ?? {}
    const calendar = calendarOf(period) ?? ''
    const wanted = await ask({ from: starts_on, to: ends_on, calendar })
    t.same(await ask({ from: label, to: label, calendar }), wanted, label)
    t.ok(wanted.some((row) => row.period_label === label))
  }
})
