// The stored claims and projections whose texts do not say their figures.
import type { Store } from '../../src/db/store.ts'
import { compareText } from '../../src/imports/engine/plausibility/compare-text.ts'
import { knownUnits } from '../../src/units/known-units.ts'
import { listUnitTraits } from '../../src/units/queries.ts'
import { unitWords } from '../../src/units/unit-words.ts'

/**
 * The claims of the starter data that are warned of: errors of print, `5 hours 39 minutes`, and a
 * number in words.
 */
export const CONTRADICTED = [
  'C0022',
  'C0636',
  'TC012',
  'TC014',
  'TC021',
  'islamabad-karachi-port-road-length-2'
]
/** Those of which only the unit in the text, hours where the metric has days, says the figure. */
export const IN_OTHER_UNITS = ['TC018', 'TC031']

/** The ids of rows whose texts are warned of: with the units that texts name, and without them. */
export function contradictedTexts(store: Store): Promise<{ read: string[]; unread: string[] }> {
  return store.snapshot(async (snapshot) => {
    const { db, tables } = snapshot
    const units = knownUnits(await listUnitTraits(snapshot))
    const metrics = await db.select().from(tables.metric)
    const words = new Map(
      metrics.flatMap(({ id, unit }) => {
        const found = units.find(unit)
        return found ? [[id, unitWords(found, units)] as const] : []
      })
    )
    const { observation, projection } = tables
    const rows = [...(await db.select().from(observation)), ...(await db.select().from(projection))]
    const warned = (reads: boolean) =>
      rows
        .filter(({ metric, text, value, low, high }) =>
          [value, low, high].some(
            (figure) =>
              figure !== null &&
              compareText({ figure, words: reads ? words.get(metric) : undefined }, text)
          )
        )
        .map(({ id }) => id)
        .sort()
    return { read: warned(true), unread: warned(false) }
  })
}
