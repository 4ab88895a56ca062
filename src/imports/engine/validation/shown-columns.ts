// Compares the columns that only answers have with what the service computes. They may stay in a
// file where they agree: who changes one would otherwise wonder why nothing happened.
import { type ComparedColumn, comparedColumns } from '../../../files/column-names.ts'
import type { ReadRow } from '../../../files/columns.ts'
import type { CellValue, RowValues } from '../../../files/data-file.ts'
import type { Noun } from '../../../nouns.ts'
import { isRate } from '../../../observations/series/traits.ts'
import { parsePeriod } from '../../../periods/read-period.ts'
import { type Required, requiredGrowth } from '../../../projections/required-growth.ts'
import type { KnownThings, Report } from './validate-row.ts'

/**
 * The value of a column; undefined if nothing can be said, because the row names unknown things.
 */
type Compute<N extends Noun> = (row: ReadRow<N>, known: KnownThings) => CellValue | undefined
type Computed = { [N in Noun]: Record<ComparedColumn<N>, Compute<N>> }

const SOURCE: Record<ComparedColumn<'event'>, Compute<'observation' | 'projection' | 'event'>> = {
  source_publisher: (row, known) => known.source(row.source)?.publisher,
  source_kind: (row, known) => known.source(row.source)?.kind,
  source_url: (row, known) => known.source(row.source)?.url,
  source_published: (row, known) => known.source(row.source)?.published
}

const COMPUTED: Computed = {
  unit: {},
  metric: {},
  entity: {},
  alias: {},
  source: {},
  scenario: {},
  leg: {},
  corridor: {},
  product: {},
  observation: {
    starts_on: ({ period }) => parsePeriod(period ?? '')?.starts_on ?? null,
    ends_on: ({ period }) => parsePeriod(period ?? '')?.ends_on ?? null,
    ...SOURCE
  },
  projection: {
    required_years: (row, known) => requiredBy(row, known).years,
    required_multiple: (row, known) => requiredBy(row, known).multiple,
    required_annual_growth_percent: (row, known) => requiredBy(row, known).annual_growth_percent,
    required_annual_change: (row, known) => requiredBy(row, known).annual_change,
    required_reason: (row, known) => requiredBy(row, known).reason,
    ...SOURCE
  },
  event: SOURCE,
  relation: {}
}

function requiredBy(row: ReadRow<'projection'>, known: KnownThings): Required {
  return requiredGrowth({ ...row, is_rate: isRate(known.metric(row.metric)?.unit ?? '') })
}

/** Reports each cell that differs from what the service computes. An empty cell says nothing. */
export function compareShown<N extends Noun>(
  noun: N,
  row: ReadRow<N>,
  cells: RowValues,
  known: KnownThings,
  report: Report
): void {
  // The functions belong to the noun of the row, which the types cannot express.
  const computed = COMPUTED[noun] as Record<string, Compute<N>>
  for (const column of comparedColumns(noun)) {
    const given = cells[column] ?? ''
    if (given === '') continue
    const right = computed[column]?.(row, known)
    if (right === undefined || agrees(given, right)) continue
    const origin = column.startsWith('source_') ? 'as the source has it' : 'as the service has it'
    report(column, given, `${right ?? 'nothing'}, ${origin}: no file can change this column`)
  }
}

function agrees(given: CellValue, right: CellValue): boolean {
  return typeof right === 'number' ? Number(given) === right : String(given) === String(right ?? '')
}
