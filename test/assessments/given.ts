// Makes what assessments are computed from: a projection, its metric, and series of figures. A test
// gives only what matters.
import type { Traits } from '../../src/observations/series/traits.ts'
import { calendarOf, firstDayOf } from '../../src/periods/read-period.ts'
import type { AssessmentQuestion } from '../../src/projections/assessment.ts'
import type { Evidence, EvidencePoint } from '../../src/projections/evidence.ts'
import type { Projection } from '../../src/projections/schemas.ts'

type Target = Projection['target']
export type Given = {
  traits?: Partial<Traits>
  today?: string
  base?: { period?: string | null; value?: number | null }
  target?: Partial<Target>
} & Partial<Omit<Projection, 'base' | 'target'>>

const SOURCE = {
  id: 'a-paper',
  publisher: 'A Paper',
  kind: 'press',
  url: null,
  published: null
} as const

/** Goods trade of Pakistan with Kazakhstan: 100 in 2020, 200 in 2030 unless told otherwise. */
export function question(given: Given = {}): AssessmentQuestion {
  const { traits, today = '2025-06-30', base, target, ...rest } = given
  const figures = { value: 200, low: null, high: null, bound: 'exact', text: '200' } as const
  return {
    today,
    traits: {
      id: 'goods_trade',
      unit: rest.unit ?? 'USD',
      kind: 'flow',
      desired: 'increase',
      symmetric: true,
      aggregation: 'sum',
      minimum: null,
      maximum: null,
      ...traits
    },
    projection: {
      id: 'P001',
      metric: 'goods_trade',
      subject: 'PAK',
      partner: 'KAZ',
      scenario: 'official-target',
      kind: 'target',
      unit: 'USD',
      base: { period: '2020', value: 100, ...base, period_label: null },
      target: { period: '2030', ...figures, ...target, period_label: null },
      required: {
        years: null,
        multiple: null,
        annual_growth_percent: null,
        annual_change: null,
        reason: null
      },
      condition: null,
      issued_on: null,
      attributed_to: 'A Ministry',
      source: SOURCE,
      note: null,
      recorded_at: '2025-01-01T00:00:00Z',
      ...rest
    }
  }
}

type Figure = number | { low: number | null; high: number | null }

/** A series with a figure for each period; the claim of 2024 is `c2024`. */
export function series(
  figures: Record<string, Figure>,
  given: Partial<Omit<Evidence, 'series'>> & { series?: Partial<Evidence['series']> } = {}
): Evidence {
  const periods = Object.keys(figures).sort((one, other) =>
    firstDayOf(one) < firstDayOf(other) ? -1 : 1
  )
  const points = periods.map((period) => pointOf(period, figures[period] ?? Number.NaN))
  const { series: about, ...rest } = given
  return {
    series: {
      id: 'goods_trade~PAK~KAZ~~~~P1Y-01',
      subject: 'PAK',
      partner: 'KAZ',
      direction: null,
      mode: null,
      product: null,
      attributed_to: null,
      calendar: calendarOf(periods[0] ?? '') ?? 'P1Y-01',
      ...about
    },
    rule: 'preferred',
    made: [],
    made_from: [],
    points,
    ...rest
  }
}

function pointOf(period: string, figure: Figure): EvidencePoint {
  const isRange = typeof figure === 'object'
  return {
    period,
    others: 0,
    claim: {
      id: `c${period}`,
      series: '',
      period,
      value: isRange ? null : figure,
      low: isRange ? figure.low : null,
      high: isRange ? figure.high : null,
      bound: isRange ? 'range' : 'exact',
      status: 'A',
      source: SOURCE
    }
  }
}
