// Inspects a database after a failure: whether it is complete, and how many rows each change has.

import { renewChecks } from '../../../src/conflicts/checking/renew-checks.ts'
import type { Store } from '../../../src/db/store.ts'
import type { ImportCounts } from '../../../src/db/tables/define.ts'
import { renewCoverage } from '../../../src/imports/engine/storage/renew-coverage.ts'
import { pluck } from '../../helpers/pluck.ts'

const NOUNS = [
  'metric',
  'source',
  'scenario',
  'entity',
  'observation',
  'projection',
  'event',
  'relation'
] as const
type Import = { revision: number; kind: string; state: string; counts: ImportCounts }

/** The faults of the data, in words; empty if there are none. */
export async function faultsOf(store: Store): Promise<string[]> {
  const imports = await importsOf(store)
  return [...(await damage(store)), ...wrongOrder(imports), ...(await torn(store, imports))]
}

/** How many rows, current and retired, carry each note. */
export async function rowsByNote(store: Store): Promise<Map<string, number>> {
  const notes = await pluck(
    store,
    'select note from observation where note is not null union all select note from ' +
      'observation_history'
  )
  const rows = new Map<string, number>()
  for (const note of notes) rows.set(note, (rows.get(note) ?? 0) + 1)
  return rows
}

async function importsOf(store: Store): Promise<Import[]> {
  return store.snapshot(async ({ db, tables: { imports } }) => {
    const { revision, kind, state, counts } = imports
    return db.select({ revision, kind, state, counts }).from(imports).orderBy(revision)
  })
}

async function damage(store: Store): Promise<string[]> {
  if (store.engine !== 'sqlite') return []
  const integrity = await pluck(store, 'PRAGMA integrity_check')
  const orphans = await pluck(store, 'PRAGMA foreign_key_check')
  return [
    ...integrity.filter((line) => line !== 'ok'),
    ...orphans.map((table) => `a row of ${table} refers to nothing`)
  ]
}

function wrongOrder(imports: Import[]): string[] {
  return imports.flatMap(({ revision, state }, position) =>
    revision === position + 1 && state === 'done'
      ? []
      : [`import ${position + 1} is revision ${revision}, ${state}`]
  )
}

/** Revisions that have more or fewer rows than their record says. */
async function torn(store: Store, imports: Import[]): Promise<string[]> {
  const found: string[] = []
  for (const noun of NOUNS) {
    const versions = await pluck<number>(
      store,
      `select revision from ${noun} union all select revision from ${noun}_history`
    )
    const there = new Map<number, number>()
    for (const revision of versions)
      there.set(Number(revision), (there.get(Number(revision)) ?? 0) + 1)
    for (const { revision, counts } of imports) {
      const { inserted = 0, corrected = 0 } = counts[noun] ?? {}
      const rows = there.get(revision) ?? 0
      if (rows !== inserted + corrected)
        found.push(`revision ${revision} has ${rows} of ${inserted + corrected} rows of ${noun}`)
    }
  }
  return found
}

/** Stored checks and coverage that differ from newly computed ones. */
export async function staleFigures(store: Store): Promise<string[]> {
  const before = await derived(store)
  class Undone extends Error {}
  let after = before
  await store
    .transaction(async (snapshot) => {
      const { db, tables, revision } = snapshot
      await db.delete(tables.claim_check_about)
      await db.delete(tables.claim_check)
      await renewChecks(snapshot, 'all', revision)
      await renewCoverage(snapshot, { metrics: 'all', series: 'all' })
      after = await derived({ ...store, snapshot: (read) => read(snapshot) })
      throw new Undone()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
  const added = after.filter((line) => !before.includes(line)).map((line) => `missing: ${line}`)
  return [
    ...added,
    ...before.filter((line) => !after.includes(line)).map((line) => `too much: ${line}`)
  ]
}

async function derived(store: Store): Promise<string[]> {
  return store.snapshot(
    async ({ db, tables: { claim_check, claim_check_about, series, metric_coverage } }) => {
      const checks = (await db.select().from(claim_check)).map(({ revision: _, ...row }) => row)
      const current = new Set(checks.map(({ about }) => about))
      // Figures of retired checks stay, for answers about earlier times.
      const figures = (await db.select().from(claim_check_about)).filter(({ about }) =>
        current.has(about)
      )
      const coverage = [
        ...(await db.select().from(series)),
        ...(await db.select().from(metric_coverage))
      ]
      return [...checks, ...figures, ...coverage].map((row) => JSON.stringify(row)).sort()
    }
  )
}
