// Random imports of a small world, in which claims conflict and agree again, targets are met and
// missed, and forecasts are overtaken.
import type { Store } from '../../src/db/store.ts'
import { importRows } from '../../src/imports/engine/import-rows.ts'
import { withdrawAll } from '../helpers/changes.ts'
import { insertRows, type Rows, valuesOf } from '../helpers/rows.ts'

export const METRICS = ['goods_trade', 'goods_exports', 'students']
export const PLACES = ['PAK', 'KAZ', 'UZB']
const YEARS = ['2021', '2022', '2023', '2024', '2025']
/** So few claims and projections that the same ones are often changed. */
const [CLAIMS, PROJECTIONS] = [40, 8]
const CHANGES_MAX = 6

export type Random = (below: number) => number

/** Numbers that follow from a seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** The things that claims and projections refer to; no event is about them. */
export async function prepareWorld(store: Store): Promise<void> {
  await insertRows(store, {
    metric: METRICS.map((id) => ({ id, name: `Metric ${id}`, subject_kinds: ['country'] })),
    source: [{}, { id: 'another-paper', publisher: 'Another Paper' }]
  })
}

/** Makes one import: some rows are written or withdrawn. Returns whether it made a revision. */
export async function importSome(store: Store, random: Random, index: number): Promise<boolean> {
  const time = new Date(Date.UTC(2026, 0, 2, 0, index)).toISOString()
  if (random(5) === 0) {
    const there = await idsThere(store)
    const observation = there.observation.filter(() => random(8) === 0)
    const projection = there.projection.filter(() => random(6) === 0)
    if (observation.length + projection.length === 0) return false
    return (await withdrawAll(store, { observation, projection }, { time })).changed
  }
  const rows: Rows = {
    observation: distinct(random, CLAIMS).map((slot) => claim(slot, random)),
    projection:
      random(2) === 0 ? distinct(random, PROJECTIONS).map((slot) => promise(slot, random)) : []
  }
  return store.transaction(async (snapshot) => {
    const { changed } = await importRows(snapshot, valuesOf(rows), { kind: 'change', time })
    return changed
  })
}

async function idsThere(store: Store) {
  return store.snapshot(async ({ db, tables: { observation, projection } }) => ({
    observation: (await db.select({ id: observation.id }).from(observation))
      .map(({ id }) => id)
      .sort(),
    projection: (await db.select({ id: projection.id }).from(projection)).map(({ id }) => id).sort()
  }))
}

function distinct(random: Random, below: number): number[] {
  return [...new Set(Array.from({ length: 1 + random(CHANGES_MAX) }, () => random(below)))]
}

/** A claim has the same pair in most versions, so that figures come to be compared. */
function claim(slot: number, random: Random) {
  const moved = random(6) === 0 ? random(3) : slot % 3
  const value = 100 + 10 * random(3)
  return {
    id: `C${slot}`,
    metric: METRICS[moved] ?? '',
    subject: PLACES[slot % 2 === 0 ? 0 : 1 + (slot % 2)] ?? '',
    partner:
      slot % 7 === 0 ? null : (PLACES[slot % 2 === 0 ? 1 + (slot % 4 === 0 ? 0 : 1) : 0] ?? ''),
    period: YEARS[random(5) === 0 ? random(5) : slot % 5] ?? '',
    value,
    text: `$${value}`,
    attributed_to: `Ministry ${slot % 4}`,
    source: random(4) === 0 ? 'another-paper' : 'a-paper'
  }
}

function promise(slot: number, random: Random) {
  const kind = slot % 2 === 0 ? ('target' as const) : ('forecast' as const)
  return {
    id: `P${slot}`,
    kind,
    metric: METRICS[random(8) === 0 ? random(3) : slot % 3] ?? '',
    subject: 'PAK',
    partner: slot % 4 < 2 ? 'KAZ' : 'UZB',
    issued_on: '2020-06-01',
    base_period: '2021',
    base_value: 100,
    target_period: YEARS[2 + random(3)] ?? '',
    value: 100 + 10 * random(4),
    bound: kind === 'target' ? ('at_least' as const) : ('exact' as const)
  }
}
