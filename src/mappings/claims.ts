// Makes claims of the rows of a table by a mapping.
import type { RawRow } from '../files/data-file.ts'
import type { Bound } from './bind-columns.ts'
import { composeClaim, type Refuse } from './compose-claim.ts'
import { type Draft, draftRow } from './drafts.ts'
import { findThings, type Known } from './find-things.ts'
import { indicatorReader } from './indicators.ts'
import { periodReader } from './read-period.ts'
import { counts } from './row-texts.ts'
import type { Mapping } from './schema.ts'
import { type TableRow, VALUE_SHOWN_MAX } from './table.ts'

/** A claim, or its refused cells, and the id of its source. */
export type MadeClaim = { row: RawRow; source: string }
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
      return claim && { row: { line, cells: claim }, source: String(claim['source']) }
    },
    hasPlaces: () => hasPlaces
  }
}

/**
 * Whether a figure is a forecast or of a period that the mapping leaves out; then it is counted.
 */
function isLeftOut(
  { row, period, isForecast }: Draft,
  { mapping, bound, skipped }: Context
): boolean {
  const { skip } = mapping.period
  if (skip !== undefined && new RegExp(skip, 'iu').test(period)) {
    skipped.add([['period', period]])
    return true
  }
  const after = bound.estimatesAfter === undefined ? '' : (row.cells[bound.estimatesAfter] ?? '')
  if (!isForecast || period <= after.trim()) return false
  skipped.add([['forecast', period]])
  return true
}
