// Checks figures that are printed with a growth rate against the figure before it.

import { daysText, yearsEarlier } from '../../numbers/days.ts'
import type { Check } from './checks.ts'
import { growthRateIn } from './growth-rate.ts'
import { makeCheck } from './make-check.ts'
import { productOf } from './quantities.ts'
import { type Cell, groupOf, heardFrom } from './things.ts'

/** A base further back than this is a misprint, or the note was misread. */
const YEARS_MAX = 50

/**
 * Makes one check for each claim with a rate and a base: a figure of the same thing for the same
 * part of the earlier year.
 */
export function checkGrowth(cell: Cell): Check[] {
  if (cell.days === '' || cell.quantity.low < 0) return []
  return [...cell.voices.values()].flatMap((voice) =>
    voice.figures.flatMap((figure) => {
      const rate = figure.claim.note === null ? undefined : growthRateIn(figure.claim.note)
      if (!rate) return []
      const years = rate.year === null ? 1 : Number(cell.days.slice(0, 4)) - rate.year
      if (years < 1 || years > YEARS_MAX) return []
      const earlier = yearsEarlier(cell, years)
      const found = cell.thing.cells.get(daysText(earlier.starts, earlier.ends))
      if (!found || found.quantity.low < 0) return []
      const base = heardFrom(found, voice)
      const expected = productOf(base.quantity, rate.factor)
      const said = [
        ['stated', groupOf([figure])],
        ['base', base]
      ] as const
      return [
        makeCheck({
          kind: 'growth',
          cell,
          combination: figure.claim.id,
          said,
          stated: figure.quantity,
          expected,
          growth_percent: rate.percent
        })
      ]
    })
  )
}
