// Where the positions of conflicts and assessments come from.
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, ne, or, sql } from '../db/orm.ts'
import { failed } from '../db/tables/claim-checks.ts'
import type { Tables } from '../db/tables/define.ts'
import { type EventSource, matterOf } from './event-source-queries.ts'
import { meets } from './lead-queries.ts'
import { asksFor, type Question } from './question.ts'

/** Checks that do not hold, and did not fail before. */
export function conflictSources(tables: Tables, question: Question): EventSource[] {
  const { claim_check: check, claim_check_history: history } = tables
  return [check, history].map((one) => {
    const { id, revision, about, holds } = one as Tables['claim_check']
    return {
      name: one === check ? 'conflict' : 'conflict past',
      step: 'conflict',
      table: one,
      revision,
      id,
      scope: failed(holds),
      event: sql`not exists (select 1 from ${history} as earlier where earlier.id = ${id} and
        earlier.retired_revision = ${revision} and not earlier.holds)`,
      about: comparesWhat(tables, about, question),
      leads: 'checks'
    }
  })
}

/** Checks that failed, and hold or are gone now. */
export function resolvedSource(tables: Tables, question: Question): EventSource {
  const { claim_check: check, claim_check_history: history } = tables
  const { id, retired_revision, about, holds } = history
  const goesOn = (table: SQLWrapper) =>
    sql`exists (select 1 from ${table} as later where later.id = ${id} and
      later.revision = ${retired_revision} and not later.holds)`
  return {
    name: 'conflict resolved',
    step: 'conflict_resolved',
    table: history,
    revision: retired_revision,
    id,
    scope: failed(holds),
    event: sql`not ${goesOn(check)} and not ${goesOn(history)}`,
    about: comparesWhat(tables, about, question),
    leads: 'checks'
  }
}

/** One figure of a check is what the question is about. */
function comparesWhat(
  { claim_check_about: figure }: Tables,
  about: SQLWrapper,
  question: Question
): SQL {
  return sql`exists (select 1 from ${figure} as figure where figure.about = ${about} and
    ${meets(matterOf('figure'), question)})`
}

/** Assessments whose status is another one than before, or that have the first error. */
export function assessmentSources(tables: Tables, question: Question): EventSource[] {
  const { assessment, assessment_history: history } = tables
  return [assessment, history].map((one) => {
    const { id, revision, status, body } = one as Tables['assessment']
    const before = (condition: SQL) =>
      sql`exists (select 1 from ${history} as earlier where earlier.id = ${id} and
        earlier.retired_revision = ${revision} and ${condition})`
    const changed = before(ne(sql`earlier.status`, sql`${status}`))
    // Errors of rates have no percentage.
    const hasError = (text: SQL) => sql`(${text} like '%"error":{%')`
    const observed = and(
      hasError(sql`cast(${body} as text)`),
      before(sql`not ${hasError(sql`cast(earlier.body as text)`)}`)
    )
    return {
      name: one === assessment ? 'assessment' : 'assessment past',
      step: 'assessment',
      table: one,
      revision,
      id,
      event: or(
        asksFor(question, 'assessment') ? changed : undefined,
        asksFor(question, 'forecast_overtaken') ? observed : undefined
      ),
      about: assessesWhat(tables, { id, revision }, question),
      leads: 'assessments'
    }
  })
}

/** The projection, as it was in the revision of its assessment, is what the question is about. */
function assessesWhat(
  { projection, projection_history: history }: Tables,
  { id, revision }: { id: SQLWrapper; revision: SQLWrapper },
  question: Question
): SQL {
  const asked = meets(matterOf('target'), question)
  return sql`(exists (select 1 from ${projection} as target where target.id = ${id} and
    target.revision <= ${revision} and ${asked}) or
    exists (select 1 from ${history} as target where target.id = ${id} and
    target.revision <= ${revision} and target.retired_revision > ${revision} and ${asked}))`
}
