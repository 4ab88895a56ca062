// More claims than one request reads at once.
import t from 'tap'
import type { ProjectionProgress } from '../../src/projections/progress-schemas.ts'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'

t.test(
  'more claims than are read at once: the newest, and a warning; forecasts read series apart',
  async (t) => {
    const { app, store } = await buildTestApp(t)
    const days = (year: number, count: number) =>
      Array.from({ length: count }, (_, index) =>
        new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10)
      )
    const rows: Rows = {
      metric: [{ kind: 'stock', unit: 'person' }],
      projection: [{ base_period: '2018', base_value: 1, target_period: '2030' }],
      observation: [
        // 70 years of days.
        ...days(1950, 25_567).map((period, index) => ({
          id: `D${index}`,
          period,
          value: 1_000 + index,
          attributed_to: 'Daily'
        })),
        // Older than the newest 25,000.
        ...['1940', '1941', '1942', '1943'].map((year, index) => ({
          id: `O${year}`,
          period: `${year}-12-31`,
          value: 10 + index,
          attributed_to: 'Old'
        }))
      ]
    }
    // Soon after the daily series ended.
    await insertRows(store, rows, { time: '2020-01-02T00:00:00Z' })
    const warnings = ['There are more than 25000 claims; only the newest were read.']
    const progress = (await app.inject('/v1/projections/P001/progress?by=author')).json()
    t.same(progress.meta.warnings, warnings)
    t.same(
      progress.data.rows.map(({ series, base, latest }: ProjectionProgress['rows'][number]) => [
        series.attributed_to,
        base?.period,
        base?.is_own,
        latest.period
      ]),
      [['Daily', '2018-12-31', true, '2019-12-31']],
      'what was not read cannot be compared'
    )
    t.same(
      (await app.inject('/v1/projections/P001/outlook?by=author')).json().meta.warnings,
      warnings
    )

    const joined = (await app.inject('/v1/projections/P001/progress')).json()
    t.same(joined.meta.warnings, [
      'goods_trade: there are more than 10000 claims; only the newest were read.'
    ])
    t.same(
      joined.data.rows.map(
        ({ series, base, latest, points }: ProjectionProgress['rows'][number]) => [
          series.attributed_to,
          base?.period,
          base?.basis,
          latest.period,
          points
        ]
      ),
      // The newest 10,000 days begin in 1992.
      [[null, '2018-12-31', 'series', '2019-12-31', 28]]
    )

    const forecasts = (
      await app.inject('/v1/forecasts?metric=goods_trade&by=author&horizon=1&method=naive')
    ).json()
    const [daily, old] = forecasts.data
    t.same(
      [old.series.attributed_to, old.reason, old.ends_on],
      ['Old', 'stale_series', '1943-12-31'],
      'a long series takes nothing from a short one'
    )
    t.equal(daily.training.last_period, '2019')
    // A forecast is made from the newest sixty values; where not all of them were read, it has to
    // say so.
    t.ok(
      daily.training.points === 60 || forecasts.meta.warnings.length > 0,
      `${daily.training.points} of 60 years, ${daily.training.left_out} left out, ` +
        `${forecasts.meta.warnings.length} warnings`
    )

    const byRule = (await app.inject('/v1/forecasts?metric=goods_trade&horizon=1')).json()
    const { training } = byRule.data[0]
    t.same(
      [byRule.data.length, training.first_period, training.last_period, byRule.meta.warnings],
      [
        1,
        // The newest 10,000 days begin in August 1992.
        '1992',
        '2019',
        ['PAK, KAZ: there are more than 10000 claims; only the newest were read.']
      ],
      'a series by rule has the newest claims'
    )
  }
)
