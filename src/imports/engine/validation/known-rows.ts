// Looks up the things that rows name in the database, some at a time, and remembers a limited
// number of them.

import { eq } from '../../../db/orm.ts'
import { selectRows } from '../../../db/rows.ts'
import type { SeenIds } from '../../../db/seen-ids.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { ReadRow } from '../../../files/columns.ts'
import type { Noun } from '../../../nouns.ts'
import { type KnownUnits, knownUnits } from '../../../units/known-units.ts'
import { listUnitTraits } from '../../../units/queries.ts'
import type { CountryFacts } from '../storage/country-facts.ts'
import type { Mention } from './find-mentions.ts'
import type { LegEnds } from './follow-legs.ts'
import type { Coordinates, KnownThings, MetricTraits, SourceTraits } from './validate-row.ts'

/** The limit for each noun. Beyond it, rows are forgotten and looked up again. */
const REMEMBERED_MAX = 20_000

type EntityKind = ReadRow<'entity'>['kind']
/**
 * What is remembered of a row; null if only its id is known, because the row was refused or not
 * written.
 */
type KnownTraits = {
  kind?: EntityKind
  metric?: MetricTraits
  source?: SourceTraits
  leg?: LegEnds
} | null
export type KnownRows = KnownThings & {
  has: (to: Mention['to'], id: string) => boolean
  /** Looks up the things that these mentions name. */
  ask: (names: readonly Mention[]) => Promise<void>
  /** Reads all units, once. */
  askUnits: () => Promise<void>
  /** Adds rows of this import, which count as known even before they are written. */
  add: <N extends Noun>(noun: N, rows: readonly ReadRow<N>[]) => void
}

type ImportState = {
  seen: SeenIds
  /**
   * Whether every row so far has been written to the database. If not, the ids seen in this import
   * count as well.
   */
  isWriting: () => boolean
  /** The countries that the import itself brings. */
  countries: readonly CountryFacts[]
}

/** Starts with all countries: they are few, and every row of a country is compared with them. */
export async function knownRows(
  snapshot: Snapshot,
  { seen, isWriting, countries: brought }: ImportState
): Promise<KnownRows> {
  const codes = [...(await listCountries(snapshot)), ...brought]
  const countries = new Map<string, Coordinates>(codes.map((one) => [one.code, one]))
  const names = new Set(codes.flatMap(({ code, iso2 }) => [code, iso2]))
  let units: KnownUnits | undefined
  const found = new Map<Noun, Map<string, KnownTraits>>()
  const rowsOf = (noun: Noun) => {
    const rows = found.get(noun) ?? new Map<string, KnownTraits>()
    found.set(noun, rows)
    return rows
  }

  return {
    kindOf: (id) => (countries.has(id) ? 'country' : rowsOf('entity').get(id)?.kind),
    isCountry: (id) => countries.has(id),
    country: (id) => countries.get(id),
    namesCountry: (id) => names.has(id.toUpperCase()),
    metric: (id) => rowsOf('metric').get(id)?.metric,
    source: (id) => rowsOf('source').get(id)?.source,
    leg: (id) => rowsOf('leg').get(id)?.leg,
    get units() {
      return units ?? knownUnits([])
    },
    async askUnits() {
      units ??= knownUnits(await listUnitTraits(snapshot))
    },
    has: (to, id) =>
      to === 'country'
        ? countries.has(id)
        : rowsOf(to).has(id) || (to === 'entity' && countries.has(id)),
    async ask(names) {
      for (const [noun, ids] of findUnknown(names, rowsOf)) {
        const rows = rowsOf(noun)
        if (rows.size + ids.length > REMEMBERED_MAX) forgetRows(rows, names, noun)
        for (const row of await selectRows(snapshot.db, snapshot.tables[noun], 'id', ids))
          rows.set(String(row['id']), traitsOf(noun, row))
        const missing = isWriting() ? [] : ids.filter((id) => !rows.has(id))
        if (missing.length > 0)
          for (const id of await seen.findSeen(noun, missing)) rows.set(id, null)
      }
    },
    add(noun, rows) {
      if (noun === 'unit') units?.add(rows as readonly ReadRow<'unit'>[])
      for (const row of rows)
        if (rowsOf(noun).size < REMEMBERED_MAX) rowsOf(noun).set(row.id, traitsOf(noun, row))
    }
  }
}

function listCountries({ db, tables: { country, entity } }: Snapshot) {
  const { latitude, longitude } = entity
  return db
    .select({ code: country.code, iso2: country.iso2, latitude, longitude })
    .from(country)
    .innerJoin(entity, eq(entity.id, country.code))
}

function findUnknown(
  names: readonly Mention[],
  rowsOf: (noun: Noun) => Map<string, KnownTraits>
): [Noun, string[]][] {
  const asked = new Map<Noun, Set<string>>()
  for (const { to, id } of names) {
    if (to !== 'country' && !rowsOf(to).has(id)) asked.set(to, (asked.get(to) ?? new Set()).add(id))
  }
  return [...asked].map(([noun, ids]) => [noun, [...ids]])
}

/** Forgets every row except those that are asked for now. */
function forgetRows(rows: Map<string, KnownTraits>, names: readonly Mention[], noun: Noun): void {
  const needed = new Set(names.filter(({ to }) => to === noun).map(({ id }) => id))
  for (const id of rows.keys()) if (!needed.has(id)) rows.delete(id)
}

function traitsOf(noun: Noun, row: Record<string, unknown>): KnownTraits {
  if (noun === 'entity') return { kind: row['kind'] as EntityKind }
  if (noun === 'source') return { source: sourceTraits(row) }
  // Rows of legs have these columns.
  if (noun === 'leg') return { leg: { from: String(row['from']), to: String(row['to']) } }
  if (noun !== 'metric') return {}
  // Rows of metrics have these columns.
  const { id, unit, kind, subject_kinds, partnered, by_product } = row as MetricTraits
  const { minimum, maximum } = row as MetricTraits
  const traits = { id, unit, kind, subject_kinds, partnered, by_product, minimum, maximum }
  return { metric: traits }
}

function sourceTraits(row: Record<string, unknown>): SourceTraits {
  // Both stored rows and rows of a file have these columns.
  const { publisher, kind, url, published } = row as SourceTraits
  return { publisher, kind, url, published }
}
