// The status of a figure: from a column, from letters behind the figure, or from the year after
// which figures are estimates.
import { OBS_STATUSES } from '../vocabularies.ts'
import type { Mapping } from './schema.ts'

type Status = (typeof OBS_STATUSES)[number]
/** A status with words for the note, `missing` where there is no figure, or what was expected. */
export type StatusReading =
  | { status: Status | undefined; notes: string[] }
  | { unknown: string; pointer: string }

/** Reads the status column. */
export function readStatus(code: string, { status }: Mapping): StatusReading | 'missing' {
  if (code === '') return { status: undefined, notes: [] }
  if (status.missing.includes(code)) return 'missing'
  const known = status.codes?.[code] ?? asStatus(code)
  if (known) return { status: known, notes: [] }
  // Eurostat writes several flags as one: bp is a break, and provisional.
  const [first, ...others] = [...code].map((letter) => status.codes?.[letter])
  return first && others.every((one) => one !== undefined)
    ? { status: first, notes: others.map((one) => `status ${one} too`) }
    : { unknown: code, pointer: '/status/codes' }
}

/** Reads the letters behind a figure, each of which is a flag unless all together are one. */
export function readFlags(flags: string, { value }: Mapping): StatusReading {
  const codes = value.flags ?? {}
  const parts = Object.hasOwn(codes, flags) ? [flags] : [...flags]
  const unknown = parts.find((part) => !Object.hasOwn(codes, part))
  if (unknown !== undefined) return { unknown, pointer: '/value/flags' }
  const said = parts.map((part) => codes[part] ?? '')
  const [status, ...others] = said.flatMap((one) => asStatus(one) ?? [])
  const notes = said.filter((one) => asStatus(one) === undefined && one !== '')
  return { status, notes: [...notes, ...others.map((one) => `status ${one} too`)] }
}

/** E for a year after the one that a row names. */
export function estimateStatus(period: string, after: string): Status | undefined {
  const year = /^\d{4}$/.test(after.trim()) ? after.trim() : undefined
  return year !== undefined && period.slice(0, 4) > year ? 'E' : undefined
}

function asStatus(code: string): Status | undefined {
  return OBS_STATUSES.find((status) => status === code)
}
