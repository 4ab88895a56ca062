// Where the positions of events come from: the parts of tables, each with the condition that makes
// a version an event.
import type { SQLWrapper } from 'drizzle-orm'
import { eq, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'
import { assessmentSources, conflictSources, resolvedSource } from './check-source-queries.ts'
import { type EventSource, matterOf } from './event-source-queries.ts'
import { meets } from './lead-queries.ts'
import { asksFor, type Question } from './question.ts'

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
