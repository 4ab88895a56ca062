import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

async function buildFigures(t: Parameters<typeof buildTestApp>[0]): Promise<TestApp> {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: [{}, { id: 'gdp' }, { id: 'undated' }],
    source: [{}, { id: 'b-paper' }],
    observation: [
      { id: 'C1', period: '2018', partner: null },
      { id: 'C2', period: '2007', partner: null },
      { id: 'C3', period: '2024-05', partner: null },
      { id: 'C4', period: '2015-07-01/P1Y', partner: null, subject: 'KAZ' },
      { id: 'C5', period: '2020', partner: null, metric: 'gdp', subject: 'KAZ' },
      { id: 'C6', period: null, partner: null, metric: 'undated' }
    ]
  })
  return test
}

const EMPTY = 'Nothing meets all filters.'
const THERE = 'year 2007 to 2018, month 2024-05'
const NOTHING =
  'There are no figures at all with this metric and subject. ' +
  'Leave one of them out to see what there is.'

t.test('200 with a warning that says what there is where nothing meets the filters', async (t) => {
  const { app } = await buildFigures(t)
  const warnings = {
    'observations?metric=goods_trade&subject=PAK&from=2025': `${EMPTY} Without from there is: ${THERE}.`,
    'observations?subject=PAK&metric=goods_trade&from=2019&to=2020&calendar=week': `${EMPTY} Without from, to and calendar there is: ${THERE}.`,
    'observations?metric=goods_trade&source=b-paper': `${EMPTY} Without source there is: year 2007 to 2018, fiscal_year 2015-07-01/P1Y, month 2024-05.`,
    'observations?metric=undated&from=2000': `${EMPTY} Without from there is: figures without a period.`,
    'observations?metric=gdp&subject=PAK': NOTHING,
    'observations?metric=gdp&direction=none&mode=rail':
      'There are no figures at all with this metric, direction and mode. ' +
      'Leave one of them out to see what there is.',
    'observations?from=2050': EMPTY,
    'series?metric=gdp&calendar=month': `${EMPTY} Without calendar there is: year 2020.`,
    'series?metric=gdp&rule=source:b-paper': `${EMPTY} Without rule there is: year 2020.`,
    'series?metric=undated': `${EMPTY} There is only: figures without a period.`,
    'series?metric=gdp&subject=PAK': NOTHING
  }
  for (const [query, warning] of Object.entries(warnings)) {
    const { data, meta } = (await app.inject(`/v1/${query}`)).json()
    t.same([data, meta.warnings], [[], [warning]], query)
  }
})

t.test('200 without such a warning where there are rows, and on later pages', async (t) => {
  const { app } = await buildFigures(t)
  const url = '/v1/observations?metric=gdp&limit=1'
  t.same((await app.inject(url)).json().meta.warnings, [])
  const { links } = (await app.inject('/v1/observations?metric=goods_trade&limit=3')).json()
  t.same((await app.inject(links.next)).json().meta.warnings, [])
})

t.test('200 for an earlier time with a warning that names no period', async (t) => {
  const { app, store } = await buildFigures(t)
  const url = '/v1/observations?metric=gdp&from=2025'
  const later = { kind: 'later', time: '2026-03-01T00:00:00Z' }
  const observation = [{ id: 'C7', period: '2030', metric: 'gdp' }]
  await insertRows(store, { metric: [{ id: 'gdp' }], observation }, later)
  t.same((await app.inject(`${url}&as_of=2026-02-01`)).json().meta.warnings, [EMPTY])
  t.same((await app.inject(url)).json().meta.warnings, [])
})
