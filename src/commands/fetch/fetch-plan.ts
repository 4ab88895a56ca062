// Fetches all questions of a plan, each apart: one that fails does not stop the others.
import type { Config } from '../../config.ts'
import type { Store } from '../../db/store.ts'
import { FetchFailure } from '../../fetch/failure.ts'
import { type Fetched, fetchQuestion } from '../../fetch/fetch-question.ts'
import { LIMITS } from '../../fetch/limits.ts'
import type { Plan } from '../../fetch/plan.ts'
import type { Question } from '../../fetch/upstreams/upstream.ts'
import { DataError } from '../../files/data-error.ts'
import type { showFetchProgress } from './progress.ts'

/** What became of a question. */
export type Outcome = { plan: Plan; question: Question } & (
  | { fetched: Fetched }
  | { failure: string }
)
export type Surroundings = {
  store: Store
  config: Config
  dryRun: boolean
  progress: ReturnType<typeof showFetchProgress>
}

/** Answers the questions of a plan in their order. */
export async function fetchPlan(plan: Plan, surroundings: Surroundings): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const question of plan.questions)
    outcomes.push({
      plan,
      question,
      ...(await fetchOne(plan, question, outcomes.length / plan.questions.length, surroundings))
    })
  return outcomes
}

async function fetchOne(
  plan: Plan,
  question: Question,
  share: number,
  { store, config, dryRun, progress }: Surroundings
): Promise<{ fetched: Fetched } | { failure: string }> {
  const label = `${plan.upstream.name} ${question.label}`
  try {
    const fetched = await fetchQuestion(store, plan.upstream, question, {
      limits: {
        ...LIMITS,
        silenceMs: config.FETCH_TIMEOUT * 1_000,
        attempts: config.FETCH_ATTEMPTS,
        totalMs: config.FETCH_SECONDS * 1_000
      },
      folder: config.FETCH_CACHE,
      dryRun,
      newMetrics: plan.newMetrics,
      note: null,
      onProgress: (pages) => progress.reading(label, share, pages),
      onImport: (rows) => progress.importing(label, share, rows)
    })
    return { fetched }
  } catch (error) {
    if (error instanceof FetchFailure || error instanceof DataError)
      return { failure: error.message }
    throw error
  }
}
