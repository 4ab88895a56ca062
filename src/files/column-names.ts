// The other names of columns, and the columns that only answers have. So a file may be an answer of
// the service, and older files may keep their headers. This is the one list of what is ignored.
import type { Noun } from '../nouns.ts'
import { columnsOf } from './columns.ts'
import { ASSESSED, CORRIDOR_SHOWN, LEG_SHOWN } from './computed-columns.ts'

/**
 * What a file may have besides the columns. `names`: other names of columns. `shown`: columns of
 * answers that no file can change. `read`: those that say how the columns are read. `compared`:
 * those that must agree with what the service computes
 * (imports/engine/validation/shown-columns.ts); the others are ignored, because they change without
 * the row, or stand in another language.
 */
type Extras = {
  names?: Record<string, string>
  read?: readonly string[]
  compared?: readonly string[]
  ignored?: readonly string[]
}

const READ_IN = {
  names: { source_id: 'source' },
  compared: ['source_publisher', 'source_kind', 'source_url', 'source_published'],
  ignored: ['recorded_at', 'revision']
} as const
const FIGURE = {
  names: { ...READ_IN.names, published_text: 'text', unit_id: 'unit' },
  read: ['unit'],
  ignored: [...READ_IN.ignored, 'metric_name', 'subject_name', 'partner_name', 'product_name']
} as const
const COVERAGE = ['observations', 'first_period', 'last_period', 'sources', 'subjects'] as const

const EXTRAS = {
  unit: { ignored: ['converts_to', 'metrics'] },
  metric: { ignored: [...COVERAGE.map((name) => `coverage_${name}` as const), 'series'] },
  entity: { names: { country: 'countries' } },
  alias: { ignored: ['recorded_at', 'revision'] },
  source: { ignored: ['fetched'] },
  leg: { ignored: LEG_SHOWN },
  corridor: { ignored: CORRIDOR_SHOWN },
  product: {
    ignored: [
      'recorded_at',
      'revision',
      'parents',
      'children',
      'coverage_observations',
      'coverage_metrics'
    ]
  },
  scenario: {},
  observation: {
    names: FIGURE.names,
    read: FIGURE.read,
    compared: ['starts_on', 'ends_on', ...READ_IN.compared],
    ignored: [...FIGURE.ignored, 'period_label', 'relations', 'series']
  },
  projection: {
    names: {
      ...FIGURE.names,
      issued: 'issued_on',
      target_value: 'value',
      target_low: 'low',
      target_high: 'high',
      target_bound: 'bound',
      target_text: 'text'
    },
    read: FIGURE.read,
    compared: [
      'required_years',
      'required_multiple',
      'required_annual_growth_percent',
      'required_annual_change',
      'required_reason',
      ...READ_IN.compared
    ],
    ignored: [...FIGURE.ignored, 'base_period_label', 'target_period_label', ...ASSESSED]
  },
  event: { ...READ_IN, ignored: [...READ_IN.ignored, 'entity_name'] },
  relation: { names: { claim: 'observation', other: 'others' } }
} as const satisfies Record<Noun, Extras>

/**
 * The column that a name means: a column of the noun, or one that only answers have. Undefined if
 * the noun has none of this name.
 */
export function columnNamed(noun: Noun, name: string): string | undefined {
  const extras: Extras = EXTRAS[noun]
  if (readColumns(noun).includes(name)) return name
  if (extras.names && Object.hasOwn(extras.names, name)) return extras.names[name]
  return shownColumns(noun).includes(name) ? name : undefined
}

/** The columns that files can have for a noun: its own, and those that say how these are read. */
export function readColumns(noun: Noun): string[] {
  // Only some nouns say each of the extras.
  return [...columnsOf(noun), ...((EXTRAS[noun] as Extras).read ?? [])]
}

/** The columns that answers have and files cannot change. */
export function shownColumns(noun: Noun): string[] {
  return [...comparedColumns(noun), ...((EXTRAS[noun] as Extras).ignored ?? [])]
}

/** Those that must agree with what the service computes. */
export function comparedColumns(noun: Noun): readonly string[] {
  return (EXTRAS[noun] as Extras).compared ?? []
}

/** The columns of a noun whose cells must agree with what the service computes. */
export type ComparedColumn<N extends Noun> = (typeof EXTRAS)[N] extends {
  compared: readonly (infer Name extends string)[]
}
  ? Name
  : never
