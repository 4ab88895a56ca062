import { join } from 'node:path'
import t from 'tap'
import { runVerify } from '../../../src/commands/verify/run-verify.ts'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { verifyDatabase as verify } from '../../../src/db/verify/verify-database.ts'
import { RECOMPUTED } from '../../../src/imports/engine/verifying/verify-derived.ts'
import { CONTRADICTED as OF_TEXTS } from '../../helpers/contradicted-texts.ts'
import { databaseFor, execute, skipWithoutServer as skip } from '../../helpers/postgres-database.ts'
import { someOf } from '../../helpers/random.ts'
import { starterFile } from '../../helpers/starter.ts'
import { damage } from '../backup/files.ts'

const verifyDatabase = (url: string) => verify(url, RECOMPUTED)

/** A claim that another one contradicts; no target or forecast is about it. */
const CONTRADICTED =
  "(SELECT json_extract(claims, '$[0].id') FROM claim_check WHERE kind = 'contradicts' AND " +
  'NOT holds AND metric NOT IN (SELECT metric FROM projection) ORDER BY id LIMIT 1)'

/** A claim that is compared with none. */
const ALONE =
  '(SELECT min(id) FROM observation WHERE starts_on IS NOT NULL AND metric NOT IN ' +
  '(SELECT metric FROM projection) AND id NOT IN ' +
  "(SELECT json_extract(value, '$.id') FROM claim_check, json_each(claims)))"

/** Changes behind the back of the service, and what each must be called. */
const WRONGS: Record<string, [sql: string, check: string, wrong: string | RegExp]> = {
  'a series with a wrong count': [
    "UPDATE series SET observations = 7 WHERE id = (SELECT series FROM observation WHERE id = 'C0392')",
    'coverage of series',
    /: 7 claims of \d+ sources, \d{4} to \d{4} stored, \d+ claims of/
  ],
  'a metric with a wrong count': [
    "UPDATE metric_coverage SET observations = 7 WHERE metric = 'goods_trade'",
    'coverage of metrics',
    /^goods_trade: 7 claims of \d+ sources, .* of \d+ subjects stored, \d+ claims of/
  ],
  'a metric without coverage': [
    "DELETE FROM metric_coverage WHERE metric = 'goods_trade'",
    'coverage of metrics',
    /^goods_trade: nothing stored, \d+ claims of/
  ],
  'a projection without an assessment': [
    "DELETE FROM assessment WHERE id = 'P001'",
    'assessments of projections',
    'P001: not stored'
  ],
  'a part that an import did not touch': [
    "DELETE FROM part WHERE name = 'metric:goods_trade'",
    'parts of the data',
    'metric:goods_trade: 0 stored, 1 found'
  ],
  'an entity without a name': [
    "DELETE FROM entity_name WHERE entity = 'PAK'",
    'names of entities',
    'PAK: 0 stored, 1 found'
  ],
  'a claim that vanished': [
    'DELETE FROM event WHERE id = (SELECT min(id) FROM event)',
    'rows of revisions',
    'rows of event'
  ],
  'a revision that is not done': [
    "UPDATE import SET state = 'refused' WHERE revision = 1",
    'revisions',
    '1 are not done'
  ],
  'a figure that was doubled': [
    `UPDATE observation SET value = value * 2 WHERE id = ${CONTRADICTED}`,
    'conflict checks',
    /: \w+ is .* as stored, and .* by the data$/
  ],
  'a check that vanished': [
    `DELETE FROM claim_check WHERE id = (SELECT min(id) FROM claim_check)`,
    'conflict checks',
    /: not stored$/
  ],
  'a check that nothing gives': [
    "INSERT INTO claim_check SELECT about || 'ffffffffffff', kind, about, metric, subject, partner, " +
      'direction, mode, product, period, starts_on, ends_on, claims, claims_count, stated, ' +
      'expected, difference, ratio, apart, holds, periods, growth_percent, revision FROM ' +
      'claim_check LIMIT 1',
    'conflict checks',
    /: stored, but the data do not give it$/
  ],
  'an assessment of other figures': [
    "UPDATE assessment SET gap_percent = 1234 WHERE id = 'P001'",
    'assessments of projections',
    /^P001: gap_percent is 1234 as stored, and .* by the data$/
  ],
  'a series whose forecasts were not tested': [
    `DELETE FROM series_test WHERE metric = 'goods_exports'`,
    'tests of forecasts',
    /^goods_exports~.*: not stored$/
  ],
  'an evaluation of other tests': [
    `UPDATE forecast_evaluation SET body = '{}' WHERE metric = 'goods_exports'`,
    'tests of forecasts',
    /^goods_exports A: body is {} as stored, and .* by the data$/
  ],
  'a claim in a wrong series': [
    `UPDATE observation SET starts_on = '1901-01-01' WHERE id = ${ALONE}`,
    'claims, their series and texts',
    /^C\d+: starts_on is 1901-01-01 as stored, and \d{4}-\d\d-01 by the claim$/
  ],
  'a source of a series that has none of it': [
    'DELETE FROM series_source WHERE (series, source) = ' +
      "(SELECT series, source FROM observation WHERE id = 'C0392')",
    'sources of series',
    / 0 stored, 1 found$/
  ]
}

/** A range is no contradiction if its text says one of its ends, as that of this claim does. */
const TO_LOOK_AT = OF_TEXTS.filter((id) => id !== 'TC021')

t.test('a sound file', async (t) => {
  const file = await starterFile(t)
  const report = await runVerify(`file:${file}`)
  const lines = report.split('\n')
  t.match(lines[0], /^check +of +read$/)
  t.equal(lines.at(-1), `The database ${file} is sound.`)
  t.same(
    lines.slice(1, -1 - TO_LOOK_AT.length).map((line) => line.split(/ {2,}/).toSpliced(1, 2)),
    [
      'pages, indexes and references',
      'revisions',
      'rows of revisions',
      'coverage of series',
      'sources of series',
      'coverage of metrics',
      'parts of the data',
      'names of entities',
      'claims, their series and texts',
      'conflict checks',
      'assessments of projections',
      'tests of forecasts'
    ].map((check) => [check, 'sound'])
  )
  const looked = 'claims, their series and texts, to look at: '
  t.same(
    lines.slice(-1 - TO_LOOK_AT.length, -1).map((line) => line.split(': the figure is ')[0]),
    TO_LOOK_AT.map((id) => `${looked}${id}`)
  )
  t.equal(
    lines.at(-1 - TO_LOOK_AT.length),
    `${looked}C0022: the figure is 108640000, and the text is "$108.64"`
  )
})

for (const [name, [sql, check, wrong]] of someOf(Object.entries(WRONGS), 2)) {
  t.test(name, async (t) => {
    const file = await starterFile(t)
    const client = connectSqlite(file)
    client.pragma('foreign_keys = OFF')
    client.pragma('ignore_check_constraints = ON')
    client.exec(sql)
    client.close()
    const findings = (await verifyDatabase(`file:${file}`)).filter(({ wrong }) => wrong.length > 0)
    t.same(
      findings.map((finding) => finding.check),
      [check]
    )
    t.match(findings[0]?.wrong, [wrong])
    await t.rejects(runVerify(`file:${file}`), { message: `\n${check}: ` })
  })
}

t.test('a reference to nothing, no file and another file', async (t) => {
  const file = await starterFile(t)
  const client = connectSqlite(file)
  client.pragma('foreign_keys = OFF')
  client.exec("DELETE FROM source WHERE id = 'inform-kaz-2023'")
  client.close()
  const [pages] = await verifyDatabase(`file:${file}`)
  t.match(
    { ...pages, wrong: pages?.wrong.join('\n') },
    {
      check: 'pages, indexes and references',
      wrong: /^(row \d+ of (observation|series_source) refers to no row of source\n?)+$/
    }
  )
  const nowhere = join(t.testdirName, 'nowhere.db')
  await t.rejects(runVerify(`file:${nowhere}`), {
    message: `The database ${nowhere} cannot be verified: it does not exist`
  })
})

t.test('all damaged tables are named, and what can be read is checked', async (t) => {
  const file = await starterFile(t)
  const client = connectSqlite(file)
  client.exec("UPDATE metric_coverage SET observations = 7 WHERE metric = 'goods_trade'")
  const pages = client
    .prepare<[], [string, number]>(
      "SELECT name, rootpage FROM sqlite_master WHERE name IN ('source', 'claim_check', 'event')"
    )
    .raw()
    .all()
  client.pragma('wal_checkpoint(TRUNCATE)')
  client.close()
  for (const [, page] of pages) damage(file, { from: page - 1, every: 1_000_000 })
  const wrong = (await verifyDatabase(`file:${file}`)).filter(({ wrong }) => wrong.length > 0)
  const linesOf = (check: string) => wrong.find((one) => one.check === check)?.wrong ?? []
  t.match(linesOf('tables'), [/^event: /, /^source: /])
  t.match(linesOf('computed tables'), [/^claim_check: /])
  t.match(linesOf('coverage of metrics'), [/^goods_trade: 7 claims of /])
  t.match(linesOf('conflict checks'), [/^cannot be read: /])
  await t.rejects(runVerify(`file:${file}`), /is not sound\. Keep its file/)
})

t.test('a figure that no other claim is about is compared with its text', async (t) => {
  const file = await starterFile(t)
  const client = connectSqlite(file)
  const alone = client.prepare<[], string>(`SELECT ${ALONE}`).pluck().get()
  client.exec(`UPDATE observation SET value = value * 2 WHERE id = '${alone}'`)
  client.close()
  const report = await runVerify(`file:${file}`)
  t.match(report, `to look at: ${alone}: the figure is `)
})

t.test('PostgreSQL, with and without amcheck', { skip }, async (t) => {
  const url = await databaseFor(t, { data: 'starter' })
  const before = await verifyDatabase(url)
  t.same(
    before.flatMap(({ wrong }) => wrong),
    []
  )
  t.equal(before[1]?.check, 'indexes (not read: CREATE EXTENSION amcheck)')
  t.ok((before[0]?.rows ?? 0) > 20, 'references')
  await execute(url, 'CREATE EXTENSION amcheck')
  const after = await verifyDatabase(url)
  t.same(
    after.flatMap(({ wrong }) => wrong),
    []
  )
  t.equal(after[1]?.check, 'indexes')
  t.ok((after[1]?.rows ?? 0) > 60)
  await execute(url, "DELETE FROM assessment WHERE id = 'P001'")
  await t.rejects(runVerify(url), /assessments of projections: P001: not stored/)
})
