// Compares what is computed from the data with the data, in the words of both engines.
import type { Ask } from '../copy/inspect-database.ts'
import { attempt, type Finding, SHOWN_MAX, shownLines } from './finding.ts'

/** The nouns whose rows each import counts. */
const COUNTED = [
  'metric',
  'source',
  'scenario',
  'entity',
  'observation',
  'projection',
  'event',
  'relation'
] as const

/** What is stored of a series or metric, or found by reading its claims, as one text. */
const covered = (of: string) =>
  `${of}.observations || ' claims of ' || ${of}.sources || ' sources, ' || ` +
  `coalesce(${of}.first_period, '-') || ' to ' || coalesce(${of}.last_period, '-')`
const edge = (column: string, direction: string) =>
  `(SELECT period FROM observation WHERE ${column} AND ends_on IS NOT NULL ` +
  `ORDER BY ends_on ${direction}, id LIMIT 1)`
const found = (column: string) =>
  `(SELECT count(*) || ' claims of ' || count(DISTINCT source) || ' sources, ' ` +
  `FROM observation WHERE ${column}) || coalesce(${edge(column, '')}, '-') || ' to ' || ` +
  `coalesce(${edge(column, 'DESC')}, '-')`

/** Each comparison gives the rows that differ, as `id`, `stored` and `found`. */
const COMPARISONS: Record<string, { of: string; differing: string }> = {
  'coverage of series': {
    of: 'series',
    differing:
      `SELECT s.id, ${covered('s')} AS stored, ${found('observation.series = s.id')} AS found ` +
      'FROM series AS s'
  },
  'sources of series': {
    of: 'series_source',
    differing:
      "SELECT series || ' ' || source AS id, sum(stored) AS stored, sum(found) AS found FROM " +
      '(SELECT series, source, 1 AS stored, 0 AS found FROM series_source UNION ALL ' +
      'SELECT DISTINCT series, source, 0, 1 FROM observation) AS each_one GROUP BY series, source'
  },
  'coverage of metrics': {
    of: 'metric',
    differing:
      `SELECT m.id, coalesce(${covered('c')} || ' of ' || c.subjects || ' subjects', 'nothing') ` +
      `AS stored, ${found('observation.metric = m.id')} || ' of ' || ` +
      '(SELECT count(DISTINCT subject) FROM observation WHERE observation.metric = m.id) || ' +
      "' subjects' AS found FROM metric AS m LEFT JOIN metric_coverage AS c ON c.metric = m.id"
  },
  'parts of the data': {
    of: 'part',
    differing:
      'SELECT id, stored, CASE WHEN stored < least THEN least ELSE stored END AS found FROM ' +
      "(SELECT 'metric:' || m.id AS id, coalesce((SELECT part.revision FROM part WHERE " +
      "part.name = 'metric:' || m.id), 0) AS stored, (SELECT coalesce(max(o.revision), 0) " +
      'FROM observation AS o WHERE o.metric = m.id) AS least FROM metric AS m) AS newest'
  },
  'names of entities': {
    of: 'entity',
    differing:
      'SELECT e.id, CASE WHEN EXISTS (SELECT 1 FROM entity_name AS n WHERE n.entity = e.id) ' +
      'THEN 1 ELSE 0 END AS stored, 1 AS found FROM entity AS e'
  }
}

/** Runs all comparisons. */
export async function checkOwn(ask: Ask): Promise<Finding[]> {
  const findings = [
    await attempt({ check: 'revisions', of: 'data' }, () => checkRevisions(ask)),
    await attempt({ check: 'rows of revisions', of: 'data' }, () => checkCounts(ask))
  ]
  for (const [check, { of, differing }] of Object.entries(COMPARISONS))
    findings.push(await attempt({ check, of: 'computed' }, () => compare(ask, of, differing)))
  return findings
}

type Found = Omit<Finding, 'check' | 'of'>

async function compare(ask: Ask, of: string, differing: string): Promise<Found> {
  const wrong = await ask(
    `SELECT id, stored, found FROM (${differing}) AS compared WHERE stored <> found ` +
      `ORDER BY id LIMIT ${SHOWN_MAX}`
  )
  return {
    rows: await countOf(ask, of),
    wrong: wrong.map(({ id, stored, found }) => `${id}: ${stored} stored, ${found} found`)
  }
}

async function checkRevisions(ask: Ask): Promise<Found> {
  const [row] = await ask(
    'SELECT count(*) AS rows, coalesce(max(revision), 0) AS newest, ' +
      "coalesce(sum(CASE WHEN state = 'done' THEN 0 ELSE 1 END), 0) AS undone FROM import"
  )
  const [rows, newest, undone] = [row?.['rows'], row?.['newest'], row?.['undone']].map(Number)
  const wrong = [
    ...(rows === newest ? [] : [`the newest revision is ${newest}, but there are ${rows}`]),
    ...(undone === 0 ? [] : [`${undone} are not done`])
  ]
  return { rows: rows ?? 0, wrong }
}

type Counts = Record<string, { inserted?: number; corrected?: number }>

/** Each revision has as many rows, current and retired, as its import has counted. */
async function checkCounts(ask: Ask): Promise<Found> {
  const imports = await ask('SELECT revision, counts FROM import ORDER BY revision')
  const wrong = shownLines()
  let rows = 0
  for (const noun of COUNTED) {
    const there = await ask(
      `SELECT revision, count(*) AS rows FROM (SELECT revision FROM ${noun} UNION ALL ` +
        `SELECT revision FROM ${noun}_history) AS versions GROUP BY revision`
    )
    const found = new Map(there.map((row) => [Number(row['revision']), Number(row['rows'])]))
    for (const { revision, counts } of imports) {
      const { inserted = 0, corrected = 0 } = readCounts(counts)[noun] ?? {}
      const has = found.get(Number(revision)) ?? 0
      rows += has
      if (has !== inserted + corrected)
        wrong.add(`revision ${revision} has ${has} of ${inserted + corrected} rows of ${noun}`)
    }
  }
  return { rows, wrong: wrong.lines() }
}

function readCounts(counts: unknown): Counts {
  return typeof counts === 'string' ? JSON.parse(counts) : (counts as Counts)
}

async function countOf(ask: Ask, table: string): Promise<number> {
  const [row] = await ask(`SELECT count(*) AS rows FROM ${table}`)
  return Number(row?.['rows'])
}
