// Tables of evaluations: how our forecasts of each series did on its past, and the means over the
// series of a metric. Every import renews them. They are those of now, without a history.
import { type Imports, madeBy } from './imports.ts'
import type { Kit } from './kit.ts'

/**
 * The metric has no foreign key: it is withdrawn before its evaluations. `series` is the id of a
 * series by rule; `body` is its test, or why it has none. That of an evaluation is its answer.
 */
export function evaluationTables(k: Kit, imports: Imports) {
  const about = () => ({ metric: k.text().notNull(), frequency: k.text().notNull() })
  return {
    series_test: k.table(
      'series_test',
      {
        series: k.text().primaryKey(),
        ...about(),
        body: k.json<object>(),
        revision: madeBy(k, imports)
      },
      (t) => [k.index('series_test_by_metric').on(t.metric, t.frequency, t.series)]
    ),
    forecast_evaluation: k.table(
      'forecast_evaluation',
      { ...about(), body: k.json<object>().notNull(), revision: madeBy(k, imports) },
      (t) => [k.primaryKey({ columns: [t.metric, t.frequency] })]
    )
  }
}
