// Routes of one thing say for which months they took a fiscal year.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

const SERIES = '/v1/series/goods_trade~PAK~KAZ~~~~P1Y-01'

t.test('a warning for each parameter whose first month was assumed', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  const warned = async (query: string): Promise<string[]> => {
    const { meta } = (await app.inject(`${SERIES}?${query}`)).json()
    return meta.warnings.filter((warning: string) => warning.includes('is read as'))
  }
  const advice = 'a fiscal year from another month names its months, as in FY2024 (Sep–Aug).'
  t.same(await warned('from=FY2022&to=2024'), [
    `from: FY2022 is read as July 2021 to June 2022; ${advice}`
  ])
  t.same(await warned('from=FY2022&to=FY2024'), [
    `from: FY2022 is read as July 2021 to June 2022; ${advice}`,
    `to: FY2024 is read as July 2023 to June 2024; ${advice}`
  ])
  t.same(await warned('from=2021-07-01/P1Y&to=2024'), [])
})
