// The names and units that a figure check is said with.
import type { Snapshot } from '../db/store.ts'
import { describe } from '../identifiers/describe-figure.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { amount, type Figure, figureWords } from '../units/figure-words.ts'
import { findKnownUnits } from '../units/queries.ts'
import type { Thing } from './claim-queries.ts'
import type { FigureCheck } from './schemas.ts'

/** What a check is about, where its figure was found, what the mirror is, and figures with units. */
export type Words = {
  about: string
  /** Where the figure agrees after all; null if it does nowhere. */
  found: string | null
  /** The mirror, without its period; null if nobody claims it. */
  mirror: string | null
  say: (value: number) => string
  /** What a claim says, with its bound: `at most $500 million`. */
  claimed: (claim: Figure) => string
}

/** Reads the words for a check. */
export async function readWords(
  snapshot: Snapshot,
  { found, mirror: [near], unit, ...check }: Omit<FigureCheck, 'sentence'>
): Promise<Words> {
  const { name, kind } = (await findKnownUnits(snapshot)).find(unit) ?? { name: unit, kind: '' }
  return {
    about: await aboutFigure(snapshot, { ...check, unit }),
    found: found && (await aboutFigure(snapshot, { ...found, unit })),
    mirror: near ? (await describe(snapshot, near)).about : null,
    say: (value) => amount(value, { id: unit, name, kind }),
    claimed: (claim) => figureWords(claim, { id: unit, name, kind })
  }
}

/** What a figure is about: `Goods trade turnover, Pakistan–Kazakhstan, 2023`. */
export async function aboutFigure(
  snapshot: Snapshot,
  { period, ...thing }: Thing & { period: string; unit: string }
): Promise<string> {
  return `${(await describe(snapshot, thing)).about}, ${labelPeriod(period)}`
}
