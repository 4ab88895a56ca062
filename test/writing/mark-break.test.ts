// A break in level can be marked in every way in which claims are written, and every answer about
// the claim shows it.
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import t from 'tap'
import { type Service, writable } from './service.ts'

const PATH = '/v1/observations'
const claimOf = (year: number) => ({
  id: `n-${year}`,
  metric: 'goods_trade',
  subject: 'KAZ',
  partner: 'PAK',
  period: String(year),
  value: year,
  bound: 'exact',
  text: String(year),
  source: 'a-paper'
})
const MARKED = { ...claimOf(2022), status: 'B' }
const SERIES = 'goods_trade~KAZ~PAK~~~~P1Y-01'

async function upload(service: Service, payload: string, type: string): Promise<number> {
  const url = '/v1/imports?type=observation'
  return (await service.send('POST', url, payload, { 'content-type': type })).statusCode
}

const WAYS: Record<string, (service: Service) => Promise<number>> = {
  POST: async ({ send }) => (await send('POST', PATH, MARKED)).statusCode,
  PATCH: async ({ send }) => {
    await send('POST', PATH, claimOf(2022))
    return (await send('PATCH', `${PATH}/n-2022`, { status: 'B' })).statusCode
  },
  CSV: (service) => upload(service, stringify([MARKED], { header: true }), 'text/csv'),
  NDJSON: (service) => upload(service, JSON.stringify(MARKED), 'application/x-ndjson'),
  JSON: (service) => upload(service, JSON.stringify([MARKED]), 'application/json')
}

for (const [way, write] of Object.entries(WAYS))
  t.test(`${way}: a claim, its series and the forecasts know the break`, async (t) => {
    const service = await writable(t)
    for (const year of [2019, 2020, 2021, 2023, 2024])
      t.equal((await service.send('POST', PATH, claimOf(year))).statusCode, 201)
    const statusCode = await write(service)
    t.ok([200, 201].includes(statusCode), `${statusCode}`)
    const dataOf = async (url: string) => (await service.get(url)).json().data
    t.equal((await dataOf(`${PATH}/n-2022`)).status, 'B')
    const marked = await dataOf(`${PATH}?status=B`)
    t.same(
      marked.map(({ id }: { id: string }) => id),
      ['n-2022']
    )
    const table = (await service.get(`${PATH}.csv?status=B&fields=id,status`)).body
    t.equal(table, 'id,status\nn-2022,B\n')
    const { points } = await dataOf(`/v1/series/${SERIES}`)
    t.same(
      points.map(({ period, status }: { period: string; status: string }) => [period, status]),
      [2019, 2020, 2021, 2022, 2023, 2024].map((year) => [String(year), year === 2022 ? 'B' : 'A'])
    )
    const rows: Record<string, string>[] = parse(
      (await service.get(`/v1/series/${SERIES}.csv`)).body,
      {
        columns: true
      }
    )
    t.same(
      rows.filter(({ status }) => status === 'B').map(({ period }) => period),
      ['2022']
    )
    for (const by of ['rule', 'author']) {
      const [{ training }] = await dataOf(`/v1/forecasts?metric=goods_trade&subject=KAZ&by=${by}`)
      const { first_period, left_out, left_out_break, level_break } = training
      t.same(
        { first_period, left_out, left_out_break, level_break },
        {
          first_period: '2022',
          left_out: 3,
          left_out_break: 3,
          level_break: { period: '2022', kind: 'marked', observation: 'n-2022' }
        },
        by
      )
    }
  })
