// Some checked rows, compared with what is stored and written where they differ.

import type { Row } from '../../../db/rows.ts'
import type { Noun, Read } from '../../../files/columns.ts'
import { ORDER } from '../apply-changes.ts'
import type { Running } from '../running.ts'
import type { Passed } from '../validation/validate-chunk.ts'
import { type CountryFacts, readCountries } from './country-facts.ts'
import { addSeries } from './coverage.ts'
import { link, unlink } from './lists.ts'
import { referrers } from './references.ts'
import { entityRows, seriesOf, storedRows, type TableRows } from './stored-rows.ts'
import { type Changes, findChanges, writeChanges } from './write.ts'

/** Rows of an import correct whatever brought the rows before. */
const KEPT: ReadonlySet<number> = new Set()
/** What claims are read by: with another unit each of them would say something else. */
const FIXED: Partial<Record<Noun, string[]>> = {
  metric: ['unit', 'partnered', 'subject_kinds'],
  entity: ['kind']
}

/** Writes rows of one noun. Some may still be refused: those that would change what claims mean. */
export async function writeChunk(
  running: Running,
  file: string,
  noun: Noun,
  { rows, waiting }: Passed
): Promise<void> {
  const { snapshot, badCells } = running
  const tables = await tablesOf(noun, rows)
  for (const name of ORDER) {
    const stored = tables[name]
    if (!stored) continue
    const changes = await findChanges(snapshot, name, stored, KEPT)
    if (name === noun) {
      count(running, noun, stored.length, changes)
      running.shown.add(noun, changes)
    }
    await refuseRedefined(running, file, noun, rows, changes)
    if (badCells.count() > 0) return
    if (changes.inserted.length + changes.corrected.length === 0) continue
    const revision = await running.begin()
    if (name === 'observation')
      await addSeries(
        snapshot,
        written(changes).map((row) => seriesOf(row as TableRows['observation'][number]))
      )
    await writeChanges(snapshot, name, changes, revision)
    if (name === 'observation') running.touched.add(changes)
    if (name === 'metric') running.touched.addMetrics(changes)
    running.touched.addRead(name, changes)
    if (name === noun) await relink(running, noun, changes, waiting, revision)
  }
}

async function tablesOf(noun: Noun, rows: readonly Read<Noun>[]): Promise<Partial<TableRows>> {
  // The rows are those of the noun, which the types cannot tie together.
  if (noun !== 'entity') return { [noun]: storedRows(noun, rows as never) }
  const entities = rows as Read<'entity'>[]
  const tables = entityRows(entities, await namedCountries(entities))
  return tables.country.length > 0 ? tables : { entity: tables.entity }
}

/** Their facts are read only where a file names countries. */
async function namedCountries(rows: readonly Read<'entity'>[]): Promise<CountryFacts[]> {
  const codes = new Set(rows.filter(({ kind }) => kind === 'country').map(({ id }) => id))
  return codes.size === 0 ? [] : (await readCountries()).filter(({ code }) => codes.has(code))
}

function count(running: Running, noun: Noun, rows: number, { inserted, corrected }: Changes): void {
  const before = running.counts[noun] ?? { inserted: 0, corrected: 0, unchanged: 0 }
  running.counts[noun] = {
    inserted: before.inserted + inserted.length,
    corrected: before.corrected + corrected.length,
    unchanged: before.unchanged + rows - inserted.length - corrected.length
  }
}

async function refuseRedefined(
  { snapshot, badCells }: Running,
  file: string,
  noun: Noun,
  rows: readonly Read<Noun>[],
  changes: Changes
) {
  for (const { before, after } of changes.corrected) {
    const column = FIXED[noun]?.find(
      (name) => name in after && String(before[name]) !== String(after[name])
    )
    if (!column) continue
    const found = await referrers(snapshot, noun, [String(after['id'])])
    const claim = found
      .map(({ by }) => by)
      .find(({ type }) => type === 'observation' || type === 'projection')
    if (!claim) continue
    const line = rows.find(({ id }) => id === after['id'])?.line ?? 0
    const expected = `${before[column]} as before: ${claim.type} ${claim.id} and perhaps others are read by it`
    badCells.add([{ file, line, column, value: String(after[column]), expected }])
  }
}

async function relink(
  { snapshot, ahead }: Running,
  noun: Noun,
  changes: Changes,
  waiting: ReadonlySet<string>,
  revision: number
) {
  const isWaiting = (row: Row) => waiting.has(String(row['id']))
  const replaced = changes.corrected.map(({ before }) => before)
  if (replaced.length > 0) await unlink(snapshot, noun, replaced, revision)
  const rows = written(changes)
  await link(
    snapshot,
    noun,
    rows.filter((row) => !isWaiting(row))
  )
  for (const row of rows.filter(isWaiting)) ahead.link(noun, row)
}

function written({ inserted, corrected }: Changes): Row[] {
  return [...inserted, ...corrected.map(({ after }) => after)]
}
