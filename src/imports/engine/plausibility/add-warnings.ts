// Adds the warnings of the rows that an import has just written.
import type { Row } from '../../../db/rows.ts'
import type { KnownUnits } from '../../../units/known-units.ts'
import { type UnitWords, unitWords } from '../../../units/unit-words.ts'
import type { Intake, Taken } from '../intake.ts'
import { type Changes, writtenRows } from '../storage/write-changes.ts'
import type { ValidRows } from '../validation/validate-chunk.ts'
import { findImplausible, type Plausible } from './find-implausible.ts'
import { findLost } from './find-lost.ts'
import { findTwins, isRepeatable } from './find-twins.ts'

/** Rows equal to stored ones have no warnings: they were warned of when they came. */
export async function addWarnings(
  { revision, known }: Intake,
  { file, noun }: Taken,
  { rows, cells, given }: ValidRows,
  changes: Changes
): Promise<void> {
  const values = new Map(rows.map(({ id }, index) => [id, cells[index] ?? {}]))
  for (const column of findLost(noun, values, changes)) revision.warnings.addLost(file, column)
  if (!isRepeatable(noun)) return
  const { snapshot, warnings, today } = revision
  await known.askUnits()
  const wordsFor = rememberWords(known.units)
  const lines = new Map(rows.map(({ id, line }) => [id, line]))
  const placeOf = (id: string) => ({ file, line: lines.get(id) ?? 0, id })
  for (const row of noun === 'event' ? [] : writtenRows(changes)) {
    const metric = known.metric(String(row['metric']))
    const units = { given: given.get(String(row['id'])), words: wordsFor(metric?.unit) }
    for (const found of findImplausible({ ...plausibleOf(row), ...units }, metric, today))
      warnings.add(placeOf(String(row['id'])), found)
  }
  const inserted = changes.inserted.map(({ id }) => String(id))
  const called = noun === 'observation' ? 'claim' : noun
  for (const [id, twin] of await findTwins(snapshot, noun, inserted)) {
    const message = `The ${called} ${twin} already says the same.`
    warnings.add(placeOf(id), { kind: 'twin', message })
  }
}

/** The words for units of metrics; those of a unit are made once. */
export function rememberWords(
  units: KnownUnits
): (id: string | undefined) => UnitWords | undefined {
  const made = new Map<string, UnitWords>()
  return (id = '') => {
    const unit = units.find(id)
    const words = made.get(id) ?? (unit && unitWords(unit, units))
    if (words) made.set(id, words)
    return words
  }
}

/** Claims have no times of projections, and projections no period. */
function plausibleOf(row: Row): Omit<Plausible, 'given' | 'words'> {
  const { value = null, low = null, high = null, bound, text, period = null } = row
  const { base_period = null, target_period = null, issued_on = null } = row
  // Rows of these nouns have these columns.
  return {
    value,
    low,
    high,
    bound,
    text,
    period,
    base_period,
    target_period,
    issued_on
  } as Omit<Plausible, 'given' | 'words'>
}
