import { type Config, readConfig } from '../../config.ts'
import { reasonOf } from '../../db/postgres/errors.ts'
import { DatabaseUnavailable, StorageFull } from '../../db/store.ts'
import { checkCache } from '../../fetch/check-cache.ts'
import type { Entry } from '../../fetch/entry.ts'
import { PlanError, planEntry } from '../../fetch/plan.ts'
import { listStates } from '../../freshness/state-queries.ts'
import { openFilled } from '../../starter/prepare.ts'
import { ArgumentError } from '../shared/argument-error.ts'
import { endOnSignals } from '../shared/end-on-signals.ts'
import type { FetchArguments } from './arguments.ts'
import { fetchPlan, type Surroundings } from './fetch-plan.ts'
import { describeStates } from './list-states.ts'
import { loadMetrics } from './load-metrics.ts'
import { showFetchProgress } from './progress.ts'
import { reportOutcomes } from './report.ts'
import { planList, runList } from './run-list.ts'

const INTERRUPTED =
  'Interrupted: what was imported is kept. The pages that were read are taken up by the next run.'

/** Fetches what the arguments name, or what is due by the list. */
export async function runFetch(given: FetchArguments): Promise<string> {
  const config = readConfig(process.env)
  if (given.entry) return runEntry(given.entry, given, config)
  const plans = await planList(given.file, config)
  if (given.check) return `${given.file} can be used: ${plans.length} entries.`
  if (given.list)
    return onStore(given, config, async ({ store }) =>
      describeStates(plans, await store.onPrimary(listStates))
    )
  return onStore(given, config, (surroundings) => runList(plans, given, surroundings))
}

async function runEntry(entry: Entry, given: FetchArguments, config: Config): Promise<string> {
  const plan = await planEntry(entry, config).catch((error: unknown) => {
    throw error instanceof PlanError ? new ArgumentError(error.message) : error
  })
  return onStore(given, config, async (surroundings) => {
    const outcomes = await fetchPlan(plan, surroundings)
    const report = reportOutcomes(outcomes, given.dryRun)
    const failed = outcomes.filter((outcome) => 'failure' in outcome).length
    if (failed === 0) return report
    surroundings.progress.end()
    console.log(report)
    throw new Error(
      `${failed} of ${outcomes.length} metrics failed; nothing of ${failed === 1 ? 'it' : 'them'} ` +
        'was kept.'
    )
  })
}

async function onStore(
  { url, dryRun, list }: FetchArguments,
  config: Config,
  work: (surroundings: Surroundings) => Promise<string>
): Promise<string> {
  checkCache(config.FETCH_CACHE)
  const { store, isNew } = await openFilled(url ?? config.DATABASE_URL, {
    starter: config.STARTER
  })
  const progress = showFetchProgress(process.stderr)
  endOnSignals(progress.end, INTERRUPTED)
  try {
    const note = list ? '' : await loadMetrics(store, config, { dryRun, isNew })
    if (note !== '') console.log(note)
    return await work({ store, config, dryRun, progress })
  } catch (error) {
    throw explainFailure(error)
  } finally {
    progress.end()
    await store.close()
  }
}

function explainFailure(error: unknown): unknown {
  if (error instanceof StorageFull)
    return new Error(`There is no room (${reasonOf(error)}). Make room, then fetch again.`, {
      cause: error
    })
  if (error instanceof DatabaseUnavailable)
    return new Error(
      `The database failed: ${reasonOf(error)}. Fetch again: what is kept already changes nothing.`,
      { cause: error }
    )
  return error
}
