// The mirrors of a thing: where a figure stands that was said of the wrong side or direction. Pure.
import type { DIRECTIONS } from '../../vocabularies.ts'

/** What can be on the other side. */
type Sided = {
  metric: string
  subject: string
  partner: string | null
  direction: (typeof DIRECTIONS)[number] | null
}

/** `goods_exports` and `goods_imports` are the two directions of one flow, by their names. */
const SIDES: Readonly<Record<string, string>> = {
  export: 'import',
  exports: 'imports',
  import: 'export',
  imports: 'exports'
}
const OTHER_WAY = { inbound: 'outbound', outbound: 'inbound' } as const

/**
 * The mirrors of a thing, each once, in the order in which they are tried: the same flow told by
 * the partner, the flow the other way, the metric of the other direction, the other direction of
 * traffic. A metric that does not exist has no claims.
 */
export function mirrorsOf<Thing extends Sided>(thing: Thing): Thing[] {
  const { metric, subject, partner, direction } = thing
  const opposite = oppositeOf(metric)
  const turned = partner === null ? undefined : { ...thing, subject: partner, partner: subject }
  const mirrors = [
    ...(turned ? [{ ...turned, metric: opposite ?? metric }, turned] : []),
    ...(opposite ? [{ ...thing, metric: opposite }] : []),
    ...(direction && direction !== 'all' ? [{ ...thing, direction: OTHER_WAY[direction] }] : [])
  ]
  const keyOf = (one: Thing) =>
    JSON.stringify([one.metric, one.subject, one.partner, one.direction])
  return [...new Map(mirrors.map((one) => [keyOf(one), one])).values()]
}

/** The metric of the other direction; undefined if the metric has none. */
function oppositeOf(metric: string): string | undefined {
  const words = metric.split('_')
  const turned = words.map((word) => SIDES[word] ?? word).join('_')
  return turned === metric ? undefined : turned
}
