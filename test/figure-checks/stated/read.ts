// Reads stated figures with the units of the starter data.
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { StatedContext } from '../../../src/figure-checks/stated/read-numeral.ts'
import { readStated, type Stated } from '../../../src/figure-checks/stated/read-stated.ts'
import type { UnitTraits } from '../../../src/units/convert.ts'
import { type KnownUnits, knownUnits } from '../../../src/units/known-units.ts'
import { unitWords } from '../../../src/units/unit-words.ts'

const FILE = new URL('../../../src/starter/units.csv', import.meta.url)

let known: KnownUnits | undefined

/** All units of the starter data. */
export function starterUnits(): KnownUnits {
  if (known) return known
  const rows: Record<keyof UnitTraits, string>[] = parse(readFileSync(FILE), { columns: true })
  known = knownUnits(
    rows.map(({ base, factor, ...row }) => ({
      ...row,
      base: base === '' ? null : base,
      factor: Number(factor)
    }))
  )
  return known
}

/** What a text is read for: the unit of a metric, and the currencies of its sides. */
export function contextOf(id: string, local: readonly string[] = []): StatedContext {
  const units = starterUnits()
  const unit = units.find(id)
  if (!unit) throw new Error(`no unit ${id}`)
  return { unit, words: unitWords(unit, units), units, local }
}

export type Reading = [value: number, half: number, bound: Stated['bound'], currency: string | null]

/** A text as it is read, or why it is not. */
export function readingsOf(context: StatedContext, texts: readonly string[]) {
  return Object.fromEntries(
    texts.map((text) => {
      const read = readStated(text, context)
      return 'value' in read
        ? [text, [read.value, read.half, read.bound, read.currency]]
        : [text, read.message]
    })
  )
}
