import type { Noun } from '../../nouns.ts'

/** A row by its noun and id. */
export type NamedRow = { type: Noun; id: string }
/**
 * Why a row cannot be withdrawn. `unknown`: no such row exists now. `referred_to`: other rows refer
 * to it, and `by` names some of them. `country`: the row is a country, and countries come with the
 * software.
 */
export type RefusedRow = NamedRow & {
  reason: 'unknown' | 'referred_to' | 'country'
  by: NamedRow[]
}

const SHOWN_MAX = 20

/** Thrown if a change would leave references to missing rows; nothing of the change is kept. */
export class ChangeError extends Error {
  readonly refused: readonly RefusedRow[]

  constructor(refused: readonly RefusedRow[]) {
    const shown = refused.slice(0, SHOWN_MAX).map(sentenceOn)
    if (refused.length > SHOWN_MAX) shown.push(`and ${refused.length - SHOWN_MAX} more`)
    super(`Nothing was withdrawn: ${shown.join('; ')}.`)
    this.name = 'ChangeError'
    this.refused = refused
  }
}

function sentenceOn({ type, id, reason, by }: RefusedRow): string {
  const row = `${type} ${id}`
  if (reason === 'unknown') return `there is no ${row}`
  if (reason === 'country') return `${row} is a country, and countries come with the software`
  return `${row} is referred to by ${by.map((one) => `${one.type} ${one.id}`).join(', ')}`
}
