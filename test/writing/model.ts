// A plain model of what can be written: claims and sources in Maps, with every version there ever
// was.
import fc, { type Arbitrary } from 'fast-check'

export type Claim = {
  id: string
  value: number
  period: string | null
  note: string | null
  source: string
  derived_from: string[]
}
export type Source = { id: string; publisher: string; title: string }
export type Version = { id: string; revision: number }
export type Model = {
  revision: number
  claims: Map<string, Claim & { revision: number }>
  sources: Map<string, Source & { revision: number }>
  /** Versions that are no longer current. */
  retired: { claims: Version[]; sources: Version[] }
}
export type Step =
  | { verb: 'POST'; of: 'claims'; row: Claim }
  | { verb: 'POST'; of: 'sources'; row: Source }
  | { verb: 'PATCH'; of: 'claims'; id: string; patch: Partial<Omit<Claim, 'id'>> }
  | { verb: 'PATCH'; of: 'sources'; id: string; patch: Partial<Omit<Source, 'id'>> }
  | { verb: 'DELETE'; of: 'claims' | 'sources'; id: string }

export const emptyModel = (): Model => ({
  revision: 1,
  claims: new Map(),
  sources: new Map(),
  retired: { claims: [], sources: [] }
})

const claimId = fc.constantFrom('a', 'b', 'c')
const sourceId = fc.constantFrom('s', 't')
const claimFields = {
  value: fc.integer({ min: 0, max: 3 }),
  period: fc.constantFrom('2022', '2023', null),
  note: fc.constantFrom('x', null),
  source: sourceId,
  derived_from: fc.subarray(['a', 'b', 'c'])
}
const sourceFields = { publisher: fc.constantFrom('P', 'Q'), title: fc.constantFrom('T', 'U') }

export const steps: Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      verb: fc.constant('POST'),
      of: fc.constant('claims'),
      row: fc.record({ id: claimId, ...claimFields })
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      verb: fc.constant('POST'),
      of: fc.constant('sources'),
      row: fc.record({ id: sourceId, ...sourceFields })
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      verb: fc.constant('PATCH'),
      of: fc.constant('claims'),
      id: claimId,
      patch: fc.record(claimFields, { requiredKeys: [] })
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constant('PATCH'),
      of: fc.constant('sources'),
      id: sourceId,
      patch: fc.record(sourceFields, { requiredKeys: [] })
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({ verb: fc.constant('DELETE'), of: fc.constant('claims'), id: claimId })
  },
  {
    weight: 1,
    arbitrary: fc.record({ verb: fc.constant('DELETE'), of: fc.constant('sources'), id: sourceId })
  }
) as Arbitrary<Step>

/** What the service should answer, and the model afterwards. */
export function apply(model: Model, step: Step): number {
  if (step.verb === 'POST') return add(model, step)
  const rows: Map<string, Version> = model[step.of]
  const before = rows.get(step.id)
  if (!before) return model.retired[step.of].some(({ id }) => id === step.id) ? 410 : 404
  if (step.verb === 'DELETE') return remove(model, step.of, before)
  const after = { ...before, ...step.patch }
  if (step.of === 'claims' && !isSound(model, after as Claim)) return 422
  if (JSON.stringify(after) === JSON.stringify(before)) return 200
  model.revision += 1
  model.retired[step.of].push({ id: before.id, revision: before.revision })
  rows.set(step.id, { ...after, revision: model.revision })
  return 200
}

function add(model: Model, { of, row }: Extract<Step, { verb: 'POST' }>): number {
  if (model[of].has(row.id)) return 409
  if (of === 'claims' && !isSound(model, row as Claim)) return 422
  model.revision += 1
  const rows = model[of] as Map<string, Version>
  rows.set(row.id, { ...row, revision: model.revision })
  return 201
}

function remove(model: Model, of: 'claims' | 'sources', { id, revision }: Version): number {
  const holds = (claim: Claim) =>
    of === 'sources' ? claim.source === id : claim.derived_from.includes(id)
  if ([...model.claims.values()].some(holds)) return 409
  model.revision += 1
  model.retired[of].push({ id, revision })
  model[of].delete(id)
  return 200
}

/** A claim names a source and other claims that are there. */
function isSound({ claims, sources }: Model, { id, source, derived_from }: Claim): boolean {
  return sources.has(source) && derived_from.every((other) => other !== id && claims.has(other))
}
