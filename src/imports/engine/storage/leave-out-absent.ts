// Leaves out rows of an edition that name rows which others have withdrawn.
import type { Row } from '../../../db/rows.ts'
import { type Noun, referencesOf } from '../../../nouns.ts'
import type { TableName } from './stored-rows.ts'
import type { Changes } from './write-changes.ts'

/**
 * Leaves out the rows that name absent rows, then the rows that name those, and adds all of them to
 * `absent` as `noun id`.
 */
export function leaveOutAbsent(name: TableName, changes: Changes, absent: Set<string>): Changes {
  if (name === 'country') return changes
  for (const row of changes.absent) absent.add(nameOf(name, row))
  if (absent.size === 0) return changes
  const namesAbsent = (row: Row) => namesOf(name, row).some((other) => absent.has(other))
  let { inserted } = changes
  const leftOut: Row[] = []
  for (let out = inserted.filter(namesAbsent); out.length > 0; out = inserted.filter(namesAbsent)) {
    for (const row of out) absent.add(nameOf(name, row))
    leftOut.push(...out)
    inserted = inserted.filter((row) => !out.includes(row))
  }
  const stale = changes.corrected.filter(({ after }) => namesAbsent(after))
  return {
    inserted,
    corrected: changes.corrected.filter((one) => !stale.includes(one)),
    kept: [...changes.kept, ...stale.map(({ after }) => after)],
    absent: [...changes.absent, ...leftOut]
  }
}

function nameOf(noun: Noun, row: Row): string {
  return `${noun} ${row['id']}`
}

function namesOf(noun: Noun, row: Row): string[] {
  return referencesOf(noun).flatMap(({ column, to }) =>
    [row[column] ?? []].flat().map((id) => `${to} ${id}`)
  )
}
