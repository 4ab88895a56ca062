// Makes claims of the rows of a table by a mapping.
import type { RawRow } from '../files/data-file.ts'
import type { Bound } from './bind-columns.ts'
import { composeClaim, type Refuse } from './compose-claim.ts'
import { type Draft, draftRow } from './drafts.ts'
import { findThings, type Known } from './find-things.ts'
import type { Base, Forecast } from './forecasts.ts'
import { indicatorReader } from './indicators.ts'
import { matchPattern } from './patterns.ts'
import { periodReader } from './read-period.ts'
import { counts } from './row-texts.ts'
import type { Mapping } from './schema.ts'
import { type TableRow, VALUE_SHOWN_MAX } from './table.ts'

/** A claim, or its refused cells, and the id of its source; or a forecast, which is no claim. */
/** A claim as a row, and its source; a cell that cannot be read has none. */
export type MadeRow = { row: RawRow; source: string }
export type MadeClaim = MadeRow | { forecast: Forecast }
export type ClaimMaker = {
  /** The figures of a row that are not empty. */
  draft: (row: TableRow) => Draft[]
  /** The claim of a figure; undefined if it is skipped. Places and metrics must be known by now. */
  make: (draft: Draft) => MadeClaim | undefined
  /** Whether any place of the figures so far was one of ours; undefined before the first one. */
  hasPlaces: () => boolean | undefined
}
type Context = Known & { file: string; mapping: Mapping; bound: Bound }

export function claimMaker(context: Context): ClaimMaker {
  const { file, mapping, bound } = context
  const readIndicator = indicatorReader(mapping, bound)
  const readPeriod = periodReader(mapping.period)
  let hasPlaces: boolean | undefined
  let last: (Base & { row: TableRow }) | undefined
  return {
    draft: (row) => (counts(row, bound, mapping) ? draftRow(row, context, readIndicator) : []),
    make(draft) {
      const found = findThings(draft, context)
      hasPlaces = hasPlaces || found.hasPlaces
      if (!found.things || isLeftOut(draft, context)) return undefined
      const { line } = draft.row
      const bad: Extract<RawRow, { bad: unknown }>['bad'] = []
      const refuse: Refuse = (column, value, expected) =>
        bad.push({ file, line, column, value: value.slice(0, VALUE_SHOWN_MAX), expected })
      const read = readPeriod(draft.period)
      if ('expected' in read)
        refuse('period', draft.period, `${read.expected} (mapping ${mapping.name})`)
      const period = 'period' in read ? read.period : ''
      const claim = composeClaim(
        draft,
        { things: found.things, period },
        { ...context, units: context.metrics.units() },
        refuse
      )
      if (bad.length > 0) return { row: { line, bad }, source: '' }
      if (!claim) return undefined
      const after = estimatesAfter(draft.row, bound)
      if (isToCome(draft, after)) {
        const base = last?.row === draft.row ? last : undefined
        return { forecast: { line, claim, base } }
      }
      const isEstimate = claim['status'] === 'E'
      last = { row: draft.row, period, value: String(claim['value']), isEstimate, after }
      return { row: { line, cells: claim }, source: String(claim['source']) }
    },
    hasPlaces: () => hasPlaces
  }
}

/**
 * Whether a figure is of a period that the mapping leaves out, or a forecast of which it makes
 * nothing; then it is counted.
 */
function isLeftOut(draft: Draft, { mapping, bound, skipped }: Context): boolean {
  const { skip } = mapping.period
  const { row, period } = draft
  if (skip !== undefined && matchPattern(skip, period)) {
    skipped.add([['period', period]])
    return true
  }
  if (mapping.forecasts || !isToCome(draft, estimatesAfter(row, bound))) return false
  skipped.add([['forecast', period]])
  return true
}

/** The year after which a row has estimates; empty if the file does not say it. */
function estimatesAfter({ cells }: TableRow, bound: Bound): string {
  return bound.estimatesAfter === undefined ? '' : (cells[bound.estimatesAfter] ?? '').trim()
}

/** A row may know better than its column: years up to the one it names are no forecasts. */
function isToCome({ period, isForecast }: Draft, after: string): boolean {
  return isForecast && period > after
}
