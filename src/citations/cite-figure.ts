// Citations of what was read in a document: a claim or a projection. The work cited is the document;
// the note says which figure of it, and where it is recorded.

import { type Described, numbered, quoted } from '../identifiers/describe-figure.ts'
import type { Observation } from '../observations/schemas.ts'
import type { Projection } from '../projections/schemas.ts'
import { SERVICE_NAME } from '../short-citation.ts'
import type { Source } from '../sources/schemas.ts'
import { citationKey, onOneLine, typeOfSource, type Work } from './work.ts'

/** The revision that a thing is cited from, and the address that shows it so for ever. */
export type Cited = { revision: number; address: string }

type Read = { id: string; recorded_at: string; attributed_to: string | null }

/** A claim, with its document and with what it is about in words. */
export function citeObservation(
  at: Cited,
  claim: Observation,
  { source, about, unit }: Described & { source: Source }
): Work {
  const { text, period_label, attributed_to, derived_from } = claim
  const note = [
    `The figure reads ${quoted(text, unit)}: ${about}, ${period_label ?? 'no period named'}.`,
    attributed_to === null
      ? 'Whose figure it is, is not known.'
      : `It is given by ${ended(attributed_to)}`,
    derived_from.length === 0
      ? ''
      : `The publisher computed it from other figures (${named(derived_from)}).`
  ]
  return workOf(source, claim, at, { note, noun: 'Claim' })
}

/** A projection, with its document and with what it is about in words. */
export function citeProjection(
  at: Cited,
  projection: Omit<Projection, 'required'>,
  { source, about, unit }: Described & { source: Source }
): Work {
  const { kind, base, target, condition, issued_on, attributed_to } = projection
  const due = target.period_label === null ? 'no period named' : `for ${target.period_label}`
  const note = [
    `The ${kind} reads ${quoted(target.text, unit)}: ${about}, ${due}${startOf(base, unit)}.`,
    condition === null ? '' : `Condition: ${ended(condition)}`,
    attributed_to === null
      ? 'Who made it, is not known.'
      : ended(`It was made by ${attributed_to}${issued_on === null ? '' : ` (${issued_on})`}`)
  ]
  return workOf(source, projection, at, { note, noun: 'Projection' })
}

function workOf(
  source: Source,
  { id, recorded_at }: Read,
  { revision, address }: Cited,
  { note, noun }: { note: string[]; noun: string }
): Work {
  const { publisher, title, url, published } = source
  const day = recorded_at.slice(0, 10)
  const recorded = `${noun} ${id} as recorded by ${SERVICE_NAME}, revision ${revision}: ${address}`
  return {
    key: citationKey([id], revision),
    type: typeOfSource(source),
    publisher: onOneLine(publisher),
    title: onOneLine(title),
    isDescribed: true,
    date: published,
    url,
    version: null,
    accessed: day,
    note: onOneLine([...note, recorded].filter((part) => part !== '').join(' ')) ?? ''
  }
}

/** `, from 400,000,000 (unit: US dollar) in 2023`; empty without a base. */
function startOf({ value, period_label }: Projection['base'], unit: string): string {
  if (value === null) return period_label === null ? '' : `, from ${period_label} on`
  return `, from ${numbered(value, unit)}${period_label === null ? '' : ` in ${period_label}`}`
}

const IDS_MAX = 10

function named(ids: readonly string[]): string {
  const more = ids.length > IDS_MAX ? ` and ${ids.length - IDS_MAX} more` : ''
  const shown = ids.slice(0, IDS_MAX).join(', ')
  return `${ids.length === 1 ? 'claim' : 'claims'} ${shown}${more}`
}

function ended(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}
