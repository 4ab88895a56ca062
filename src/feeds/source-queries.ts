// Where the positions of events come from: the parts of tables, each with the condition that makes
// a version an event.
import type { SQL, SQLWrapper } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { and, eq, ne, or, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { failed } from '../db/tables/claim-checks.ts'
import type { Tables } from '../db/tables/define.ts'
import { type Matter, meets } from './lead-queries.ts'
import type { Step } from './positions.ts'
import { asksFor, type Question } from './question.ts'

export type Leading =
  | 'observation'
  | 'observation_history'
  | 'projection'
  | 'checks'
  | 'corrections'
  | 'assessments'
/** Leads that find more than the question is about: ids, some of whose versions are. */
export const BY_ID: readonly (Leading | undefined)[] = ['corrections', 'assessments']

/**
 * A part of a table whose rows are events of one step. `event` decides whether a row is one, and
 * `about` whether the question is about it. The index by `revision` begins with `scope`.
 */
export type EventSource = {
  name: string
  step: Step
  table: SQLiteTable
  revision: SQLiteColumn
  id: SQLiteColumn
  scope?: SQL | undefined
  event?: SQL | undefined
  about: SQL | undefined
  /** What finds the rows if they are few: the leads of a table, or ids that those find. */
  leads: Leading | undefined
}

/** The sources of all events that a question asks for. */
export function sourcesOf({ tables }: Snapshot, question: Question): EventSource[] {
  return [
    ...versionSources(tables, 'observation', question),
    ...versionSources(tables, 'projection', question),
    ...(asksFor(question, 'conflict') ? conflictSources(tables, question) : []),
    ...(asksFor(question, 'conflict_resolved') ? [resolvedSource(tables, question)] : []),
    ...(asksFor(question, 'assessment', 'forecast_overtaken')
      ? assessmentSources(tables, question)
      : [])
  ]
}

type VersionTables = { table: Tables['observation']; history: Tables['observation_history'] }

/** New versions, corrections and withdrawals. */
function versionSources(
  tables: Tables,
  noun: 'observation' | 'projection',
  question: Question
): EventSource[] {
  // Both nouns have the columns that are read here.
  const pair = { table: tables[noun], history: tables[`${noun}_history`] } as VersionTables
  const isNew = asksFor(question, noun === 'observation' ? 'claim' : 'projection')
  return [
    ...(isNew ? newSources(noun, pair, question) : []),
    ...(asksFor(question, 'correction') ? [correctionSource(noun, pair, question)] : []),
    ...(asksFor(question, 'withdrawal') ? [withdrawalSource(noun, pair, question)] : [])
  ]
}

/** Versions that replaced none. */
function newSources(
  noun: 'observation' | 'projection',
  { table, history }: VersionTables,
  question: Question
): EventSource[] {
  const isFirst = ({ id, revision }: Record<'id' | 'revision', SQLWrapper>) =>
    sql`not exists (select 1 from ${history} as earlier where earlier.id = ${id} and
      earlier.retired_revision = ${revision} and not earlier.withdrawn)`
  return [
    {
      name: noun,
      step: noun,
      table,
      revision: table.revision,
      id: table.id,
      event: isFirst(table),
      about: meets(table, question),
      leads: noun
    },
    {
      name: `${noun} past`,
      step: noun,
      table: history,
      revision: history.revision,
      id: history.id,
      event: isFirst(history),
      about: meets(history, question),
      leads: noun === 'observation' ? 'observation_history' : undefined
    }
  ]
}

/** Versions that were replaced. The question may be about what they were, or what they became. */
function correctionSource(
  noun: 'observation' | 'projection',
  { table, history }: VersionTables,
  question: Question
): EventSource {
  const becomes = (later: SQLWrapper) =>
    sql`exists (select 1 from ${later} as later where later.id = ${history.id} and
      later.revision = ${history.retired_revision} and ${meets(matterOf('later'), question)})`
  return {
    name: `${noun} replaced`,
    step: noun,
    table: history,
    revision: history.retired_revision,
    id: history.id,
    event: eq(history.withdrawn, false),
    about: sql`(${meets(history, question)} or ${becomes(table)} or ${becomes(history)})`,
    leads: noun === 'observation' ? 'corrections' : undefined
  }
}

function withdrawalSource(
  noun: 'observation' | 'projection',
  { history }: VersionTables,
  question: Question
): EventSource {
  return {
    name: `${noun} withdrawn`,
    step: `${noun}_withdrawn`,
    table: history,
    revision: history.retired_revision,
    id: history.id,
    scope: eq(history.withdrawn, true),
    about: meets(history, question),
    leads: noun === 'observation' ? 'observation_history' : undefined
  }
}

/** Checks that do not hold, and did not fail before. */
function conflictSources(tables: Tables, question: Question): EventSource[] {
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
function resolvedSource(tables: Tables, question: Question): EventSource {
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
function assessmentSources(tables: Tables, question: Question): EventSource[] {
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

function matterOf(alias: string): Matter {
  const column = (name: string) => sql.raw(`${alias}.${name}`)
  return { metric: column('metric'), subject: column('subject'), partner: column('partner') }
}
