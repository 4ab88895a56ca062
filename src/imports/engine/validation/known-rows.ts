// What an import knows of the things its rows name: asked for in the database some rows at a time,
// and remembered in bounded numbers.

import { selectRows } from '../../../db/rows.ts'
import type { SeenIds } from '../../../db/seen-ids.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { Read } from '../../../files/columns.ts'
import type { Noun } from '../../../nouns.ts'
import type { CountryFacts } from '../storage/country-facts.ts'
import type { Mention } from './mentions.ts'
import type { Known, MetricTraits } from './validate-row.ts'

/** Of each noun. More are forgotten and asked for again. */
const REMEMBERED_MAX = 20_000

type Kind = Read<'entity'>['kind']
/**
 * Traits where they matter; null where only the id was seen, in a row that was refused or not
 * written.
 */
type Traits = { kind?: Kind; metric?: MetricTraits } | null
export type KnownRows = Known & {
  has: (to: Mention['to'], id: string) => boolean
  /** Makes sure that what these name is known, if it is there. */
  ask: (names: readonly Mention[]) => Promise<void>
  /** Rows of this import count as known, whether or not they were written. */
  add: <N extends Noun>(noun: N, rows: readonly Read<N>[]) => void
}

type Surroundings = {
  seen: SeenIds
  /** Whether every row of the import so far stands in the database; else what was seen counts. */
  isWriting: () => boolean
  /** Countries that the import itself brings. */
  countries: readonly CountryFacts[]
}

/** Begins with the countries: they are few, and a row that claims to be one is compared with them. */
export async function knownRows(
  snapshot: Snapshot,
  { seen, isWriting, countries: brought }: Surroundings
): Promise<KnownRows> {
  const { country } = snapshot.tables
  const stored = await snapshot.db.select({ code: country.code, iso2: country.iso2 }).from(country)
  const codes = [...stored, ...brought]
  const countries = new Set(codes.map(({ code }) => code))
  const names = new Set(codes.flatMap(({ code, iso2 }) => [code, iso2]))
  const found = new Map<Noun, Map<string, Traits>>()
  const of = (noun: Noun) => {
    const rows = found.get(noun) ?? new Map<string, Traits>()
    found.set(noun, rows)
    return rows
  }

  return {
    kindOf: (id) => (countries.has(id) ? 'country' : of('entity').get(id)?.kind),
    isCountry: (id) => countries.has(id),
    namesCountry: (id) => names.has(id.toUpperCase()),
    metric: (id) => of('metric').get(id)?.metric,
    has: (to, id) =>
      to === 'country'
        ? countries.has(id)
        : of(to).has(id) || (to === 'entity' && countries.has(id)),
    async ask(names) {
      for (const [noun, ids] of unknown(names, of)) {
        const rows = of(noun)
        if (rows.size + ids.length > REMEMBERED_MAX) forget(rows, names, noun)
        for (const row of await selectRows(snapshot.db, snapshot.tables[noun], 'id', ids))
          rows.set(String(row['id']), traitsOf(noun, row))
        const missing = isWriting() ? [] : ids.filter((id) => !rows.has(id))
        if (missing.length > 0) for (const id of await seen.among(noun, missing)) rows.set(id, null)
      }
    },
    add(noun, rows) {
      for (const row of rows)
        if (of(noun).size < REMEMBERED_MAX) of(noun).set(row.id, traitsOf(noun, row))
    }
  }
}

function unknown(
  names: readonly Mention[],
  of: (noun: Noun) => Map<string, Traits>
): [Noun, string[]][] {
  const asked = new Map<Noun, Set<string>>()
  for (const { to, id } of names) {
    if (to !== 'country' && !of(to).has(id)) asked.set(to, (asked.get(to) ?? new Set()).add(id))
  }
  return [...asked].map(([noun, ids]) => [noun, [...ids]])
}

/** Forgets all but what is asked about now. */
function forget(rows: Map<string, Traits>, names: readonly Mention[], noun: Noun): void {
  const needed = new Set(names.filter(({ to }) => to === noun).map(({ id }) => id))
  for (const id of rows.keys()) if (!needed.has(id)) rows.delete(id)
}

function traitsOf(noun: Noun, row: Record<string, unknown>): Traits {
  if (noun === 'entity') return { kind: row['kind'] as Kind }
  if (noun !== 'metric') return {}
  const { id, unit, subject_kinds, partnered } = row as MetricTraits
  return { metric: { id, unit, subject_kinds, partnered } }
}
