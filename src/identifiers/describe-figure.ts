// What a figure or a series is about, in words.
import type { Snapshot } from '../db/store.ts'
import { entityNames, metricNames, productNames, unitNames } from './short-name-queries.ts'

/** Ids that say what a figure is about. Projections have neither direction nor mode nor product. */
export type Subject = {
  metric: string
  subject: string
  partner: string | null
  product?: string | null
  direction?: string | null
  mode?: string | null
  unit: string
}

/** `about` says what is measured of whom; `unit` is the name of the unit. */
export type Described = { about: string; unit: string }

/**
 * Describes by the names that the snapshot has: `Goods trade turnover, Kazakhstan–Pakistan`. What
 * has no name is told by its id.
 */
export async function describe(snapshot: Snapshot, one: Subject): Promise<Described> {
  const { metric, subject, partner, product = null, direction = null, mode = null, unit } = one
  const places = partner === null ? [subject] : [subject, partner]
  const names = {
    metric: await metricNames(snapshot, [metric]),
    entity: await entityNames(snapshot, places, 'en'),
    product: await productNames(snapshot, product === null ? [] : [product]),
    unit: await unitNames(snapshot, [unit])
  }
  const pair = places.map((id) => names.entity.get(id) ?? id).join('–')
  const way = mode === 'multimodal' || mode === null ? mode : `by ${mode}`
  const parts = [
    names.metric.get(metric) ?? metric,
    pair,
    product === null ? null : (names.product.get(product) ?? product),
    direction === 'all' ? 'all directions' : direction,
    // Legs have their mode in their names.
    way !== null && pair.endsWith(way) ? null : way
  ]
  return {
    about: parts.filter((part) => part !== null).join(', '),
    unit: names.unit.get(unit) ?? unit
  }
}

/** A printed figure in quotation marks; with the unit if the source prints a bare number. */
export function quoted(printed: string, unit: string): string {
  return /[^\d\s.,+\-–~<>()]/.test(printed) ? `“${printed}”` : `“${printed}” (unit: ${unit})`
}

/** A number with its unit: `400,000,000 (unit: US dollar)`. */
export function numbered(value: number, unit: string): string {
  return `${value.toLocaleString('en', { maximumFractionDigits: 10 })} (unit: ${unit})`
}
