// The rows of the table of budgets: what the service does, what it is compared with, and whether
// the budget is met.
import type { Compared } from './load.ts'

export type Budget = {
  work: string
  ours: string
  beside: string
  ratio: string
  budget: string
  met: string
}

/** A rate beside another one: at least `least` times as high. */
export function ratioRow(
  work: string,
  { ours, beside, ratio }: Omit<Compared, 'p99'>,
  least: number,
  unit = ''
): Budget {
  return {
    work,
    ours: amount(ours, unit),
    beside: amount(beside, unit),
    ratio: ratio.toFixed(2),
    budget: `≥ ${least}`,
    met: yesOrNo(ratio >= least)
  }
}

/** A figure that has a limit of its own. `beside` is only told. */
export function limitRow(
  work: string,
  ours: number,
  most: number,
  unit: string,
  beside?: number
): Budget {
  return {
    work,
    ours: amount(ours, unit),
    beside: beside === undefined ? '' : amount(beside, unit),
    ratio: beside === undefined ? '' : (ours / beside).toFixed(2),
    budget: `≤ ${amount(most, unit)}`,
    met: yesOrNo(ours <= most)
  }
}

/** A row of what this run does not measure. */
export function absentRow(work: string, budget: string, why: string): Budget {
  return { work, ours: why, beside: '', ratio: '', budget, met: '' }
}

function amount(value: number, unit: string): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${Number(value.toFixed(digits)).toLocaleString('en')}${unit && ` ${unit}`}`
}

function yesOrNo(isMet: boolean): string {
  return isMet ? 'yes' : '**no**'
}
