// Compares what is computed from the data with the data, in the words of both engines.
import type { Ask } from '../copy/inspect-database.ts'

/** One check: how much was looked at, and what is wrong, in words. */
export type Finding = { check: string; rows: number; wrong: string[] }

/** More would not help a reader. */
export const SHOWN_MAX = 20

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

/** Each comparison gives the rows that differ, as `id`, `stored` and `found`. */
const COMPARISONS: Record<string, { of: string; differing: string }> = {
  'coverage of series': {
    of: 'series',
    differing:
      'SELECT s.id, s.observations AS stored, ' +
      '(SELECT count(*) FROM observation AS o WHERE o.series = s.id) AS found FROM series AS s'
  },
  'coverage of metrics': {
    of: 'metric',
    differing:
      'SELECT m.id, coalesce(c.observations, -1) AS stored, ' +
      '(SELECT count(*) FROM observation AS o WHERE o.metric = m.id) AS found ' +
      'FROM metric AS m LEFT JOIN metric_coverage AS c ON c.metric = m.id'
  },
  'assessments of projections': {
    of: 'projection',
    differing:
      'SELECT coalesce(p.id, a.id) AS id, count(a.id) AS stored, count(p.id) AS found ' +
      'FROM projection AS p FULL JOIN assessment AS a ON a.id = p.id GROUP BY coalesce(p.id, a.id)'
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
  const findings = [await checkRevisions(ask), await checkCounts(ask)]
  for (const [check, { of, differing }] of Object.entries(COMPARISONS)) {
    const wrong = await ask(
      `SELECT id, stored, found FROM (${differing}) AS compared WHERE stored <> found ` +
        `ORDER BY id LIMIT ${SHOWN_MAX}`
    )
    findings.push({
      check,
      rows: await countOf(ask, of),
      wrong: wrong.map(({ id, stored, found }) => `${id}: ${stored} stored, ${found} found`)
    })
  }
  return findings
}

async function checkRevisions(ask: Ask): Promise<Finding> {
  const [row] = await ask(
    'SELECT count(*) AS rows, coalesce(max(revision), 0) AS newest, ' +
      "coalesce(sum(CASE WHEN state = 'done' THEN 0 ELSE 1 END), 0) AS undone FROM import"
  )
  const [rows, newest, undone] = [row?.['rows'], row?.['newest'], row?.['undone']].map(Number)
  const wrong = [
    ...(rows === newest ? [] : [`the newest revision is ${newest}, but there are ${rows}`]),
    ...(undone === 0 ? [] : [`${undone} are not done`])
  ]
  return { check: 'revisions', rows: rows ?? 0, wrong }
}

type Counts = Record<string, { inserted?: number; corrected?: number }>

/** Each revision has as many rows, current and retired, as its import has counted. */
async function checkCounts(ask: Ask): Promise<Finding> {
  const imports = await ask('SELECT revision, counts FROM import ORDER BY revision')
  const wrong: string[] = []
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
        wrong.push(`revision ${revision} has ${has} of ${inserted + corrected} rows of ${noun}`)
    }
  }
  return { check: 'rows of revisions', rows, wrong: wrong.slice(0, SHOWN_MAX) }
}

function readCounts(counts: unknown): Counts {
  return typeof counts === 'string' ? JSON.parse(counts) : (counts as Counts)
}

async function countOf(ask: Ask, table: string): Promise<number> {
  const [row] = await ask(`SELECT count(*) AS rows FROM ${table}`)
  return Number(row?.['rows'])
}
