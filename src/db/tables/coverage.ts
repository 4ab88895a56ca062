// Tables of coverage: how much the data set holds of each metric and series. Imports compute them
// from the observations.
import { DIRECTIONS, MODES } from '../../vocabularies.ts'
import { sql } from '../orm.ts'
import type { Catalogue } from './catalogue.ts'
import { RESTRICT, reference } from './constraints.ts'
import type { Kit } from './kit.ts'

/** The author series of the observations, with their coverage. */
export function coverageTables(k: Kit, { metric, entity, product, source }: Catalogue) {
  const coverage = () => ({
    observations: k.integer().notNull(),
    first_period: k.text(),
    last_period: k.text(),
    sources: k.integer().notNull()
  })
  const metric_coverage = k.table('metric_coverage', {
    metric: k
      .text()
      .primaryKey()
      .references(() => metric.id, RESTRICT),
    ...coverage(),
    subjects: k.integer().notNull()
  })
  const series = k.table(
    'series',
    {
      id: k.text().primaryKey(),
      metric: reference(k, () => metric.id).notNull(),
      subject: reference(k, () => entity.id).notNull(),
      partner: reference(k, () => entity.id),
      direction: k.text({ enum: DIRECTIONS }),
      mode: k.text({ enum: MODES }),
      product: reference(k, () => product.id),
      attributed_to: k.text(),
      calendar: k.text(),
      ...coverage()
    },
    (t) => [
      k.index('series_by_metric').on(t.metric, t.id),
      k.index('series_by_subject').on(t.subject, t.metric),
      k.index('series_by_partner').on(t.partner, t.metric),
      k.index('series_by_product').on(t.product).where(sql`${t.product} is not null`)
    ]
  )
  /** The sources of each series, from which those of a metric are counted. */
  const series_source = k.table(
    'series_source',
    {
      series: reference(k, () => series.id).notNull(),
      source: reference(k, () => source.id).notNull()
    },
    (t) => [
      k.primaryKey({ columns: [t.series, t.source] }),
      k.index('series_source_by_source').on(t.source)
    ]
  )
  return { metric_coverage, series, series_source }
}
