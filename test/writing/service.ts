// A service with a few things in it and a key for each scope, for tests that write.
import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type SQLite from 'better-sqlite3'
import type { FastifyInstance, HTTPMethods, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { openPrepared } from '../../src/db/open.ts'
import { eq } from '../../src/db/orm.ts'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { sqliteStore } from '../../src/db/sqlite/store.ts'
import type { Store } from '../../src/db/store.ts'
import type { ProblemCode, ProblemError } from '../../src/http/problems.ts'
import { buildTestApp } from '../helpers/app.ts'
import { contentsOf } from '../helpers/contents.ts'
import { giveKey } from '../helpers/keys.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { emptyDatabase } from '../helpers/starter.ts'

export type Headers = Record<string, string>
export type Service = {
  app: FastifyInstance
  store: Store
  /** Of SQLite alone. */
  client: SQLite.Database | undefined
  /** The headers of a key that may import, and of one that may do all. */
  keys: { import: Headers; admin: Headers }
  /**
   * Sends a request with the key of an administrator, unless other headers are given in its place.
   */
  send: (
    method: HTTPMethods,
    url: string,
    payload?: unknown,
    headers?: Headers
  ) => Promise<LightMyRequestResponse>
  get: (url: string) => Promise<LightMyRequestResponse>
}

/**
 * Revision 1 holds a claim, a projection and an event with what they refer to, and of that one each
 * to spare.
 */
export async function writable(t: Test): Promise<Service> {
  if (process.env['TEST_ENGINE']) {
    const { app, store } = await buildTestApp(t)
    return serviceOf({ app, store, client: undefined, keys: await fill(store) })
  }
  prepared ??= prepare()
  const { bytes, keys } = await prepared
  return serviceOf({ ...(await buildTestApp(t, { data: bytes })), keys })
}

/** The same on an SQLite file: there reads go on during a change. */
export async function writableFile(t: Test): Promise<Pick<Service, 'app' | 'store' | 'keys'>> {
  prepared ??= prepare()
  const { bytes, keys } = await prepared
  const file = join(t.testdir(), 'service.db')
  writeFileSync(file, bytes)
  const store = await openPrepared(`file:${file}`)
  const config = readConfig({ ACCESS_LOG: 'off' }, '/dev/null')
  const app = await buildApp({ store, config, shedLoad: false })
  t.teardown(() => app.close())
  return { app, store, keys }
}

type Keys = Service['keys']
/** Made once a process; each test has a copy. */
let prepared: Promise<{ bytes: Buffer; keys: Keys }> | undefined

async function prepare(): Promise<{ bytes: Buffer; keys: Keys }> {
  const client = connectSqlite(emptyDatabase())
  const store = sqliteStore(client)
  const keys = await fill(store)
  const bytes = client.serialize()
  await store.close()
  return { bytes, keys }
}

async function fill(store: Store): Promise<Keys> {
  await insertRows(store, {
    unit: [
      {},
      { id: 'million_USD', name: 'Million US dollars', base: 'USD', factor: 1e6 },
      ...['TEU', 'tonne', 'index', 'spare-unit'].map((id) => ({
        id,
        name: id,
        kind: 'count' as const
      })),
      { id: 'FEU', name: 'FEU', kind: 'count', base: 'TEU', factor: 2 }
    ],
    metric: [{}, { id: 'spare', name: 'Spare' }],
    source: [{}, { id: 'spare', publisher: 'Spare' }],
    entity: [
      {},
      { id: 'spare-port', name: 'Spare Port' },
      ...['kabul', 'herat', 'farah'].map((id) => ({ id, kind: 'city' as const, name: id })),
      ...['kabul-herat-road', 'spare-leg', 'new-leg'].map((id) => ({
        id,
        kind: 'leg' as const,
        name: id
      })),
      ...['kabul-herat', 'spare-way', 'new-way'].map((id) => ({
        id,
        kind: 'route' as const,
        name: id
      }))
    ],
    leg: [
      { id: 'kabul-herat-road', from: 'kabul', to: 'herat' },
      { id: 'spare-leg', from: 'herat', to: 'farah' }
    ],
    corridor: ['kabul-herat', 'spare-way'].map((id) => ({
      id,
      from: 'kabul',
      legs: ['kabul-herat-road'],
      source: null
    })),
    scenario: [{}],
    product: [
      { id: 'commodity-spare', scheme: 'commodity', code: 'spare', name: 'Spare' },
      { id: 'commodity-parent', scheme: 'commodity', code: 'parent', name: 'All goods' },
      {
        id: 'commodity-child',
        scheme: 'commodity',
        code: 'child',
        parent: 'commodity-parent'
      }
    ],
    alias: [{ id: 'spare-alias', entity: 'UZB', name: 'Spare Land', language: null, source: null }],
    observation: [{}],
    projection: [{}],
    event: [{}]
  })
  const admin = (await giveKey(store, { scope: 'admin', label: 'Owner' })).headers
  return { import: (await giveKey(store)).headers, admin }
}

function serviceOf(made: Pick<Service, 'app' | 'store' | 'client' | 'keys'>): Service {
  const { app, keys } = made
  const send: Service['send'] = (method, url, payload, headers = {}) =>
    app.inject({
      method,
      url,
      ...(payload !== undefined && { payload: payload as NonNullable<InjectOptions['payload']> }),
      headers: { ...keys.admin, ...headers }
    })
  return { ...made, send, get: (url) => app.inject(url) }
}

export async function revisionOf(store: Store): Promise<number> {
  return store.snapshot(async ({ revision }) => revision)
}

/** What the data say of the change that made a revision. */
export async function changeOf(store: Store, wanted: number) {
  return store.snapshot(async ({ db, tables: { imports } }) => {
    const [row] = await db.select().from(imports).where(eq(imports.revision, wanted))
    if (!row) throw new Error(`no revision ${wanted}`)
    const { kind, state, made_by, note, counts, finished } = row
    return { kind, state, made_by, note, counts, finished }
  })
}

/** Checks the whole problem and that not a row of any table is different. */
export async function expectRefused(
  t: Test,
  service: Service,
  ask: () => Promise<LightMyRequestResponse>,
  code: ProblemCode,
  problem: { detail?: string; errors?: ProblemError[] } = {}
): Promise<LightMyRequestResponse> {
  const before = await stateOf(service)
  const response = await ask()
  expectProblem(t, response, code, problem)
  t.same(await stateOf(service), before, 'nothing is changed')
  return response
}

/** All that is stored: of SQLite the bytes, which takes no time. */
async function stateOf({ client, store }: Service): Promise<unknown> {
  return client ? hash('sha256', client.serialize()) : contentsOf(store)
}

/** A problem with one field or parameter. */
export function oneError(
  pointer: string,
  message: string,
  allowed: string[]
): { detail: string; errors: ProblemError[] } {
  return { detail: `${pointer}: ${message}`, errors: [{ pointer, message, allowed }] }
}
