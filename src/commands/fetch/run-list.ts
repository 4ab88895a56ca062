// Fetches what is due by the list: each entry apart, so that one that fails does not stop the
// others. The database knows when each was last retrieved.
import type { Config } from '../../config.ts'
import { type Plan, PlanError, planEntry } from '../../fetch/plan.ts'
import { ListError, type ListedEntry, namedTwice, readList } from '../../fetch/read-list.ts'
import { dueOn, isDue } from '../../freshness/due.ts'
import {
  type FetchState,
  listStates,
  recordAttempt,
  writeEntries
} from '../../freshness/state-queries.ts'
import { textTable } from '../../text-table.ts'
import type { FetchArguments } from './arguments.ts'
import { fetchPlan, type Outcome, type Surroundings } from './fetch-plan.ts'
import { reportOutcomes, totalLine } from './report.ts'

const FAILURE_MAX = 500

/** An entry of the list with what is asked for it. */
export type ListedPlan = { entry: ListedEntry; plan: Plan }

/** Reads the list and plans all of its entries. Throws a ListError that names every mistake. */
export async function planList(file: string, config: Config): Promise<ListedPlan[]> {
  const plans: ListedPlan[] = []
  const entries = readList(file)
  const wrong = namedTwice(entries)
  for (const entry of entries)
    try {
      plans.push({ entry, plan: await planEntry(entry, config) })
    } catch (error) {
      if (!(error instanceof PlanError)) throw error
      wrong.push(`line ${entry.line}, ${entry.name}: ${error.message}`)
    }
  if (wrong.length > 0) throw new ListError(file, wrong)
  return plans
}

/** Fetches what is due, and tells what became of every entry. */
export async function runList(
  plans: readonly ListedPlan[],
  { all }: FetchArguments,
  surroundings: Surroundings
): Promise<string> {
  const { store, dryRun } = surroundings
  const rows = plans.map(({ entry, plan }) => ({
    name: entry.name,
    source: plan.source,
    every_days: entry.every_days
  }))
  if (!dryRun) await store.transaction((snapshot) => writeEntries(snapshot, rows))
  const states = await store.onPrimary(listStates)
  const table: string[][] = []
  const outcomes: Outcome[] = []
  for (const listed of plans) {
    const state = states.find(({ name }) => name === listed.entry.name)
    const isWanted = all || isDue({ ...listed.entry, retrieved: state?.retrieved ?? null })
    const made = isWanted ? await fetchListed(listed, surroundings) : []
    outcomes.push(...made)
    table.push(rowOf(listed, state, made))
  }
  const report = [
    ...(outcomes.length > 0
      ? [reportOutcomes(outcomes, dryRun).split('\n').slice(0, -1).join('\n')]
      : []),
    textTable(
      [{ title: 'entry' }, { title: 'source' }, { title: 'due' }, { title: 'what happened' }],
      table
    ),
    totalLine(outcomes)
  ].join('\n\n')
  const failed = table.filter(([, , , happened]) => happened?.startsWith('failed')).length
  if (failed === 0) return report
  surroundings.progress.end()
  console.log(report)
  throw new Error(`${failed} of ${plans.length} entries failed.`)
}

/** Fetches an entry and records what became of it. */
async function fetchListed(
  { entry, plan }: ListedPlan,
  surroundings: Surroundings
): Promise<Outcome[]> {
  const outcomes = await fetchPlan(plan, surroundings)
  if (surroundings.dryRun) return outcomes
  const tried = new Date().toISOString()
  const failures = failuresOf(outcomes)
  const retrieved = outcomes
    .flatMap((one) => ('fetched' in one ? one.fetched.retrieved : []))
    .sort()[0]
  await surroundings.store.transaction((snapshot) =>
    recordAttempt(
      snapshot,
      entry.name,
      failures.length === 0
        ? { tried, retrieved: retrieved ?? tried }
        : { tried, failure: failures.join('; ').slice(0, FAILURE_MAX) }
    )
  )
  return outcomes
}

function failuresOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((one) =>
    'failure' in one ? `${one.question.label}: ${one.failure}` : []
  )
}

function rowOf(
  { entry, plan }: ListedPlan,
  state: FetchState | undefined,
  outcomes: readonly Outcome[]
): string[] {
  const due = state?.retrieved ? dueOn(state.retrieved, entry.every_days) : 'never fetched'
  const failed = failuresOf(outcomes).length
  const happened =
    outcomes.length === 0
      ? 'not due'
      : failed > 0
        ? `failed: ${failed} of ${outcomes.length} metrics`
        : totalLine(outcomes).replace('claims: ', '')
  return [entry.name, plan.upstream.name, due, happened]
}
