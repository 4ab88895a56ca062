// Validates rows of legs and corridors as a whole: what they name is of the right kind, and the
// legs of a corridor follow each other.
import type { ReadRow } from '../../../files/columns.ts'
import { CORRIDOR_KINDS, PLACE_KINDS } from '../../../vocabularies.ts'
import { findRepeated } from './find-repeated.ts'
import { findBreak } from './follow-legs.ts'
import type { KnownThings, Report } from './validate-row.ts'

export function validateLeg(row: ReadRow<'leg'>, known: KnownThings, report: Report): void {
  validateKind('id', row.id, ['leg'], known, report)
  for (const column of ['from', 'to'] as const)
    validateKind(column, row[column], PLACE_KINDS, known, report)
  if (row.from === row.to) report('to', row.to, 'another place than the one in `from`')
  for (const place of row.passes) {
    validateKind('passes', place, PLACE_KINDS, known, report)
    if (place === row.from || place === row.to)
      report('passes', place, 'places inside the leg, not those at its ends')
  }
  for (const place of findRepeated(row.passes)) report('passes', place, 'each place once')
}

export function validateCorridor(
  row: ReadRow<'corridor'>,
  known: KnownThings,
  report: Report
): void {
  validateKind('id', row.id, CORRIDOR_KINDS, known, report)
  validateKind('from', row.from, PLACE_KINDS, known, report)
  if (row.parent === row.id) report('parent', row.parent, 'another entity, or nothing')
  if (row.legs.length === 0) report('legs', '', 'at least one leg')
  const found = findBreak(row.from, row.legs, { get: known.leg })
  if (!found) return
  const { leg, place, ends } = found
  const leads = `${leg} leads from ${ends.from} to ${ends.to}`
  report('legs', leg, `a leg that begins or ends at ${place}: ${leads}`)
}

function validateKind(
  column: string,
  id: string,
  kinds: readonly string[],
  known: KnownThings,
  report: Report
): void {
  const kind = known.kindOf(id)
  if (kind && !kinds.includes(kind))
    report(column, id, `an entity of kind ${kinds.join(' or ')}, not a ${kind}`)
}
