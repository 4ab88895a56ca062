// The checks of the corridors on their files: ids, one graph, lengths against the straight line,
// computed lengths against their formula, ways against the totals that others print.
import t from 'tap'
import { nameKey } from '../../src/name-key.ts'
import { parseDate } from '../../src/periods/dates.ts'
import { type Cells, parts, readRows } from '../imports/files.ts'
import * as graph from './corridor-graph.ts'

const { claims, entities, legs, rowsOf, ways } = graph
const sources = graph.byId([...readRows('sources.csv'), ...rowsOf('sources.csv')])
const ownEntities = rowsOf('entities.csv')
const all = [...legs.values()]

t.test('the files have as many rows as their README says', async (t) => {
  const files = [
    'entities',
    'legs',
    'corridors',
    'claims',
    'relations',
    'events',
    'metrics',
    'sources',
    'aliases'
  ]
  t.same(
    files.map((file) => rowsOf(`${file}.csv`).length),
    [321, 199, 45, 416, 50, 18, 5, 143, 197]
  )
  const kinds = Map.groupBy(ownEntities, ({ kind }) => kind)
  t.same([kinds.get('leg')?.length, kinds.get('route')?.length], [199, 45])
})

t.test('ids stand once, and what rows name is there', async (t) => {
  for (const file of ['entities', 'sources', 'claims', 'relations', 'events', 'aliases']) {
    const ids = [...readRows(`${file}.csv`), ...rowsOf(`${file}.csv`)].map(({ id }) => id)
    t.equal(new Set(ids).size, ids.length, file)
  }
  const places = all.flatMap(({ from, to, passes }) => [from, to, ...passes])
  const named = [
    ...places,
    ...ownEntities.flatMap(({ members }) => parts(members)),
    ...ways.flatMap(({ parent, from }) => [parent, from]),
    ...[...rowsOf('legs.csv'), ...ways].map(({ id }) => id),
    ...rowsOf('legs.csv').map(({ part_of }) => part_of),
    ...claims.map(({ subject }) => subject),
    ...rowsOf('events.csv').map(({ entity }) => entity),
    ...rowsOf('aliases.csv').map(({ entity }) => entity)
  ]
  t.same(
    named.filter((id) => id && !entities.has(id)),
    []
  )
  const cited = [...claims, ...ways, ...rowsOf('events.csv')].map(({ source }) => source)
  t.same(
    cited.filter((id) => id && !sources.has(id)),
    []
  )
  const known = graph.byId([...readRows('claims.csv'), ...claims])
  t.same(
    claims.flatMap(({ derived_from }) => parts(derived_from)).filter((id) => !known.has(id)),
    []
  )
})

t.test('every source is used', async (t) => {
  const rows = [...claims, ...ways, ...rowsOf('events.csv')]
  const cited = new Set(rows.map(({ source }) => source))
  const noted = [...rows, ...entities.values(), ...readRows('events.csv'), ...rowsOf('legs.csv')]
  const notes = noted.map(({ note }) => note).join(' ')
  t.same(
    rowsOf('sources.csv').filter(({ id = '' }) => !cited.has(id) && !notes.includes(id)),
    []
  )
})

t.test('no name of a place, leg or way is that of another entity', async (t) => {
  const holders = new Map<string, Set<string>>()
  const add = (name = '', id = '') => {
    const key = nameKey(name)
    holders.set(key, (holders.get(key) ?? new Set()).add(id))
  }
  for (const { id, name } of entities.values()) for (const one of [id, name]) add(one, id)
  for (const { entity, name } of [...readRows('aliases.csv'), ...rowsOf('aliases.csv')])
    add(name, entity)
  const own = new Set(ownEntities.map(({ id }) => id))
  const shared = [...holders.values()].filter((ids) => ids.size > 1)
  t.same(
    shared.filter((ids) => [...ids].some((id) => own.has(id))),
    []
  )
})

t.test('the graph is one, places inside legs included', async (t) => {
  const beside = new Map<string, string[]>()
  for (const { from, to, passes } of all) {
    const line = [from, ...passes, to]
    for (const [at, place] of line.entries())
      for (const other of [line[at - 1], line[at + 1]])
        if (other) beside.set(place, [...(beside.get(place) ?? []), other])
  }
  const reached = new Set(['almaty'])
  for (const place of reached) for (const other of beside.get(place) ?? []) reached.add(other)
  t.same(
    [...beside.keys()].filter((place) => !reached.has(place)),
    []
  )
  t.equal(reached.size, 103)
})

t.test('exactly one claim gives each leg its length', async (t) => {
  const preferences = rowsOf('relations.csv')
  const wrong = all.filter(({ claims: own }) => {
    const ids = own.map(({ id = '' }) => id)
    const mine = preferences.filter(({ claim = '' }) => ids.includes(claim))
    const compared = mine.flatMap(({ claim = '', other }) => [claim, ...parts(other)])
    return ids.length > 1 ? String(compared.sort()) !== String(ids.sort()) : mine.length > 0
  })
  t.same(wrong, [])
  t.equal(all.filter(({ claims: own }) => own.length === 0).length, 0)
})

t.test('preferred published lengths are 0.9 to 3 times the straight line', async (t) => {
  const ratioOf = ({ value }: Cells, straight: number) => Number(value) / straight
  const isOdd = (ratio: number) => ratio < 0.9 || ratio > 3
  const measured = all.filter(({ straight = 0 }) => straight >= 20)
  const odd = measured.flatMap(({ claims: own, preferred, straight = 1 }) =>
    own
      .filter((one) => one['status'] !== 'E' && isOdd(ratioOf(one, straight)))
      .map((one) => ({ id: one['id'], isPreferred: one === preferred }))
  )
  const bad = [
    'shymkent-tashkent-road-length-2',
    'kandahar-spin-boldak-road-length-2',
    'quetta-gwadar-port-road-n85-length-2',
    'quetta-taftan-rail-length-2'
  ]
  t.same(
    odd,
    bad.map((id) => ({ id, isPreferred: false }))
  )
})

t.test('computed lengths and their ranges follow from the published ones', async (t) => {
  const factors = graph.findFactors()
  t.same(
    ['road', 'roadmountain', 'rail'].map((kind) => {
      const { legs: count, median } = factors.get(kind) ?? {}
      return [count, median]
    }),
    [
      [37, 1.22],
      [12, 1.57],
      [30, 1.23]
    ]
  )
  const short = (km: number) =>
    km >= 30 ? String(Math.round(km)) : String(Math.round(km * 10) / 10)
  const computed = all.filter(({ isComputed, mode }) => isComputed && mode !== 'sea')
  t.equal(computed.length, 87)
  const wrong = computed.filter(({ preferred, range, kind, km, straight = Number.NaN }) => {
    const { median, low, high } = factors.get(kind) ?? { median: Number.NaN, low: 0, high: 0 }
    const due = straight * median
    const [from, to] = [Math.min(km, straight * low), Math.max(km, straight * high)].map(short)
    const formula = `great circle ${straight.toFixed(1)} km x ${median}`
    const ends = range && [range['low'], range['high'], range['published_text']]
    const dueEnds = straight < 0.05 ? undefined : [from, to, `${from} to ${to}`]
    const isClose = Math.abs(due - km) <= 0.5 + 0.001 * due
    const isFormula = `${preferred['note']}; `.startsWith(`${formula}; `)
    return !isClose || !isFormula || String(ends) !== String(dueEnds)
  })
  t.same(wrong, [])
})

t.test('openings and closures have dates in order', async (t) => {
  const events = [...readRows('events.csv'), ...rowsOf('events.csv')]
  const isRight = ({ date = '', end_date = '' }: Cells) =>
    parseDate(date) && (end_date === '' || (parseDate(end_date) && end_date >= date))
  t.same(
    events.filter((event) => !isRight(event)),
    []
  )
})
