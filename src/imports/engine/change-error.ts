import type { Noun } from '../../files/columns.ts'

/** A row by its noun and id. */
export type Named = { type: Noun; id: string }
/**
 * Why a row cannot be withdrawn. `unknown`: there is none now. `referred_to`: `by` names rows that
 * refer to it, some of them where there are many. `country`: countries come with the software.
 * `kept`: the same change also writes it.
 */
export type Refused = Named & {
  reason: 'unknown' | 'referred_to' | 'country' | 'kept'
  by: Named[]
}

const SHOWN_MAX = 20

/** Thrown when a change would leave the data in disorder; nothing of it is kept. */
export class ChangeError extends Error {
  readonly refused: readonly Refused[]

  constructor(refused: readonly Refused[]) {
    const shown = refused.slice(0, SHOWN_MAX).map(sentence)
    if (refused.length > SHOWN_MAX) shown.push(`and ${refused.length - SHOWN_MAX} more`)
    super(`Nothing was withdrawn: ${shown.join('; ')}.`)
    this.name = 'ChangeError'
    this.refused = refused
  }
}

function sentence({ type, id, reason, by }: Refused): string {
  const row = `${type} ${id}`
  if (reason === 'unknown') return `there is no ${row}`
  if (reason === 'country') return `${row} is a country, and countries come with the software`
  if (reason === 'kept') return `${row} is also among the rows to write`
  return `${row} is referred to by ${by.map((one) => `${one.type} ${one.id}`).join(', ')}`
}
