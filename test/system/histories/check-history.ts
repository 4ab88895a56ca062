// What must hold of every history, whatever was edited: compared with the model of it.
import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { listChanges, listVersions } from '../../../src/changes/queries.ts'
import type { Change } from '../../../src/changes/schemas.ts'
import { asOf, revisionAt } from '../../../src/db/as-of.ts'
import type { Snapshot, Store } from '../../../src/db/store.ts'
import type { Tables } from '../../../src/db/tables/define.ts'
import { listObservations } from '../../../src/observations/page.ts'
import { type Model, type State, sorted, TYPES, wire } from './histories.ts'

type Page = { data: Applied[]; meta: { revision: number }; links: { next: string | null } }
type Applied = Pick<Change, 'action' | 'type' | 'id'> & { row: object | null }

/** The past is read by revision, walked in order, or walked because it is near. */
const WAYS = [
  { fewMax: 10_000, nearMax: 0 },
  { fewMax: 0, nearMax: 0 },
  { fewMax: 10_000, nearMax: 2_000 }
]

/**
 * At every revision the claims are those of then, each once, whether they are read by revision or
 * walked in order; and at one revision every other table holds what it held.
 */
export async function checkAsOf(
  store: Store,
  { states, times }: Model,
  chosen: number
): Promise<void> {
  await store.snapshot(async (now) => {
    for (const [revision, state] of states.entries()) {
      if (revision === 0) continue
      const past = await asOf(now, revision, WAYS[(revision + chosen) % WAYS.length])
      const { rows: listed } = await listObservations(
        past,
        { conditions: {}, sort: 'id' },
        { after: undefined, limit: 100 }
      )
      same(
        listed.map(({ id, value, source }) => [id, value, source.id]),
        rowsOf(state, 'observation').map(({ id, value, source }) => [id, value, source]),
        `claims of revision ${revision}`
      )
      if (revision === 1 + (chosen % (states.length - 1)))
        same(await everything(past), sorted(state), `everything of revision ${revision}`)
      same(
        await revisionAt(now, times[revision] ?? ''),
        times.lastIndexOf(times[revision] ?? ''),
        `time of revision ${revision}`
      )
    }
  })
}

/** What all tables of a snapshot hold, as the wire has it. */
async function everything({ db, tables }: Snapshot): Promise<[string, Record<string, unknown>][]> {
  const found: [string, Record<string, unknown>][] = []
  for (const type of TYPES) {
    const rows = await db.select().from(tables[type] as Tables['event'])
    found.push(
      ...rows.map((row): [string, Record<string, unknown>] => [
        `${type} ${row.id}`,
        wire(type, row)
      ])
    )
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1))
}

/**
 * A mirror that applies the changes since any revision to what was there then has what there is
 * now; `chosen` is the size of some pages.
 */
export async function checkChanges(store: Store, { states }: Model, chosen: number): Promise<void> {
  await store.snapshot(async (snapshot) => {
    for (const [since, state] of states.entries()) {
      const limit = since === chosen % states.length ? chosen : 1_000
      const read = (after: (string | number)[] | undefined) =>
        listChanges(snapshot, { since, until: snapshot.revision, types: TYPES }, { after, limit })
      const changes: Applied[] = []
      for (let page = await read(undefined); page.length > 0; ) {
        changes.push(...page)
        const last = page.at(-1)
        page = last && page.length === limit ? await read([last.revision, last.step, last.id]) : []
      }
      same(
        sorted(mirrored(state, changes)),
        sorted(states.at(-1) as State),
        `changes since ${since}`
      )
    }
  })
}

/**
 * Applies changes to a copy; throws where one cannot be: a correction of what is not there, an
 * insert of what is.
 */
export function mirrored(state: State, changes: readonly Applied[]): State {
  const copy = new Map(state)
  for (const { action, type, id, row } of changes) {
    const key = `${type} ${id}`
    if (copy.has(key) !== (action !== 'insert'))
      throw new Error(`${action} of ${key}, which is ${copy.has(key) ? '' : 'not '}there`)
    if (row === null) copy.delete(key)
    else copy.set(key, row as Record<string, unknown>)
  }
  return copy
}

/** The history of each claim and projection has exactly its versions and withdrawals. */
export async function checkVersions(store: Store, { states, times }: Model): Promise<void> {
  const keys = [...new Set(states.flatMap((state) => [...state.keys()]))].filter((key) =>
    /^(observation|projection) /.test(key)
  )
  await store.snapshot(async (snapshot) => {
    for (const key of keys) {
      const [type, id] = key.split(' ') as ['observation' | 'projection', string]
      const versions = await listVersions(snapshot, { type, id }, { after: undefined, limit: 100 })
      same(
        versions.map(({ revision, action, recorded_at, retired_revision, row }) => ({
          revision,
          action,
          recorded_at,
          retired_revision,
          row
        })),
        expectedVersions(states, times, key),
        `history of ${key}`
      )
    }
  })
}

/** The versions of one row, the newest first, seen from the states alone. */
function expectedVersions(states: readonly State[], times: readonly string[], key: string) {
  const changed = states.flatMap((state, revision) => {
    const [before, row] = [states[revision - 1]?.get(key), state.get(key)]
    return isDeepStrictEqual(before, row)
      ? []
      : [{ revision, row: row ?? null, action: row ? (before ? 'correct' : 'insert') : 'withdraw' }]
  })
  return changed
    .map(({ revision, action, row }, index) => {
      const retired_revision = row ? (changed[index + 1]?.revision ?? null) : null
      return { revision, action, recorded_at: times[revision], retired_revision, row }
    })
    .toReversed()
}

/** The same, asked over HTTP. */
export async function checkHttp(app: FastifyInstance, { states, times }: Model): Promise<void> {
  const newest = states.length - 1
  for (const [revision, state] of states.entries()) {
    const changes: Applied[] = []
    for (let next: string | null = `/v1/changes?since=${revision}&limit=3`; next !== null; ) {
      const { data, meta, links }: Page = (await app.inject(next)).json()
      same(meta.revision, newest, next)
      changes.push(...data)
      next = links.next
    }
    same(
      sorted(mirrored(state, changes)),
      sorted(states.at(-1) as State),
      `/v1/changes?since=${revision}`
    )
    if (revision === 0) continue
    const { data, meta } = (
      await app.inject(`/v1/observations?sort=id&as_of=${times[revision]}`)
    ).json()
    const shown = times.lastIndexOf(times[revision] ?? '')
    same(meta.revision, shown, `as_of=${times[revision]}`)
    same(
      data.map((row: { id: string; value: number; source: { id: string } }) => [
        row.id,
        row.value,
        row.source.id
      ]),
      rowsOf(states[shown] as State, 'observation').map(({ id, value, source }) => [
        id,
        value,
        source
      ]),
      `as_of=${times[revision]}`
    )
  }
}

function rowsOf(state: State, type: string): Record<string, unknown>[] {
  return sorted(state).flatMap(([key, row]) => (key.startsWith(`${type} `) ? [row] : []))
}

/** Property tests need an error, and one that shows what differs. */
function same(found: unknown, expected: unknown, what: string): void {
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value))
  if (!isDeepStrictEqual(plain(found), plain(expected)))
    throw new Error(
      `${what}:\nfound    ${JSON.stringify(found)}\nexpected ${JSON.stringify(expected)}`
    )
}
