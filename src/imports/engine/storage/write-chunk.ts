// Compares some valid rows of one noun with the stored rows, and writes those that differ.
import type { Row } from '../../../db/rows.ts'
import type { ReadRow } from '../../../files/columns.ts'
import type { Noun } from '../../../nouns.ts'
import type { Intake, Taken } from '../intake.ts'
import { addCounts } from '../make-revision.ts'
import { addWarnings } from '../plausibility/add-warnings.ts'
import { noteMoved } from '../validation/check-corridors.ts'
import { noteParents } from '../validation/check-products.ts'
import type { ValidRows } from '../validation/validate-chunk.ts'
import { readCountries } from './country-facts.ts'
import { leaveOutAbsent } from './leave-out-absent.ts'
import { addListItems, removeListItems } from './list-items.ts'
import { refuseOtherClaims } from './refuse-other-claims.ts'
import { refuseRedefined } from './refuse-redefined.ts'
import { addSeries } from './renew-coverage.ts'
import { findRenamed, renewNames } from './renew-names.ts'
import { entityRows, seriesOf, storedRows, TABLE_NAMES, type TableRows } from './stored-rows.ts'
import { watchNames } from './watch-names.ts'
import { type Changes, findChanges, writeChanges, writtenRows } from './write-changes.ts'

/**
 * Writes rows of one noun. May still refuse rows: those that would change the meaning of existing
 * claims, or of names. A copy of another service has the names of that one.
 */
export async function writeChunk(intake: Intake, taken: Taken, valid: ValidRows): Promise<void> {
  const { revision, badCells } = intake
  const { rows, waiting } = valid
  const { file, noun } = taken
  const tables = await tableRowsOf(intake, noun, rows)
  let ofNoun: Changes | undefined
  let checkNames = async () => {}
  const renamed: string[] = []
  for (const name of TABLE_NAMES) {
    const stored = tables[name]
    if (!stored) continue
    const found = await findChanges(revision.snapshot, name, stored, intake.keep)
    const changes = leaveOutAbsent(name, found, intake.absent)
    if (name === noun || intake.edition) addRowCounts(intake, name, stored.length, changes)
    if (name === noun) {
      ofNoun = changes
      revision.shown.add(noun, changes)
      await refuseRedefined(intake, file, noun, rows, changes)
      refuseOtherClaims(intake, taken, rows, changes)
      if (badCells.count() > 0) return
      if (!intake.edition && !taken.isCopy)
        checkNames = await watchNames(intake, taken, rows, changes)
    }
    await writeTable(intake, name, changes)
    if (name === noun) {
      noteParents(intake, taken, rows, changes)
      noteMoved(intake, taken, rows, changes)
    }
    renamed.push(...findRenamed(name, changes))
  }
  if (ofNoun && !intake.edition) await addWarnings(intake, taken, valid, ofNoun)
  if (noun === 'product') intake.names.product.clear()
  await renameEntities(intake, renamed)
  await checkNames()
  // List items come last, because an entity may name countries that were written just now.
  if (ofNoun) await updateLists(intake, noun, ofNoun, waiting)
}

/**
 * Renews the names of entities at once, because later rows may use them. Rows of an edition use
 * ids, and it is cheaper to renew all names together.
 */
async function renameEntities(intake: Intake, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  if (intake.edition) for (const id of ids) intake.renamed.add(id)
  else await renewNames(intake.revision.snapshot, ids)
  intake.names.place.clear()
}

async function tableRowsOf(
  { countries: brought }: Intake,
  noun: Noun,
  rows: readonly ReadRow<Noun>[]
): Promise<Partial<TableRows>> {
  // Rows of this noun, as the condition says.
  if (noun === 'unit') return { unit: storedRows('unit', basesFirst(rows as ReadRow<'unit'>[])) }
  // The rows belong to the noun, which the types cannot express.
  if (noun !== 'entity') return { [noun]: storedRows(noun, rows as never) }
  const entities = rows as ReadRow<'entity'>[]
  const countries = brought.length > 0 ? brought.splice(0) : await readNamedCountries(entities)
  const tables = entityRows(entities, countries)
  return tables.country.length > 0 ? tables : { entity: tables.entity }
}

/** The foreign key of a unit needs its base to be there. */
function basesFirst(rows: readonly ReadRow<'unit'>[]): ReadRow<'unit'>[] {
  return rows.toSorted((a, b) => Number(a.base !== null) - Number(b.base !== null))
}

/** Reads the facts about countries only if a file names countries. */
async function readNamedCountries(rows: readonly ReadRow<'entity'>[]) {
  const codes = new Set(rows.filter(({ kind }) => kind === 'country').map(({ id }) => id))
  return codes.size === 0 ? [] : (await readCountries()).filter(({ code }) => codes.has(code))
}

function addRowCounts(
  { revision }: Intake,
  name: keyof TableRows,
  rows: number,
  changes: Changes
): void {
  const [inserted, corrected] = [changes.inserted.length, changes.corrected.length]
  const kept = changes.kept.length + changes.absent.length
  const unchanged = rows - inserted - corrected - kept
  addCounts(revision, name, { inserted, corrected, kept, unchanged })
}

async function writeTable({ revision }: Intake, name: keyof TableRows, changes: Changes) {
  const rows = writtenRows(changes)
  if (rows.length === 0) return
  const { snapshot, touched } = revision
  const number = await revision.begin()
  if (name === 'observation')
    await addSeries(snapshot, (rows as TableRows['observation']).map(seriesOf))
  await writeChanges(snapshot, name, changes, number)
  touched.addChanges(name, changes)
}

/** Updates the list items of the written rows. Rows that name later rows have to wait. */
async function updateLists(
  { revision, ahead }: Intake,
  noun: Noun,
  changes: Changes,
  waiting: ReadonlySet<string>
): Promise<void> {
  const rows = writtenRows(changes)
  if (rows.length === 0) return
  const { snapshot } = revision
  const number = await revision.begin()
  const isWaiting = (row: Row) => waiting.has(String(row['id']))
  const replaced = changes.corrected.map(({ before }) => before)
  if (replaced.length > 0) await removeListItems(snapshot, noun, replaced, number)
  const ready = rows.filter((row) => !isWaiting(row))
  await addListItems(snapshot, noun, ready)
  for (const row of rows.filter(isWaiting)) ahead.keepRow(noun, row)
}
