// One new database for a trial, with the starter data and a key, and the journal of its changes.
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openPrepared } from '../../../src/db/open.ts'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { sqliteStore } from '../../../src/db/sqlite/store.ts'
import type { Store } from '../../../src/db/store.ts'
import { openLoaded } from '../../../src/starter/prepare.ts'
import { giveKey } from '../../helpers/keys.ts'
import { type Journal, journalIn, judge } from './journal.ts'
import { faultsOf, rowsByNote, staleFigures } from './state.ts'

export type Tally = {
  kills: number
  acknowledged: number
  lost: number
  torn: number
  repeated: number
  broken: number
  retried: number
}
export type Trial = {
  folder: string
  url: string
  key: string
  journal: Journal
  tally: Tally
  /** Opens the database to inspect it. */
  open: () => Promise<Store>
}

export const NOTHING: Tally = {
  kills: 0,
  acknowledged: 0,
  lost: 0,
  torn: 0,
  repeated: 0,
  broken: 0,
  retried: 0
}

/** Makes a database that others are copied from; gives the text of its key. */
export async function makeBase(file: string): Promise<string> {
  const url = `file:${file}`
  await (await openLoaded(url)).close()
  const store = await openPrepared(url)
  const { text } = await giveKey(store, { scope: 'admin' })
  await store.close()
  return text
}

/** The journal is in the folder; the database too, unless told. */
export function beginTrial(folder: string, base: string, key: string, disk = folder): Trial {
  mkdirSync(folder, { recursive: true })
  const file = join(disk, 'trial.db')
  copyFileSync(base, file)
  return trialOf(folder, `file:${file}`, key, async () => sqliteStore(connectSqlite(file)))
}

export function trialOf(folder: string, url: string, key: string, open: Trial['open']): Trial {
  return {
    folder,
    url,
    key,
    open,
    journal: journalIn(join(folder, 'journal.ndjson')),
    tally: { ...NOTHING }
  }
}

/** Inspects the database, even if other processes have it open. Counts and reports the faults. */
export async function inspect(
  { open, journal, tally }: Trial,
  when: string,
  { isLast = false } = {}
): Promise<void> {
  const store = await open()
  try {
    const { lost, torn, repeated } = judge(journal.entries(), await rowsByNote(store))
    const faults = await faultsOf(store)
    const stale = isLast ? await staleFigures(store) : []
    tally.lost += lost.length
    tally.torn += torn.length
    tally.repeated += repeated.length
    tally.broken += faults.length + stale.length
    for (const [what, found] of Object.entries({ lost, torn, repeated, broken: faults, stale }))
      for (const one of found.slice(0, 5)) console.error(`${what} ${when}: ${one}`)
  } finally {
    await store.close()
  }
}

/** Whether a tally has no faults. */
export function isSound({ lost, torn, repeated, broken }: Tally): boolean {
  return lost + torn + repeated + broken === 0
}

export function sum(tallies: readonly Tally[]): Tally {
  const total = { ...NOTHING }
  for (const tally of tallies)
    for (const name of Object.keys(total) as (keyof Tally)[]) total[name] += tally[name]
  return total
}
