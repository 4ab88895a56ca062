// Decides which sources of events have so few rows about a question that these are looked up and
// sorted; the others are walked by their revisions.
import { type SQL, sql } from '../db/orm.ts'
import { shapeOf, statement, valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import type { EventSource } from './event-source-queries.ts'
import { findLeads, type Leads, type Limits, meets } from './lead-queries.ts'
import { matterAsked, type Question } from './question.ts'

/** The conditions that lead to the few rows of a source; undefined if it is walked. */
export type FindLeads = (source: EventSource) => Promise<Leads | undefined>

type TableName = Parameters<typeof findLeads>[1]

/** Finds the leads of sources, those of each kind once. */
export function leadFinder(snapshot: Snapshot, question: Question, limits: Limits): FindLeads {
  const known = new Map<string, Promise<Leads | undefined>>()
  const once = (name: string, find: () => Promise<Leads | undefined>) => {
    const found = known.get(name) ?? find()
    known.set(name, found)
    return found
  }
  const ofTable = (name: TableName) => once(name, () => findLeads(snapshot, name, question, limits))
  const find = {
    checks: async () =>
      leadsOfChecks(snapshot, await ofTable('claim_check_about'), question, limits),
    corrections: async () =>
      leadsOfCorrections(
        snapshot,
        await ofTable('observation'),
        await ofTable('observation_history')
      ),
    assessments: async () =>
      leadsOfAssessments(snapshot, await ofTable('projection'), question, limits)
  }
  return async ({ leads }) => {
    if (leads === undefined) return undefined
    return leads in find
      ? once(leads, find[leads as keyof typeof find])
      : ofTable(leads as TableName)
  }
}

/** The ids of claims that the question is or was about: corrections are versions of these. */
function leadsOfCorrections(
  { tables: { observation, observation_history: history } }: Snapshot,
  current: Leads | undefined,
  past: Leads | undefined
): Leads | undefined {
  if (!current || !past) return undefined
  return [
    ...current.map(
      (lead) => sql`id in (select ${observation.id} from ${observation} where ${lead})`
    ),
    ...past.map((lead) => sql`id in (select ${history.id} from ${history} where ${lead})`)
  ]
}

/** Checks are few if those about the figures of the question are, now and in the past. */
async function leadsOfChecks(
  snapshot: Snapshot,
  leads: Leads | undefined,
  question: Question,
  { few }: Limits
): Promise<Leads | undefined> {
  const { claim_check, claim_check_history, claim_check_about: figure } = snapshot.tables
  const sets = leads?.map(
    (lead) => sql`about in (select ${figure.about} from ${figure} where ${lead})`
  )
  if (!sets) return undefined
  const counted = sets.flatMap((lead) => [
    sql`select 1 from ${claim_check} where ${lead}`,
    sql`select 1 from ${claim_check_history} where ${lead}`
  ])
  return (await areFew(snapshot, 'checks', { selects: counted, few }, question)) ? sets : undefined
}

/**
 * Assessments are few if their projections and their versions are. What is no longer a projection
 * about the question has no index, so all retired projections must be few.
 */
async function leadsOfAssessments(
  snapshot: Snapshot,
  leads: Leads | undefined,
  question: Question,
  { few }: Limits
): Promise<Leads | undefined> {
  const { projection, projection_history: history, assessment_history } = snapshot.tables
  if (!leads) return undefined
  const retired = sql`select ${history.id} from ${history}`
  const of = [
    ...leads.map((lead) => sql`id in (select ${projection.id} from ${projection} where ${lead})`),
    sql`id in (${retired} where ${meets(history, question)})`
  ]
  const counted = [
    sql`select 1 from ${history}`,
    ...of.map((lead) => sql`select 1 from ${assessment_history} where ${lead}`)
  ]
  return (await areFew(snapshot, 'assessments', { selects: counted, few }, question))
    ? of
    : undefined
}

/** Whether none of these selects has more than few rows. The first that has ends the count. */
async function areFew(
  { db }: Snapshot,
  name: string,
  { selects, few }: { selects: readonly SQL[]; few: number },
  question: Question
): Promise<boolean> {
  const asked = matterAsked(question)
  for (const [index, select] of selects.entries()) {
    const some = sql`(${select} limit ${sql.placeholder('most')}) as counted`
    const prepare = () => db.select({ count: sql<number>`count(*)` }).from(some).prepare()
    const shape = `feed few ${name} ${index} of ${selects.length} ${shapeOf(asked)}`
    const [row] = await statement(db, shape, prepare).execute({
      ...valuesOf(asked),
      most: few + 1
    })
    if (Number(row?.count) > few) return false
  }
  return true
}
