// Collects the first changes of an import, field by field, so that a client can see them before it
// imports.

import type { Row } from '../../db/rows.ts'
import type { Noun } from '../../nouns.ts'
import type { CHANGE_ACTIONS } from '../../vocabularies.ts'
import type { Changes } from './storage/write-changes.ts'

/** Further changes are only counted. */
export const CHANGES_SHOWN_MAX = 100

/** A new row, or a corrected row with the fields that differ. */
export type ShownChange = {
  noun: Noun
  id: string
  action: (typeof CHANGE_ACTIONS)[number]
  fields: ChangedField[]
}
export type ChangedField = { name: string; before: unknown; after: unknown }

/** Columns that are computed from others. */
const DERIVED = new Set([
  'search_text',
  'series',
  'starts_on',
  'ends_on',
  'target_starts_on',
  'target_ends_on'
])

export type ShownChanges = {
  add: (noun: Noun, changes: Pick<Changes, 'inserted' | 'corrected'>) => void
  addWithdrawn: (noun: Noun, rows: readonly Row[]) => void
  /** Lists withdrawals and corrections first, because they replace something. */
  list: () => ShownChange[]
}

/** Starts empty; keeps as many corrections and inserts as may be shown. */
export function shownChanges(): ShownChanges {
  const [corrections, inserts]: [ShownChange[], ShownChange[]] = [[], []]
  const withdrawals: ShownChange[] = []
  return {
    add(noun, { inserted, corrected }) {
      for (const { before, after } of corrected.slice(0, CHANGES_SHOWN_MAX - corrections.length))
        corrections.push({
          noun,
          id: String(after['id']),
          action: 'correct',
          fields: changedFields(before, after)
        })
      for (const { id } of inserted.slice(0, CHANGES_SHOWN_MAX - inserts.length))
        inserts.push({ noun, id: String(id), action: 'insert', fields: [] })
    },
    addWithdrawn(noun, rows) {
      for (const { id } of rows.slice(0, CHANGES_SHOWN_MAX - withdrawals.length))
        withdrawals.push({ noun, id: String(id), action: 'withdraw', fields: [] })
    },
    list: () => [...withdrawals, ...corrections, ...inserts].slice(0, CHANGES_SHOWN_MAX)
  }
}

function changedFields(before: Row, after: Row): ChangedField[] {
  return Object.keys(after)
    .filter(
      (name) => !DERIVED.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name])
    )
    .map((name) => ({ name, before: before[name], after: after[name] }))
}
