// What feeds must tell, from the states of the data alone: the state after each import is kept
// whole, and two neighbours are compared. Nothing of src/feeds is used.
import type { Store } from '../../src/db/store.ts'

type Matter = { metric: string; subject: string; partner: string | null }
type Row = Matter & { revision: number }
type Check = { holds: boolean; figures: Matter[] }
type Assessment = { status: string | null; error: object | null; about: Matter }

/** All that feeds can tell about, at one revision. */
export type State = {
  revision: number
  observation: ReadonlyMap<string, Row>
  projection: ReadonlyMap<string, Row>
  check: ReadonlyMap<string, Check>
  assessment: ReadonlyMap<string, Assessment>
}
/** An event by its key, with everything that it is about. */
export type Expected = { key: string; kind: string; revision: number; about: Matter[] }
export type Asked = { metric?: string[]; country?: string[]; event?: string[] }

export const EMPTY: State = {
  revision: 0,
  observation: new Map(),
  projection: new Map(),
  check: new Map(),
  assessment: new Map()
}

/** Reads the state of the newest revision from the current tables. */
export async function readState(store: Store): Promise<State> {
  return store.snapshot(async ({ db, tables, revision }) => {
    const observations = await db.select().from(tables.observation)
    const projections = await db.select().from(tables.projection)
    const figures = Map.groupBy(
      await db.select().from(tables.claim_check_about),
      (row) => row.about
    )
    const checks = await db.select().from(tables.claim_check)
    const assessments = await db.select().from(tables.assessment)
    const projection = new Map(projections.map((row) => [row.id, row]))
    return {
      revision,
      observation: new Map(observations.map((row) => [row.id, row])),
      projection,
      check: new Map(
        checks.map(({ id, holds, about }) => [id, { holds, figures: figures.get(about) ?? [] }])
      ),
      assessment: new Map(
        assessments.flatMap(({ id, status, body }) => {
          const about = projection.get(id)
          const { error = null }: { error?: object | null } = body as { error?: object | null }
          return about ? [[id, { status, error, about }] as const] : []
        })
      )
    }
  })
}

/** What happened between two states, the second of which a revision made. */
export function eventsBetween(before: State, after: State): Expected[] {
  const { revision } = after
  const event = (type: string, id: string, kind: string, about: Matter[]): Expected => ({
    key: `${type} ${id} ${kind} ${revision}`,
    ...{ kind, revision, about }
  })
  return [
    ...changes(before.observation, after.observation).map(({ id, was, is }) =>
      event('observation', id, kindOf('claim', was, is), given(was, is))
    ),
    ...changes(before.projection, after.projection).map(({ id, was, is }) =>
      event('projection', id, kindOf('projection', was, is), given(was, is))
    ),
    ...both(before.check, after.check).flatMap(({ id, was, is }) => {
      const [failed, fails] = [was?.holds === false, is?.holds === false]
      if (failed === fails) return []
      const kind = fails ? 'conflict' : 'conflict_resolved'
      return [event('conflict', id, kind, (is ?? was)?.figures ?? [])]
    }),
    ...both(before.assessment, after.assessment).flatMap(({ id, was, is }) => {
      if (!was || !is) return []
      const isChanged = was.status !== null && is.status !== null && was.status !== is.status
      if (isChanged) return [event('assessment', id, 'assessment', [is.about])]
      const isObserved = was.error === null && is.error !== null
      return isObserved ? [event('assessment', id, 'forecast_overtaken', [is.about])] : []
    })
  ]
}

/** Whether a question asks for an event: one thing that it is about meets all of the question. */
export function isAsked({ kind, about }: Expected, { metric, country, event }: Asked): boolean {
  if (event && !event.includes(kind)) return false
  return about.some((one) => {
    const isSide = country?.some((id) => id === one.subject || id === one.partner) ?? true
    return isSide && (metric?.includes(one.metric) ?? true)
  })
}

function kindOf(first: string, was: unknown, is: unknown): string {
  if (!was) return first
  return is ? 'correction' : 'withdrawal'
}

function given(...rows: (Matter | undefined)[]): Matter[] {
  return rows.filter((row) => row !== undefined)
}

type Pair<T> = { id: string; was: T | undefined; is: T | undefined }

function both<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): Pair<T>[] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].map((id) => ({ id, was: before.get(id), is: after.get(id) }))
}

/** Rows that came, went or have another revision. */
function changes(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): Pair<Row>[] {
  return both(before, after).filter(({ was, is }) => was?.revision !== is?.revision)
}
