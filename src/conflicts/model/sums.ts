// Compares parts with their whole. The parts come first from the author of the whole, because
// authors who differ about the whole may also differ about the parts.
import type { Check, CheckKind } from './checks.ts'
import { makeCheck } from './make-check.ts'
import { type Quantity, sumOf } from './quantities.ts'
import { type Cell, type Group, heardFrom, isOwn, type Voice } from './things.ts'

/**
 * `complete`: all parts are there. Otherwise parts may be missing, and only a sum above the whole
 * is a conflict.
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
 * Makes one check for each author of the whole who names all parts; if there is none, one for each
 * author. The check on contradicting claims already compares an author who names only the whole
 * with the others.
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
 * Makes one check for each source that prints all parts but not the whole, against all figures of
 * the whole: the turnover in one paper, the exports and imports in another.
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
    // No name of an author contains this text, so the two keys cannot be equal.
    return [
      sumCheck({ ...rest, combination: `${rest.combination} of one source`, whole, voice, parts })
    ]
  })
}

/**
 * Opens the sum at its upper end, because missing parts can only add. A whole above the sum then
 * counts as equal.
 */
function openAbove(sum: Quantity, whole: Quantity): Quantity {
  return { ...sum, high: Number.POSITIVE_INFINITY, most: Math.max(sum.most, whole.most) }
}
