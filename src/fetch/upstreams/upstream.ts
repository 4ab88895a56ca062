// What every upstream is: how it is asked, and what its answers are.
import type { Mapping } from '../../mappings/schema.ts'

/** What a user wants from an upstream. Countries and partners are ISO alpha-3; `all` is no list. */
export type Wanted = {
  metrics: readonly string[]
  countries: readonly string[] | 'all'
  partners: readonly string[]
  from: number | undefined
  to: number | undefined
}

/**
 * One question. All pages of its answer become one revision, or none. `code` is what the upstream
 * calls the indicator, `label` what it is called here.
 */
export type Question = { code: string; label: string; wanted: Wanted }

/** A page of an answer. */
export type Page = {
  rows: readonly Row[]
  /** Whether another page follows. */
  more: boolean
  /** Equal for all pages of one answer: what the upstream says of the whole. */
  whole: string
  /** What the document has beside its rows. */
  facts: Readonly<Record<string, unknown>>
}
export type Row = Readonly<Record<string, unknown>>

export type Upstream = {
  name: string
  /** Its address. */
  base: string
  /** The name of the setting with its address. */
  setting?: string
  mapping: Mapping
  accept: string
  types: RegExp
  headers: Record<string, string>
  /** The pause between two requests that the upstream asks for. */
  gapMs: number
  questions: (wanted: Wanted) => Question[]
  /** The address of a page. */
  address: (question: Question, index: number) => URL
  /** Reads a page. Throws a FetchFailure if it is none, or not the one that was asked for. */
  readPage: (body: Buffer, question: Question, index: number) => Page
  /** Whether a row was asked for: some upstreams answer more. */
  isWanted: (row: Row, question: Question) => boolean
  /** The document that the mapping reads. */
  document: (rows: readonly Row[], pages: readonly Page[], bodies: readonly Buffer[]) => Buffer
}

/** Whether a year is asked for. */
export function isYearWanted(text: unknown, { from, to }: Wanted): boolean {
  const year = Number(String(text).slice(0, 4))
  return !(year < (from ?? -Infinity)) && !(year > (to ?? Infinity))
}

/** The codes of the upstream for one of our metrics; undefined if no code is this metric. */
export function codesOf({ metric }: Mapping, id: string): string[] | undefined {
  const codes = Object.entries(metric.codes).flatMap(([code, one]) =>
    one.metric === id ? [code] : []
  )
  return codes.length > 0 ? codes : undefined
}
