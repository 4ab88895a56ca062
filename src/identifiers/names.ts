// Adds names to rows: `subject_name` beside `subject`, and so on.
import type { Naming } from '../http/naming.ts'
import { entityNames, metricNames, type NamesById, productNames } from './short-name-queries.ts'

/**
 * A record that refers to things by their ids. Before it is completed, a metric may be an object.
 */
type Referring = {
  metric?: string | { id: string }
  subject?: string
  partner?: string | null
  entity?: string
  product?: string | null
}

const OF_ENTITIES = ['subject', 'partner', 'entity'] as const

/**
 * Names for rows and the items made of them. `recordsOf` gives the records in them that hold ids.
 */
export function namesIn<Row extends object>(
  recordsOf: (row: Row) => Referring[] = (row) => [row]
): Naming {
  return async (snapshot, rows, language) => {
    // The lists that use this function have exactly these rows.
    const records = rows.flatMap((row) => recordsOf(row as Row))
    const entities = records.flatMap((record) => OF_ENTITIES.flatMap((key) => record[key] ?? []))
    const products = records.flatMap(({ product }) => product ?? [])
    const metrics = records.flatMap(({ metric }) => metricId(metric) ?? [])
    const names = {
      entity: await entityNames(snapshot, [...new Set(entities)], language),
      metric: await metricNames(snapshot, [...new Set(metrics)]),
      product: await productNames(snapshot, [...new Set(products)])
    }
    return (item) => {
      for (const record of recordsOf(item as Row)) addNames(record, names)
    }
  }
}

type Names = Record<'entity' | 'metric' | 'product', NamesById>

function addNames(record: Referring, names: Names): void {
  const metric = metricId(record.metric)
  if (metric !== undefined)
    Object.assign(record, { metric_name: names.metric.get(metric) ?? metric })
  const { product } = record
  if (product !== undefined)
    Object.assign(record, {
      product_name: product === null ? null : (names.product.get(product) ?? product)
    })
  for (const key of OF_ENTITIES) {
    const id = record[key]
    if (id !== undefined)
      Object.assign(record, { [`${key}_name`]: id === null ? null : (names.entity.get(id) ?? id) })
  }
}

function metricId(metric: Referring['metric']): string | undefined {
  return typeof metric === 'object' ? metric.id : metric
}
