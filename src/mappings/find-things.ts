// Finds what a figure refers to: its metric and its places. Figures about things that we do not
// have are counted as skipped.
import type { Draft } from './drafts.ts'
import type { Indicator } from './indicators.ts'
import type { Metrics, MetricTraits } from './metrics.ts'
import type { Place, Places } from './places.ts'
import type { Products } from './products.ts'
import type { SkippedCounter, SkipReason } from './skipped.ts'

export type Known = {
  places: Places
  metrics: Metrics
  products: Products
  skipped: SkippedCounter
}
/** What a figure refers to. */
export type Things = {
  metric: MetricTraits
  subject: Place
  partner: Place | null
  product: string | null
}

/** What a figure refers to. If it is not ours, the figure is counted as skipped. */
export function findThings(
  { indicator, subject, partner, product }: Draft,
  { places, metrics, products, skipped }: Known
): { hasPlaces: boolean; things?: Things } {
  const placeOf = (texts: readonly string[]) => {
    for (const text of texts) {
      const place = places.of(text)
      if (place) return place
    }
    return undefined
  }
  const metric = metrics.of(indicator)
  const own = placeOf(subject)
  const other = placeOf(partner)
  const hasPlaces = own !== undefined && (partner.length === 0 || other !== undefined)
  const lacks: [SkipReason, string][] = []
  if (!metric) lacks.push([indicator.leftOut ? 'left_out' : 'indicator', nameIndicator(indicator)])
  if (!own) lacks.push(['place', subject.join(' · ') || '(no name)'])
  if (partner.length > 0 && !other) lacks.push(['place', partner.join(' · ')])
  const id = product?.id
  if (product && (id === undefined || !products.has(id))) lacks.push(['product', product.code])
  if (lacks.length > 0 || !metric || !own) {
    skipped.add(lacks)
    return { hasPlaces }
  }
  const side = metric.partnered === 'no' ? null : (other ?? null)
  const misfit = kindMisfit(metric, own, side) ?? productMisfit(metric, own, id)
  if (misfit !== undefined) {
    skipped.add([['kind', misfit]])
    return { hasPlaces }
  }
  return { hasPlaces, things: { metric, subject: own, partner: side, product: id ?? null } }
}

function nameIndicator({ code, name, leftOut }: Indicator): string {
  if (leftOut !== undefined) return `${leftOut} (${code})`
  return name === code || name === '' ? code : `${code} (${name})`
}

/** Why a metric has no figures about a product, or no totals. */
function productMisfit(metric: MetricTraits, { id }: Place, product: string | undefined) {
  if (metric.by_product === 'no' && product !== undefined)
    return `${metric.id} of ${id} about a product`
  return metric.by_product === 'yes' && product === undefined
    ? `${metric.id} of ${id} without a product`
    : undefined
}

/** Why a metric has no figures about such places. */
function kindMisfit(metric: MetricTraits, { id, kind }: Place, partner: Place | null) {
  const { subject_kinds } = metric
  const isAllowed =
    subject_kinds.includes(kind) || (kind === 'territory' && subject_kinds.includes('country'))
  if (!isAllowed) return `${metric.id} of ${id}, a ${kind}`
  if (partner?.id === id) return `${metric.id} of ${id} with itself`
  return metric.partnered === 'yes' && !partner
    ? `${metric.id} of ${id} without a partner`
    : undefined
}
