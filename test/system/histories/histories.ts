// Random histories of a small data set, and a model of them: what the data were after each
// revision, kept as plain maps.
import fc, { type Arbitrary } from 'fast-check'
import { STORED } from '../../../src/changes/stored-schemas.ts'
import type { Store } from '../../../src/db/store.ts'
import type { ReadRow } from '../../../src/files/columns.ts'
import { takeRowsIn } from '../../../src/imports/engine/import-rows.ts'
import { makeRevision } from '../../../src/imports/engine/make-revision.ts'
import { entityRows, storedRows } from '../../../src/imports/engine/storage/stored-rows.ts'
import { type IdsByNoun, takeRowsOut } from '../../../src/imports/engine/withdraw.ts'
import { type Noun, PARENTS_FIRST, referencesOf } from '../../../src/nouns.ts'
import { filled, type Rows, valuesOf } from '../../helpers/rows.ts'

/** Parents first. */
export const TYPES = PARENTS_FIRST
const SLOTS: Record<Noun, number> = {
  unit: 2,
  metric: 2,
  source: 2,
  scenario: 2,
  entity: 5,
  alias: 2,
  leg: 1,
  corridor: 1,
  product: 3,
  observation: 4,
  projection: 2,
  event: 2,
  relation: 2
}

/** The data at one revision: rows as the wire has them, by `type id`. */
export type State = ReadonlyMap<string, Record<string, unknown>>
/** What is to be done to a row; `pick` chooses what it refers to among what there is. */
type Wish = { type: Noun; slot: number; withdraw: boolean; value: number; pick: number }
export type Plan = { wishes: Wish[]; later: boolean }[]
/** The data after each revision, from none on, and when each was made. */
export type Model = { states: State[]; times: string[] }

const wish: Arbitrary<Wish> = fc.constantFrom(...TYPES).chain((type) =>
  fc.record({
    type: fc.constant(type),
    slot: fc.nat({ max: SLOTS[type] - 1 }),
    withdraw: fc.integer({ min: 0, max: 9 }).map((n) => n < 4),
    value: fc.integer({ min: 1, max: 3 }),
    pick: fc.nat({ max: 11 })
  })
)
/**
 * A first change that fills the data, so that others have something to change, and up to six of any
 * kind.
 */
export const plans: Arbitrary<Plan> = fc
  .tuple(
    fc.array(
      wish.map((one) => ({ ...one, withdraw: false })),
      { minLength: 8, maxLength: 20 }
    ),
    fc.array(
      fc.record({ wishes: fc.array(wish, { minLength: 1, maxLength: 9 }), later: fc.boolean() }),
      { minLength: 1, maxLength: 6 }
    )
  )
  .map(([first, others]) => [{ wishes: first, later: true }, ...others])

/**
 * Makes the revisions of a plan in a store that is empty, and tells what must be in it. `afterEach`
 * is called while a revision is the newest.
 */
export async function follow(
  store: Store,
  plan: Plan,
  afterEach?: (revision: number) => Promise<void>
): Promise<Model> {
  const model: Model = { states: [new Map()], times: [''] }
  let second = 0
  for (const { wishes, later } of plan) {
    const before = model.states.at(-1) as State
    const { rows, withdrawn, after } = resolve(before, wishes)
    if (later) second += 1
    const time = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString()
    const { changed, revision } = await change(store, { rows, withdrawn, time })
    if (changed !== differs(before, after))
      throw new Error(`revision ${revision}: ${changed ? 'made for nothing' : 'missing'}`)
    if (!changed) continue
    model.states.push(after)
    model.times.push(`${time.slice(0, 19)}Z`)
    await afterEach?.(revision)
  }
  return model
}

/**
 * What can be done of some wishes: rows name only what there is, and nothing is withdrawn that
 * others name.
 */
function resolve(before: State, wishes: Wish[]) {
  const after = new Map(before)
  const rows: Rows = {}
  const written = new Set<string>()
  for (const type of TYPES) {
    for (const one of wishes.filter((each) => each.type === type && !each.withdraw)) {
      const row = made(after, one)
      if (!row || written.has(`${type} ${row.id}`)) continue
      written.add(`${type} ${row.id}`)
      rows[type] = [...(rows[type] ?? []), row] as never
      after.set(`${type} ${row.id}`, wireOf(type, row))
    }
  }
  const withdrawn: Partial<Record<Noun, string[]>> = {}
  for (const type of TYPES.toReversed()) {
    for (const { slot } of wishes.filter((each) => each.type === type && each.withdraw)) {
      const [id, key] = [idOf(type, slot), `${type} ${idOf(type, slot)}`]
      if (!after.has(key) || written.has(key) || isNamed(after, type, id)) continue
      after.delete(key)
      withdrawn[type] = [...(withdrawn[type] ?? []), id]
    }
  }
  return { rows, withdrawn, after: after as State }
}

/** The kinds of the entities that are no ports: those of the leg and of the corridor. */
const KINDS: Record<number, string> = { 3: 'leg', 4: 'route' }
/** The id of a product is its scheme and its code; a leg and a corridor have those of entities. */
const ENTITY_OF: Partial<Record<Noun, string>> = { leg: 'entity-3', corridor: 'entity-4' }
const idOf = (type: Noun, slot: number) =>
  ENTITY_OF[type] ?? `${type === 'product' ? 'commodity' : type}-${slot}`

function wireOf(type: Noun, row: Partial<ReadRow<Noun>>) {
  const read = { ...filled(type, row), line: 0 } as never
  const [stored] = type === 'entity' ? entityRows([read], []).entity : storedRows(type, [read])
  return wire(type, stored as object)
}

/** The stored row as the wire has it. */
export function wire(type: Noun, row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(STORED[type].shape).map((name) => [
      name,
      (row as Record<string, unknown>)[name] ?? null
    ])
  )
}

function isNamed(state: State, type: Noun, id: string): boolean {
  return [...state].some(([key, row]) =>
    referencesOf(key.split(' ', 1)[0] as Noun)
      .filter(({ to }) => to === type)
      .some(({ column }) => [row[column] ?? []].flat().includes(id))
  )
}

/** Writes and withdraws as one revision, which no door of the service does. */
function change(
  store: Store,
  { rows, withdrawn, time }: { rows: Rows; withdrawn: IdsByNoun; time: string }
) {
  return store.transaction((snapshot) =>
    makeRevision(snapshot, { kind: 'change', time }, async (revision) => {
      await takeRowsIn(revision, valuesOf(rows), {})
      await takeRowsOut(revision, withdrawn)
      return { checksum: '' }
    })
  )
}

/** A row with what it has to refer to; undefined where there is nothing it could. */
function made(state: State, { type, slot, value, pick }: Wish): { id: string } | undefined {
  const there = (noun: Noun) =>
    [...state.keys()]
      .filter((key) => key.startsWith(`${noun} `))
      .map((key) => key.slice(noun.length + 1))
  const one = (noun: Noun, shift = 0) =>
    there(noun)[(pick + shift) % Math.max(1, there(noun).length)]
  const id = idOf(type, slot)
  const others = there('observation').filter((other) => other !== id)
  const claim = others[pick % Math.max(1, others.length)] ?? ''
  const isThere = state.has(`entity ${id}`)
  const leg = state.get(`leg ${ENTITY_OF.leg}`)
  const ports = there('entity').filter((entity) => !Object.values(ENTITY_OF).includes(entity))
  const port = (shift = 0) => ports[(pick + shift) % Math.max(1, ports.length)]
  const names: Record<Noun, Record<string, unknown>> = {
    unit: { name: `Unit ${value}` },
    // The unit of a metric stays, because it cannot change while there are claims.
    metric: {
      name: `Metric ${value}`,
      unit: state.get(`metric ${id}`)?.['unit'] ?? one('unit'),
      by_product: 'optional'
    },
    source: { publisher: `Publisher ${value}` },
    scenario: { name: `Scenario ${value}` },
    entity: {
      kind: KINDS[slot] ?? 'port',
      name: `Port ${value}`,
      countries: [],
      members: there('entity').filter((other) => other < id && pick % 3 === 0)
    },
    alias: { entity: one('entity'), name: `Alias ${value}`, source: one('source') },
    // The ends of a leg stay, because corridors lead along it.
    leg: {
      from: isThere ? (leg?.['from'] ?? ports[0]) : undefined,
      to: leg?.['to'] ?? ports[1],
      state: pick % 2 ? 'open' : 'seasonal'
    },
    corridor: {
      from: isThere ? leg?.['from'] : undefined,
      legs: leg ? [String(leg['id'])] : undefined,
      source: one('source')
    },
    product: {
      scheme: 'commodity',
      code: String(slot),
      name: `Product ${value}`,
      parent: there('product').find((other) => other < id && pick % 2 === 0) ?? null
    },
    observation: {
      metric: one('metric'),
      product: (pick % 3 === 0 && one('product')) || null,
      subject: port(),
      partner: pick % 2 && port(1) !== port() ? port(1) : null,
      source: one('source'),
      value,
      period: pick % 4 ? `${2020 + value}` : null,
      derived_from: others.filter((other) => other < id && pick % 5 === 0)
    },
    projection: {
      metric: one('metric'),
      subject: port(),
      partner: null,
      source: one('source'),
      scenario: one('scenario'),
      value
    },
    event: { entity: one('entity'), source: one('source'), title: `Event ${value}` },
    relation: {
      observation: claim,
      others: others.filter((other) => other !== claim).slice(0, 1 + (pick % 2)),
      note: `Note ${value}`
    }
  }
  const cells: Record<string, unknown> = names[type]
  const hasAll =
    Object.values(cells).every((cell) => cell !== undefined) &&
    (type !== 'relation' || others.length > 1)
  return hasAll ? { id, ...cells } : undefined
}

function differs(before: State, after: State): boolean {
  return JSON.stringify(sorted(before)) !== JSON.stringify(sorted(after))
}

/** A state in an order of its own, to compare. */
export function sorted(state: State): [string, Record<string, unknown>][] {
  return [...state].sort(([a], [b]) => (a < b ? -1 : 1))
}
