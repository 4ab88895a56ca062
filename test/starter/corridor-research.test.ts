// The corridors against the research files that they were made from, row by row: no figure is lost
// or changed. The research files are beside the repository, not in it.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { type Cells, parts, readRows } from '../imports/files.ts'
import { byId, claims, entities, legs, rowsOf, ways } from './corridor-graph.ts'

const RESEARCH = fileURLToPath(new URL('../../../shared/data/corridors', import.meta.url))
const isThere = existsSync(RESEARCH)
const options = { skip: isThere ? false : `NOT COMPARED: there is no ${RESEARCH}` }
/** The starter has these claims of the same subject already. */
const LEFT_OUT = ['TC029', 'TC030']
/** Hours of the units that the research has, and the unit of each metric. */
const HOURS: Record<string, number> = { hour: 1, day: 24 }
const DAYS = ['transit_time', 'service_interval']

const research = (file: string) => readRows(file, RESEARCH)
const starter = new Set(readRows('entities.csv').map(({ id }) => id))
const ownClaims = byId(claims)
const events = byId([...readRows('events.csv'), ...rowsOf('events.csv')])

/** Our id of a leg: one hyphen between words, and a word more where the starter has the id. */
function legId(file = ''): string {
  const id = file.replaceAll('--', '-')
  return starter.has(id) ? `${id}-leg` : id
}

/** The figures that a note has and ours has not. */
function lostFigures(note = '', ours = ''): string[] {
  const figures = (text: string) => text.match(/\d+(?:[.,]\d+)*/g) ?? []
  const kept = new Set(figures(ours))
  return figures(note).filter((figure) => !kept.has(figure))
}

t.test('every place has its kind, countries and coordinates', options, async (t) => {
  const columns = ['kind', 'country', 'latitude', 'longitude']
  const cells = (row: Cells = {}) => columns.map((column) => row[column])
  const places = research('nodes.csv')
  t.same(
    places.map(({ id = '' }) => [id, ...cells(entities.get(id))]),
    places.map((place) => [place['id'], ...cells(place)])
  )
})

/** What is printed as about a length is about it. */
function boundOf({ bound = '', published_text: text = '' }: Cells): string {
  return bound === 'exact' && /^(?:about|around|environ|etwa)\b/.test(text) ? 'about' : bound
}

t.test('every claim of a length stands, with its leg', options, async (t) => {
  const rows = research('legs.csv')
  const shape = (row: Cells, id: string) => [
    id,
    row['source'],
    row['attributed_to'],
    row['published_text']
  ]
  const due = rows.map((row) => {
    const { leg, from = '', to = '', mode = '', state = '', passes, terrain = '' } = row
    const isComputed = row['computed'] === 'yes'
    return [
      ...shape(row, legId(leg)),
      { from, to, passes: parts(passes), mode, state, kind: mode + terrain },
      row['length_km'],
      isComputed ? 'about' : boundOf(row),
      isComputed,
      row['preferred'] === 'yes'
    ]
  })
  const ours = rows.map(({ id = '', leg }) => {
    const claim = ownClaims.get(`${legId(leg)}-length-${id.split('#')[1]}`) ?? {}
    const one = legs.get(claim['subject'] ?? '')
    const { from, to, passes, mode, state, kind } = one ?? {}
    return [
      ...shape(claim, one?.id ?? ''),
      { from, to, passes, mode, state, kind },
      claim['value'],
      claim['bound'],
      claim['status'] === 'E',
      one?.preferred === claim
    ]
  })
  t.same(ours, due)
  t.equal(claims.filter(({ id = '' }) => /-length-\d+$/.test(id)).length, 270 + 20)
})

t.test('every way has its legs in order, and every printed total', options, async (t) => {
  const steps = Map.groupBy(research('corridors.csv'), ({ corridor = '' }) => corridor)
  const due = [...steps].map(([id, some]) => {
    const [first = {}] = some
    const chain = some.map(({ leg }) => legId(leg)).join('|')
    return [id, first['name'], first['parent_entity'], first['from'], chain, first['source']]
  })
  t.same(
    ways.map(({ id = '', parent, from, legs: chain, source }) => {
      return [id, entities.get(id)?.['name'], parent, from, chain, source]
    }),
    due
  )
  const columns = ['bound', 'published_text', 'source', 'attributed_to', 'note']
  const cells = (row: Cells) => columns.map((column) => row[column])
  const isTotal = ({ subject = '', metric }: Cells) =>
    metric === 'route_length' && steps.has(subject)
  t.same(
    claims.filter(isTotal).map((row) => [row['subject'], row['value'], ...cells(row)]),
    research('totals.csv').map((row) => {
      return [row['corridor'], row['length_km'], ...cells({ ...row, bound: boundOf(row) })]
    })
  )
})

t.test('every time and cost stands in the unit of its metric', options, async (t) => {
  const columns = ['metric', 'mode', 'period', 'published_text', 'source', 'attributed_to']
  const cells = (row: Cells) => columns.map((column) => row[column])
  const inUnit = (figure = '', { metric = '', unit = '' }: Cells) => {
    const hours = HOURS[unit]
    if (figure === '' || hours === undefined) return figure
    return String((Number(figure) * hours) / (DAYS.includes(metric) ? 24 : 1))
  }
  const rows = research('times_costs.csv').filter(({ id = '' }) => !LEFT_OUT.includes(id))
  const figures = ['value', 'low', 'high']
  t.same(
    rows.map(({ id = '' }) => {
      const row = ownClaims.get(id) ?? {}
      return [id, row['subject'], ...cells(row), ...figures.map((column) => row[column])]
    }),
    rows.map((row) => {
      const subject = row['on'] === 'leg' ? legId(row['subject']) : row['subject']
      const due = figures.map((column) => inUnit(row[column], row))
      return [row['id'], subject, ...cells(row), ...due]
    })
  )
})

t.test('every opening and closing stands, the undated ones in notes', options, async (t) => {
  const rows = research('closures.csv')
  const dated = rows.filter(({ start }) => start !== '')
  t.same(
    dated.map(({ id = '', event }) => {
      const { entity, date, end_date, scope, source } = events.get(event || id) ?? {}
      return [id, entity, date, end_date, scope, source]
    }),
    dated.map(({ id, on, subject, start, end, scope, source }) => {
      return [id, on === 'leg' ? legId(subject) : subject, start, end, scope, source]
    })
  )
  const notes = byId(rowsOf('legs.csv'))
  const undated = rows.filter(({ start }) => start === '')
  t.same(
    undated.map(({ subject, source = '' }) =>
      notes.get(legId(subject))?.['note']?.includes(`source ${source}`)
    ),
    [true, true]
  )
})

t.test('notes keep their figures', options, async (t) => {
  const written = ({ note, derived_from, title, name }: Cells = {}) =>
    [note, derived_from, title, name].join(' ')
  const claimOf = ({ id = '', leg }: Cells) =>
    ownClaims.get(leg ? `${legId(leg)}-length-${id.split('#')[1]}` : id)
  const times = research('times_costs.csv').filter(({ id = '' }) => !LEFT_OUT.includes(id))
  const found = [
    ...[...research('legs.csv'), ...times].map((row) => [row, claimOf(row)] as const),
    ...research('closures.csv').map((row) => {
      return [row, events.get(row['event'] || (row['id'] ?? ''))] as const
    }),
    ...research('corridors.csv').map((row) => {
      return [row, byId(ways).get(row['corridor'] ?? '')] as const
    })
  ]
  t.same(
    found.flatMap(([{ note }, ours]) => lostFigures(note, written(ours))),
    []
  )
})

t.test('every source is there', options, async (t) => {
  const sources = byId([...readRows('sources.csv'), ...rowsOf('sources.csv')])
  const own = new Set(rowsOf('sources.csv').map(({ id }) => id))
  const rows = research('sources.csv')
  t.same(
    rows.filter(({ id = '' }) => !sources.has(id)),
    []
  )
  const cells = (row: Cells = {}) => [row['published'], row['kind']]
  const added = rows.filter(({ id }) => own.has(id))
  t.same(
    added.map(({ id = '' }) => cells(sources.get(id))),
    added.map(cells)
  )
})
