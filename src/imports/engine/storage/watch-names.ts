// Looks at the names that rows have just brought. A name of a country keeps meaning the country:
// another country, or an id, cannot take it. Ports and other places may be called so, with a
// warning, because some are.
import { and, eq, inArray } from '../../../db/orm.ts'
import { chunks, type Row } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { ReadRow } from '../../../files/columns.ts'
import { nameKey } from '../../../name-key.ts'
import { RANK } from '../../../name-ranks.ts'
import type { Noun } from '../../../nouns.ts'
import type { Intake, Taken } from '../intake.ts'
import type { Changes } from './write-changes.ts'

/** A text that is now a name of an entity, and the row and column that it stands in. */
type NewName = { column: 'id' | 'name'; text: string; entity: string; row: string }
/** An entity that has a name, with the rank of the name. */
type Holder = { key: string; id: string; rank: number; name: string; kind: string }

/**
 * Refuses names that would take one from a country, and warns of names that several have. Called
 * before the rows are written; the function that it returns, after their names are renewed.
 */
export async function watchNames(
  { revision: { snapshot, warnings, begin }, badCells }: Intake,
  { file, noun }: Taken,
  rows: readonly ReadRow<Noun>[],
  changes: Changes
): Promise<() => Promise<void>> {
  const names = newNames(noun, changes)
  if (names.length === 0) return async () => {}
  const before = await findHolders(snapshot, names)
  return async () => {
    const lines = new Map(rows.map(({ id, line }) => [id, line]))
    const now = await findHolders(snapshot, names)
    const given = await findGiven(snapshot, now, await begin())
    for (const one of names) {
      const place = { file, line: lines.get(one.row) ?? 0 }
      const key = nameKey(one.text)
      const isTaken = ({ id }: Holder) => id === one.entity || !given.has(`${key} ${id}`)
      const had = (before.get(key) ?? []).filter(isTaken)
      const { refused, warning } = judgeName(one, had, now.get(key) ?? [])
      if (refused)
        badCells.add([{ ...place, column: one.column, value: one.text, expected: refused }])
      else if (warning) warnings.add({ ...place, id: one.row }, { kind: 'name', message: warning })
    }
  }
}

function newNames(noun: Noun, { inserted, corrected }: Changes): NewName[] {
  if (noun !== 'entity' && noun !== 'alias') return []
  const holder = noun === 'entity' ? 'id' : 'entity'
  const nameOf = (row: Row): NewName => ({
    column: 'name',
    text: String(row['name']),
    entity: String(row[holder]),
    row: String(row['id'])
  })
  const isNew = ({ before, after }: Changes['corrected'][number]) =>
    before['name'] !== after['name'] || before[holder] !== after[holder]
  const ids = noun === 'entity' ? inserted.map((row) => String(row['id'])) : []
  return [
    ...ids.map((id): NewName => ({ column: 'id', text: id, entity: id, row: id })),
    ...[...inserted, ...corrected.filter(isNew).map(({ after }) => after)].map(nameOf)
  ]
}

/** All entities with these names, by the key of the name. */
async function findHolders(
  { db, tables: { entity, entity_name } }: Snapshot,
  names: readonly NewName[]
): Promise<Map<string, Holder[]>> {
  const { id, name, kind } = entity
  const found: Holder[] = []
  for (const keys of chunks(new Set(names.map(({ text }) => nameKey(text)))))
    found.push(
      ...(await db
        .select({ key: entity_name.key, id, rank: entity_name.rank, name, kind })
        .from(entity_name)
        .innerJoin(entity, eq(entity.id, entity_name.entity))
        .where(inArray(entity_name.key, keys))
        .orderBy(entity_name.rank, id))
    )
  return Map.groupBy(found, ({ key }) => key)
}

/**
 * The names that aliases of this revision give, as `key entity`. Whoever gives a name to two
 * countries at once knows that both have it.
 */
async function findGiven(
  { db, tables: { alias } }: Snapshot,
  holders: ReadonlyMap<string, Holder[]>,
  revision: number
): Promise<ReadonlySet<string>> {
  const shared = [...holders.values()].filter((some) => some.length > 1).flat()
  const given = new Set<string>()
  for (const ids of chunks(new Set(shared.map(({ id }) => id))))
    for (const { entity, name } of await db
      .select({ entity: alias.entity, name: alias.name })
      .from(alias)
      .where(and(inArray(alias.entity, ids), eq(alias.revision, revision))))
      given.add(`${nameKey(name)} ${entity}`)
  return given
}

/** Holders come by rank. Those of foreign names give way without a word. */
function judgeName(
  { column, text, entity }: NewName,
  had: readonly Holder[],
  now: readonly Holder[]
): { refused?: string; warning?: string } {
  const isOther = ({ id, rank }: Holder) => id !== entity && rank !== RANK.foreign
  const own = now.find(({ id }) => id === entity)
  const best = now.find(isOther)
  const country = had.find((one) => isOther(one) && one.kind === 'country')
  if (!own || !best) return {}
  if (column === 'id') return country ? { refused: expectOtherId(own, country) } : {}
  const isKnown = had.some(({ id, rank }) => id === entity && rank <= RANK.english)
  if (country && own.kind === 'country' && !isKnown) return { refused: expectOtherName(country) }
  return { warning: warnOf(text, own, best) }
}

function expectOtherId({ id, kind }: Holder, country: Holder): string {
  const has = `${describe(country)} has this one`
  return `an id that is no name of a country: ${has}, so write ${id}-${kind}`
}

function expectOtherName(country: Holder): string {
  const has = `${describe(country)} has this one`
  return `a name that no other country has: ${has}, so add a word that tells them apart`
}

function warnOf(text: string, own: Holder, other: Holder): string {
  const name = `The name ${JSON.stringify(text)}`
  if (other.rank < own.rank)
    return (
      `${name} means ${describe(other)} in requests. The ${own.kind} ${own.id} is found by its id ` +
      'and by searches; add a word to the name if requests should find it by that.'
    )
  if (other.rank > own.rank)
    return `${name} now means ${describe(own)} in requests; until now it meant ${describe(other)}.`
  return (
    `${name} is one of ${describe(other)}, too. Requests with it are refused: they must name one ` +
    'by its id.'
  )
}

function describe({ id, name }: Holder): string {
  return `${id} (${name})`
}
