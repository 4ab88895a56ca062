// Parts held against their whole. Who says the whole is asked for the parts first: two authors who
// differ in the whole need not agree on the parts.
import type { Check, CheckKind } from './checks.ts'
import { makeCheck } from './make-check.ts'
import { type Quantity, sumOf } from './quantities.ts'
import { type Cell, type Group, heardFrom, isOwn, type Voice } from './things.ts'

/**
 * `complete`: the parts are all there are. Else others may come to them, and only more than the
 * whole is too much.
 */
export type Sum = {
  whole: Cell
  voice: Voice
  parts: readonly Group[]
  complete: boolean
  kind: CheckKind
  combination: string
}

export function sumCheck({ whole, voice, parts, complete, kind, combination }: Sum): Check {
  const sum = sumOf(parts.map(({ quantity }) => quantity))
  return makeCheck({
    kind,
    cell: whole,
    combination: `${combination}|${voice.name}`,
    said: [['stated', voice], ...parts.map((part) => ['part', part] as const)],
    stated: voice.quantity,
    expected: complete ? sum : openAbove(sum, voice.quantity)
  })
}

/**
 * One check for each author of the whole who names all parts, or, where none does, for each author:
 * an author who names the whole only is held against those who name both by the check on claims
 * that contradict each other.
 */
export function sumChecks(
  whole: Cell,
  cells: readonly Cell[],
  rest: Pick<Sum, 'complete' | 'kind' | 'combination'>
): Check[] {
  const voices = [...whole.voices.values()]
  const owners = voices.filter((voice) => cells.every((cell) => isOwn(cell, voice)))
  return (owners.length > 0 ? owners : voices).map((voice) =>
    sumCheck({ ...rest, whole, voice, parts: cells.map((cell) => heardFrom(cell, voice)) })
  )
}

/**
 * And one for each source that prints all parts but not the whole, against all that is said of the
 * whole: a turnover of one paper and the exports and imports of another.
 */
export function foreignSumChecks(
  whole: Cell,
  cells: readonly Cell[],
  rest: Pick<Sum, 'complete' | 'kind' | 'combination'>
): Check[] {
  const [first, ...others] = cells
  if (!first || others.length === 0 || cells.every(({ sources }) => sources.size === 1)) return []
  return [...first.sources.keys()].flatMap((source) => {
    const parts = cells.flatMap(({ sources }) => sources.get(source) ?? [])
    if (parts.length < cells.length || whole.sources.has(source)) return []
    const voice = { ...whole, name: source, sources: [] }
    // No author is called so that the two could be taken for one.
    return [
      sumCheck({ ...rest, combination: `${rest.combination} of one source`, whole, voice, parts })
    ]
  })
}

/**
 * What is missing can only add; a figure of the whole above the parts is as good as equal to them.
 */
function openAbove(sum: Quantity, whole: Quantity): Quantity {
  return { ...sum, high: Number.POSITIVE_INFINITY, most: Math.max(sum.most, whole.most) }
}
