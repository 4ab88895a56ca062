// Counts the figures that a mapping skips, by what we do not have.

/** How many different names are counted, and how many are told. */
const NAMES_MAX = 10_000
export const NAMES_SHOWN = 50
const NAME_MAX = 300

/**
 * Why a figure is skipped: its place, indicator or product is none of ours, the mapping leaves its
 * indicator or its period out, its metric is not about such a place, it is a forecast and no claim,
 * or the data set has a newer edition of it.
 */
export const SKIP_REASONS = [
  'place',
  'indicator',
  'left_out',
  'product',
  'kind',
  'forecast',
  'period',
  'older'
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]
export type SkippedName = { name: string; claims: number }
/** All skipped figures, the names that most of them have, and how many further names there are. */
export type Skipped = {
  claims: number
  names: Record<SkipReason, { shown: SkippedName[]; more: number }>
}
export type SkippedCounter = {
  /** Counts one figure, under each thing that it lacks. */
  add: (lacks: readonly (readonly [reason: SkipReason, name: string])[]) => void
  result: () => Skipped
}

/** Starts empty. */
export function countSkipped(): SkippedCounter {
  const counts = new Map<SkipReason, Map<string, number>>()
  let all = 0
  return {
    add(lacks) {
      all += 1
      for (const [reason, whole] of lacks) {
        const name = whole.slice(0, NAME_MAX)
        const names = counts.get(reason) ?? new Map<string, number>()
        counts.set(reason, names)
        const count = names.get(name)
        if (count !== undefined || names.size < NAMES_MAX) names.set(name, (count ?? 0) + 1)
      }
    },
    result: () => ({
      claims: all,
      names: {
        place: mostOf(counts.get('place')),
        indicator: mostOf(counts.get('indicator')),
        left_out: mostOf(counts.get('left_out')),
        product: mostOf(counts.get('product')),
        kind: mostOf(counts.get('kind')),
        forecast: mostOf(counts.get('forecast')),
        period: mostOf(counts.get('period')),
        older: mostOf(counts.get('older'))
      }
    })
  }
}

function mostOf(names: ReadonlyMap<string, number> = new Map()) {
  const sorted = [...names]
    .map(([name, claims]) => ({ name, claims }))
    .toSorted((a, b) => b.claims - a.claims || (a.name < b.name ? -1 : 1))
  return { shown: sorted.slice(0, NAMES_SHOWN), more: Math.max(0, sorted.length - NAMES_SHOWN) }
}
