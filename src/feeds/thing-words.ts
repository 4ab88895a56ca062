// Says what a figure is about: `Pakistan–Kazakhstan, goods trade turnover, 2023`. Pure.
import { labelOrNull } from '../periods/label-period.ts'
import type { Thing } from './event.ts'

/** The things of a figure and its period. */
export function thingWords(thing: Thing): string {
  return [thingAlone(thing), periodWords(thing.period)].filter(Boolean).join(', ')
}

/** The same without the period. */
export function thingAlone({ metric, subject, partner, product, direction, mode }: Thing): string {
  const place = partner ? `${subject.name}–${partner.name}` : subject.name
  const traffic = [mode, direction === 'all' ? 'both directions' : direction]
  const extra = [product, ...traffic].filter((word) => word !== null)
  const name = lowerFirst(metric.name)
  return `${place}, ${name}${extra.length > 0 ? ` (${extra.join(', ')})` : ''}`
}

export function periodWords(period: string | null): string {
  return labelOrNull(period) ?? ''
}

/** Abbreviations and names keep their capitals: `LPI score`, `Logistics Performance Index`. */
export function lowerFirst(name: string): string {
  const [first = '', second = ''] = name.split(' ')
  const isName = /[A-Z]/.test(first.slice(1)) || (/^[A-Z]/.test(second) && !/^\(/.test(second))
  return isName ? name : name.charAt(0).toLowerCase() + name.slice(1)
}
