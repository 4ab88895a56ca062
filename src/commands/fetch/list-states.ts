// Shows the state of every entry of the list, so that one sees what is overdue and why.
import { dueOn, isOverdue } from '../../freshness/due.ts'
import type { FetchState } from '../../freshness/state-queries.ts'
import { textTable } from '../../text-table.ts'
import type { ListedPlan } from './run-list.ts'

const COLUMNS = ['entry', 'source', 'last retrieved', 'due', 'last failure']

/** A table of the entries in the order of the list, and how many are overdue. */
export function describeStates(
  plans: readonly ListedPlan[],
  states: readonly FetchState[],
  today?: string
): string {
  const byName = new Map(states.map((state) => [state.name, state]))
  const rows = plans.map(({ entry, plan }) => {
    const { retrieved = null, failure = null } = byName.get(entry.name) ?? {}
    const isLate = isOverdue({ ...entry, retrieved }, today)
    const due = retrieved === null ? 'now' : dueOn(retrieved, entry.every_days)
    return {
      isLate,
      cells: [
        entry.name,
        plan.source,
        retrieved?.slice(0, 10) ?? 'never',
        isLate ? `${due}, overdue` : due,
        failure ?? ''
      ]
    }
  })
  const late = rows.filter(({ isLate }) => isLate).length
  const table = textTable(
    COLUMNS.map((title) => ({ title })),
    rows.map(({ cells }) => cells)
  )
  return `${table}\n\noverdue: ${late} of ${rows.length} entries`
}
