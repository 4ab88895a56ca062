// What an import does to rows, for whoever wants to see it before it is kept: the first changes,
// field by field.

import type { Row } from '../../db/rows.ts'
import type { Noun } from '../../nouns.ts'
import type { Changes } from './storage/write-changes.ts'

/** More are counted only. */
export const CHANGES_SHOWN_MAX = 100

/** A row that is new, or one of which some fields are; the others are as they were. */
export type ShownChange = {
  noun: Noun
  id: string
  action: 'insert' | 'correct'
  fields: ChangedField[]
}
export type ChangedField = { name: string; before: unknown; after: unknown }

/** Computed from the others. */
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
  /** Corrections first: what was there before matters more than what is new. */
  list: () => ShownChange[]
}

/** Begins with none; keeps as many of each as may be shown. */
export function shownChanges(): ShownChanges {
  const [corrections, inserts]: [ShownChange[], ShownChange[]] = [[], []]
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
    list: () => [...corrections, ...inserts].slice(0, CHANGES_SHOWN_MAX)
  }
}

function changedFields(before: Row, after: Row): ChangedField[] {
  return Object.keys(after)
    .filter(
      (name) => !DERIVED.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name])
    )
    .map((name) => ({ name, before: before[name], after: after[name] }))
}
