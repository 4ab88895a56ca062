// Checks components: exports plus imports against turnover, dry plus liquid cargo against all
// cargo, sections against the line.
import type { Check } from './checks.ts'
import { IDENTITIES, SECTIONED_METRICS } from './identities.ts'
import { foreignSumChecks, sumCheck, sumChecks } from './sums.ts'
import { type Cell, groupOf, type Things } from './things.ts'

export function checkComponents(whole: Cell, things: Things): Check[] {
  return IDENTITIES.filter((identity) => identity.whole === whole.thing.metric).flatMap(
    ({ parts, partner, signed }) => {
      const combination = parts.join('+')
      const cells = parts.flatMap((metric) => {
        const place = { ...whole.thing, metric, partner: partner ?? whole.thing.partner }
        return things.at(place)?.cells.get(whole.days) ?? []
      })
      if (cells.length === 0) return []
      if (whole.days === '')
        return cells.length < parts.length ? [] : withinSources(whole, cells, combination)
      if (cells.length < parts.length && signed) return []
      if (cells.length < parts.length)
        return sumChecks(whole, cells, { complete: false, kind: 'part_exceeds_whole', combination })
      const rest = { complete: true, kind: 'sum_of_components', combination } as const
      return [...sumChecks(whole, cells, rest), ...foreignSumChecks(whole, cells, rest)]
    }
  )
}

/** Figures without a period belong together only if one source prints them side by side. */
function withinSources(whole: Cell, cells: readonly Cell[], combination: string): Check[] {
  return [...whole.sources].flatMap(([source, group]) => {
    const parts = cells.flatMap(({ sources }) => sources.get(source) ?? [])
    if (parts.length < cells.length) return []
    const voice = { ...groupOf(group.figures), name: `source ${source}`, sources: [] }
    return [
      sumCheck({ whole, voice, parts, complete: true, kind: 'sum_of_components', combination })
    ]
  })
}

/**
 * Compares the length of a line with its sections by country. The sections of all countries along
 * the line add up to it; the sections of some of them cannot exceed it.
 */
export function checkSections(whole: Cell, things: Things): Check[] {
  const { metric, subject, partner, direction, mode, product } = whole.thing
  if (!SECTIONED_METRICS.includes(metric) || partner !== null) return []
  const parts = things.all.filter(
    (thing) =>
      thing.partner !== null &&
      thing.metric === metric &&
      thing.subject === subject &&
      thing.direction === direction &&
      thing.mode === mode &&
      thing.product === product
  )
  const cells = parts
    .flatMap((thing) => thing.cells.get(whole.days) ?? [])
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  if (cells.length === 0) return []
  const passed = things.scope.lines?.get(subject) ?? []
  const complete =
    passed.length > 0 && passed.every((member) => parts.some((thing) => thing.partner === member))
  const rest = { complete, kind: 'sum_of_components', combination: 'sections' } as const
  return [...sumChecks(whole, cells, rest), ...foreignSumChecks(whole, cells, rest)]
}

function placeOf(cell: Cell): string {
  return cell.thing.partner ?? ''
}
