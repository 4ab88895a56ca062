// Adds names, units and sources to versions of claims and projections.
import type { Snapshot } from '../db/store.ts'
import type { Unit } from '../units/figure-words.ts'
import type { Said, SaidProjection, Thing } from './event.ts'
import { type Lookup, readNamed } from './named-queries.ts'
import type { Version } from './version-queries.ts'

type Claim = Version<'observation'>
type Projection = Version<'projection'>
type About = Pick<Claim, 'metric' | 'subject' | 'partner'> &
  Partial<Pick<Claim, 'product' | 'direction' | 'mode' | 'period'>>

/** Gives the words for what was read. */
export type Sayer = {
  thing: (about: About) => Thing
  claim: (claim: Claim) => Said
  projection: (projection: Projection) => SaidProjection
  unit: (metric: string) => Unit
}

type Read = {
  claims: readonly Claim[]
  projections: readonly Projection[]
  things: readonly About[]
  /** Further metrics whose units are needed. */
  metrics: readonly string[]
}

/** Reads all names that these claims, projections and things need. */
export async function readNames(
  snapshot: Snapshot,
  { claims, projections, things, metrics }: Read
): Promise<Sayer> {
  const all: readonly About[] = [...claims, ...projections, ...things]
  const sides = all.flatMap(({ subject, partner }) => [subject, partner])
  const metric = await readNamed(snapshot, 'metric', [...all.map((one) => one.metric), ...metrics])
  const units = [...all.map((one) => one.metric), ...metrics].map((id) => metric(id)?.unit)
  const named = {
    metric,
    unit: await readNamed(snapshot, 'unit', units),
    entity: await readNamed(snapshot, 'entity', sides),
    product: await readNamed(
      snapshot,
      'product',
      all.map(({ product }) => product)
    ),
    source: await readNamed(
      snapshot,
      'source',
      [...claims, ...projections].map(({ source }) => source)
    ),
    scenario: await readNamed(
      snapshot,
      'scenario',
      projections.map(({ scenario }) => scenario)
    )
  }
  return sayerOf(named)
}

type Named = {
  [Noun in 'metric' | 'unit' | 'entity' | 'product' | 'source' | 'scenario']: Lookup<Noun>
}

function sayerOf({ metric, unit, entity, product, source, scenario }: Named): Sayer {
  const place = (id: string) => ({ id, name: entity(id)?.name ?? id })
  const unitOf = (id: string): Unit => {
    const of = metric(id)?.unit ?? ''
    const found = unit(of)
    return { id: of, name: found?.name ?? of, kind: found?.kind ?? '' }
  }
  const thing = (about: About): Thing => ({
    metric: {
      id: about.metric,
      name: metric(about.metric)?.name ?? about.metric,
      definition: metric(about.metric)?.definition ?? ''
    },
    unit: unitOf(about.metric),
    subject: place(about.subject),
    partner: about.partner === null ? null : place(about.partner),
    product: about.product ? (product(about.product)?.name ?? about.product) : null,
    direction: about.direction ?? null,
    mode: about.mode ?? null,
    period: about.period ?? null
  })
  const said = (row: Claim | Projection, period: string | null): Said => {
    const { id, value, low, high, bound, text, note, attributed_to } = row
    const from = source(row.source)
    return {
      ...thing({ ...row, period }),
      ...{ id, value, low, high, bound, text, note },
      author: attributed_to ?? from?.publisher ?? row.source,
      source: from
        ? { id: row.source, publisher: from.publisher, title: from.title, url: from.url }
        : null
    }
  }
  return {
    thing,
    unit: unitOf,
    claim: (row) => said(row, row.period),
    projection: (row) => ({
      ...said(row, row.target_period),
      kind: row.kind,
      scenario: scenario(row.scenario)?.name ?? row.scenario,
      condition: row.condition
    })
  }
}
