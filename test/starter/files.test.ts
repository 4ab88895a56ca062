// The starter data's own checks: on the files, before any code of the service.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { readCountries } from '../../src/imports/engine/storage/country-facts.ts'
import { parseDate } from '../../src/periods/dates.ts'
import { parsePeriod } from '../../src/periods/read-period.ts'
import * as words from '../../src/vocabularies.ts'
import { type Cells, parts, readRows, STARTER } from '../imports/files.ts'

const HEADERS: Record<string, string> = {
  'units.csv': 'id,name,kind,base,factor,note',
  'metrics.csv':
    'id,name,short_name,definition,unit,topic,kind,desired,subject_kinds,partnered,symmetric,aggregation,by_product,minimum,maximum',
  'entities.csv': 'id,kind,name,country,latitude,longitude,members,note',
  'sources.csv': 'id,publisher,title,url,published,kind,license,note',
  'claims.csv':
    'id,metric,subject,partner,direction,mode,period,value,low,high,bound,published_text,attributed_to,source,derived_from,note',
  'projections.csv':
    'id,metric,subject,partner,scenario,kind,base_period,base_value,target_period,value,low,high,bound,published_text,condition,issued,attributed_to,source,note',
  'scenarios.csv': 'id,name,description',
  'events.csv': 'id,date,end_date,entity,kind,scope,title,source,note',
  'relations.csv': 'id,kind,claim,other,note',
  'aliases.csv': 'id,entity,name,language,scheme,source,note',
  'products.csv': 'id,scheme,code,name,parent,note'
}
const COUNTS = {
  units: 258,
  metrics: 47,
  entities: 93,
  sources: 348,
  claims: 1_329,
  projections: 98,
  scenarios: 4,
  events: 31,
  relations: 213,
  aliases: 139,
  products: 128
}

const byId = (file: string) => new Map(readRows(file).map((row) => [row['id'] ?? '', row]))
const units = byId('units.csv')
const metrics = byId('metrics.csv')
const entities = byId('entities.csv')
const sources = byId('sources.csv')
const scenarios = byId('scenarios.csv')
const claims = byId('claims.csv')
const projections = readRows('projections.csv')
const events = readRows('events.csv')
const relations = readRows('relations.csv')
const aliases = readRows('aliases.csv')

/** Exact decimals: everything in units of 10^-12. */
const PLACES = 12
function decimal(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(PLACES, '0'))
}

/** Half a unit of the last digit as printed, in the metric's unit. */
function halfStep({ id, published_text = '', value = '' }: Cells): bigint {
  const text = published_text
    .replaceAll('·', '.')
    .replaceAll(/(\d),(\d{3})(?!\d)/g, '$1$2')
    .replaceAll(/(\d),(\d{3})(?!\d)/g, '$1$2')
    .replaceAll(/(\d),(\d{1,2})(?!\d)/g, '$1.$2')
  for (const [number] of text.matchAll(/\d+(?:\.\d+)?/g)) {
    for (const factor of [1n, 1_000n, 1_000_000n, 1_000_000_000n]) {
      if (decimal(number) * factor === decimal(value)) {
        const places = number.split('.')[1]?.length ?? 0
        return (factor * 10n ** BigInt(PLACES - places)) / 2n
      }
    }
  }
  throw new Error(`${id}: the printed figure ${published_text} does not give ${value}`)
}

const sum = (numbers: bigint[]) => numbers.reduce((total, number) => total + number, 0n)
const rowsOf = (ids: string[]) => ids.map((id) => claims.get(id) ?? {})
const figureOf = ({ value = '' }: Cells) => decimal(value)

t.test('the folder holds these files and no others', async (t) => {
  t.same(
    readdirSync(STARTER)
      .filter((name) => name.endsWith('.csv'))
      .sort(),
    Object.keys(HEADERS).sort()
  )
})

for (const [file, header] of Object.entries(HEADERS)) {
  t.test(`${file}: form, header, ids and number of rows`, async (t) => {
    const content = readFileSync(join(STARTER, file))
    t.equal(content.subarray(0, 3).toString('hex') === 'efbbbf', false, 'no byte order mark')
    t.equal(content.includes('\r'), false, 'no carriage return')
    t.equal(content.at(-1), 10, 'a final line end')
    t.equal(Buffer.from(content.toString('utf8')).equals(content), true, 'valid UTF-8')
    t.equal(content.toString().split('\n', 1)[0], header)
    const rows: string[][] = parse(content)
    t.same(
      rows.flat().filter((cell) => cell !== cell.trim()),
      [],
      'no blanks at the edge of a cell'
    )
    const ids = rows.slice(1).map(([id]) => id)
    t.equal(ids.length, COUNTS[file.replace('.csv', '') as keyof typeof COUNTS])
    t.equal(new Set(ids).size, ids.length, 'ids stand once')
    t.notOk(ids.includes(''))
  })
}

t.test('each alias has a source, or says that it has none', async (t) => {
  const without = aliases.filter(({ source }) => source === '')
  t.same(
    without.filter(({ note = '' }) => !note.endsWith('No list with this name was opened.')),
    []
  )
  t.equal(without.length, 47)
})

t.test('words are those of the vocabularies', async (t) => {
  const check = (
    rows: Iterable<Cells>,
    column: string,
    allowed: readonly string[],
    optional = false
  ) => {
    for (const row of rows) {
      for (const word of column === 'subject_kinds' ? parts(row[column]) : [row[column] ?? ''])
        if (!allowed.includes(word) && !(optional && word === ''))
          t.fail(`${row['id']}: ${column} is ${JSON.stringify(word)}`)
    }
  }
  check(metrics.values(), 'unit', [...units.keys()])
  check(units.values(), 'kind', words.UNIT_KINDS)
  check(units.values(), 'base', [...units.keys()], true)
  check(metrics.values(), 'topic', words.TOPICS)
  check(metrics.values(), 'kind', words.METRIC_KINDS)
  check(metrics.values(), 'desired', words.DESIRED)
  check(metrics.values(), 'partnered', words.PARTNERED)
  check(metrics.values(), 'symmetric', ['yes', 'no'])
  check(metrics.values(), 'aggregation', words.AGGREGATIONS)
  check(metrics.values(), 'subject_kinds', words.ENTITY_KINDS)
  check(entities.values(), 'kind', words.ENTITY_KINDS)
  check(sources.values(), 'kind', words.SOURCE_KINDS)
  check([...claims.values(), ...projections], 'bound', words.BOUNDS)
  check(claims.values(), 'direction', words.DIRECTIONS, true)
  check(claims.values(), 'mode', words.MODES, true)
  check(events, 'kind', words.EVENT_KINDS)
  check(projections, 'kind', words.PROJECTION_KINDS)
  check(relations, 'kind', words.RELATION_KINDS)
  t.pass('all of them')
})

t.test('periods and dates are readable', async (t) => {
  const periods = [...claims.values(), ...projections].flatMap(
    ({ period, base_period, target_period }) => [period, base_period, target_period]
  )
  t.same(
    periods.filter((period) => period && !parsePeriod(period)),
    []
  )
  const dates = [
    ...[...sources.values()].map(({ published }) => published),
    ...projections.map(({ issued }) => issued)
  ]
  t.same(
    dates.filter((date) => date && !parseDate(date)),
    []
  )
  t.same(
    events.filter(({ date = '' }) => !parseDate(date)),
    []
  )
  t.equal(
    [...claims.values()].filter(({ period }) => period === '').length,
    173,
    'claims without a period'
  )
})

t.test('no source links a copy, and each without an address says where it was seen', async (t) => {
  const hosts =
    /backpackerstokyo|bilspostcards|classicistranieri|defence\.pk|dhirubhai|docslib|ioehigher|netaliva|privacytools|riteme|winstonmall/
  t.same(
    [...sources.values()].filter(({ url = '' }) => hosts.test(url)).map(({ id }) => id),
    []
  )
  const unlinked = [...sources.values()].filter(({ url }) => url === '')
  t.same(
    unlinked.map(({ id = '', note = '' }) => [
      id,
      /^Seen only as a copy on (\S+),/.exec(note)?.[1]
    ]),
    [
      ['adb-pak-transport', 'docslib.org'],
      ['archyworldys-pak-kaz', undefined],
      ['defence-kaz-2023', 'pdf.defence.pk'],
      ['ioe-kaz-2025', 'ioehighereducation.com'],
      ['isna-iti-2022', 'backpackerstokyo.com'],
      ['netaliva-kaz-2025', 'netaliva.com'],
      ['waldin-ktz-2024', 'dhirubhai.net'],
      ['wiki-torkham', 'wiki.privacytools.io'],
      ['winstonmall-ap-2024', 'winstonmall.com']
    ]
  )
  t.same(
    [...sources.values()]
      .filter(({ publisher, kind }) => (publisher === 'Wikipedia') !== (kind === 'encyclopedia'))
      .map(({ id }) => id),
    [],
    'Wikipedia and its copies are an encyclopedia'
  )
})

/** Whether a figure lies within the bounds of its metric. */
function isWithin(figure: string, { minimum = '', maximum = '' }: Cells): boolean {
  return (
    (minimum === '' || Number(figure) >= Number(minimum)) &&
    (maximum === '' || Number(figure) <= Number(maximum))
  )
}

t.test('figures have their ends, fit their metric, and refer to what is there', async (t) => {
  for (const row of [...claims.values(), ...projections]) {
    const {
      id,
      value = '',
      low = '',
      high = '',
      base_value = '',
      bound,
      partner = '',
      subject = '',
      source = ''
    } = row
    const metric = metrics.get(row['metric'] ?? '')
    const kind = entities.get(subject)?.['kind'] ?? ''
    const bad = [
      ![value, low, high, base_value].every((number) => /^(\d+(\.\d+)?)?$/.test(number)) &&
        'a number',
      (value !== '') === (low !== '' && high !== '') && 'either a value or both ends',
      (low !== '') !== (high !== '') && 'half a range',
      low !== '' && decimal(low) > decimal(high) && 'low above high',
      (low !== '') !== (bound === 'range') && 'the bound',
      row['published_text'] === '' && 'the text as printed',
      !metric && 'the metric',
      !parts(metric?.['subject_kinds']).includes(kind) && `a ${kind} as subject`,
      metric?.['partnered'] === 'yes' && partner === '' && 'a partner missing',
      metric?.['partnered'] === 'no' && partner !== '' && 'a partner too many',
      partner !== '' && !entities.has(partner) && 'the partner',
      partner === subject && 'its own partner',
      !sources.has(source) && 'the source',
      [value, low, high].some((figure) => figure !== '' && !isWithin(figure, metric ?? {})) &&
        'beyond the bounds of the metric',
      parts(row['derived_from']).some((other) => other === id || !claims.has(other)) &&
        'derived_from',
      row['scenario'] !== undefined && !scenarios.has(row['scenario']) && 'the scenario'
    ].filter(Boolean)
    if (bad.length > 0) t.fail(`${id}: ${bad.join(', ')}`)
  }
  t.equal(claims.size + projections.length, 1_427)
})

t.test('entities, events and relations refer to what is there', async (t) => {
  const lost = (ids: (string | undefined)[], known: Map<string, Cells>) =>
    ids.filter((id) => !known.has(id ?? ''))
  t.same(
    lost(
      [...entities.values()].flatMap(({ members }) => parts(members)),
      entities
    ),
    []
  )
  t.same(
    lost(
      [...entities.values()].flatMap(({ country }) => parts(country)),
      entities
    ),
    []
  )
  t.same(
    lost(
      events.map(({ entity }) => entity),
      entities
    ),
    []
  )
  t.same(
    lost(
      events.map(({ source }) => source),
      sources
    ),
    []
  )
  t.same(
    lost(
      relations.flatMap(({ claim, other }) => [claim, ...parts(other)]),
      claims
    ),
    []
  )
  t.same(
    relations.filter(({ claim = '', other }) => parts(other).includes(claim) || other === ''),
    []
  )
})

t.test('sums hold within the rounding of the printed figures', async (t) => {
  const sums = relations.filter(({ kind }) => kind === 'sum_of')
  t.equal(sums.length, 54)
  for (const { id, claim = '', other } of sums) {
    const [whole = {}] = rowsOf([claim])
    const addends = rowsOf(parts(other))
    t.ok(addends.length >= 2, `${id} has two parts`)
    t.equal(
      new Set([whole, ...addends].map((row) => metrics.get(row['metric'] ?? '')?.['unit'])).size,
      1,
      `${id} is in one unit`
    )
    const gap = figureOf(whole) - sum(addends.map(figureOf))
    const room = halfStep(whole) + sum(addends.map(halfStep))
    t.ok(gap <= room && -gap <= room, `${id} misses by ${gap}, rounding allows ${room}`)
  }
})

t.test(
  'a part that is said to exceed its whole does, and a revision is one of the same figure',
  async (t) => {
    const exceeding = relations.filter(({ kind }) => kind === 'part_exceeds_whole')
    t.equal(exceeding.length, 4)
    for (const { id = '', claim = '', other } of exceeding) {
      const [part = {}, whole = {}, ...rest] = rowsOf([claim, ...parts(other)])
      t.ok(figureOf(part) > figureOf(whole) - sum(rest.map(figureOf)), id)
    }
    const revisions = relations.filter(({ kind }) => kind === 'revision_of')
    t.equal(revisions.length, 16)
    const key = ({ metric, subject, partner, period }: Cells) => ({
      metric,
      subject,
      partner,
      period
    })
    for (const { id = '', claim = '', other } of revisions) {
      const [revised = {}, ...others] = rowsOf([claim, ...parts(other)])
      for (const row of others) t.same(key(row), key(revised), id)
    }
  }
)

t.test('aliases name what is there', async (t) => {
  const ids = new Set([...entities.keys(), ...(await readCountries()).map(({ code }) => code)])
  t.same(
    aliases.filter(
      ({ entity = '', source = '' }) => !ids.has(entity) || (source !== '' && !sources.has(source))
    ),
    []
  )
})

t.test('every source is used, and the five figures of the seed article are there', async (t) => {
  const used = new Set(
    [...claims.values(), ...projections, ...events, ...aliases].map(({ source }) => source)
  )
  const notes = [...entities.values()].map(({ note }) => note).join(' ')
  t.same(
    [...sources.keys()].filter((id) => !used.has(id) && !notes.includes(id)),
    []
  )
  const article = [...claims.values()]
    .filter(({ source }) => source === 'archyworldys-pak-kaz')
    .map(({ value }) => value)
  t.same(article.sort(), ['10000', '15', '400000000', '500', '80000000000'])
})
