import { join } from 'node:path'
import t from 'tap'
import { runVerify } from '../../../src/commands/verify/run-verify.ts'
import { connectSqlite } from '../../../src/db/sqlite/store.ts'
import { verifyDatabase } from '../../../src/db/verify/verify-database.ts'
import { databaseFor, execute, skipWithoutServer as skip } from '../../helpers/postgres-database.ts'
import { starterFile } from '../../helpers/starter.ts'
import { damage } from '../backup/files.ts'

/** Changes behind the back of the service, and what each must be called. */
const WRONGS: Record<string, [sql: string, check: string, wrong: string]> = {
  'a series with a wrong count': [
    "UPDATE series SET observations = 7 WHERE id = (SELECT series FROM observation WHERE id = 'C0392')",
    'coverage of series',
    ': 7 stored, '
  ],
  'a metric with a wrong count': [
    "UPDATE metric_coverage SET observations = 7 WHERE metric = 'goods_trade'",
    'coverage of metrics',
    'goods_trade: 7 stored, '
  ],
  'a metric without coverage': [
    "DELETE FROM metric_coverage WHERE metric = 'goods_trade'",
    'coverage of metrics',
    'goods_trade: -1 stored, '
  ],
  'a projection without an assessment': [
    "DELETE FROM assessment WHERE id = 'P001'",
    'assessments of projections',
    'P001: 0 stored, 1 found'
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
  ]
}

t.test('a sound file', async (t) => {
  const file = await starterFile(t)
  const report = await runVerify(`file:${file}`)
  const lines = report.split('\n')
  t.match(lines[0], /^check +read$/)
  t.equal(lines.at(-1), `The database ${file} is sound.`)
  t.same(
    lines.slice(1, -1).map((line) => line.split(/ {2,}/).toSpliced(1, 1)),
    [
      'pages, indexes and references',
      'revisions',
      'rows of revisions',
      'coverage of series',
      'coverage of metrics',
      'assessments of projections',
      'names of entities'
    ].map((check) => [check, 'sound'])
  )
})

for (const [name, [sql, check, wrong]] of Object.entries(WRONGS)) {
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

t.test('damaged pages, a reference to nothing, no file and another file', async (t) => {
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
  damage(file, { from: 100 })
  await t.rejects(
    runVerify(`file:${file}`),
    /is not sound\. Keep its file|cannot be verified: database disk image is malformed/
  )
  const nowhere = join(t.testdirName, 'nowhere.db')
  await t.rejects(runVerify(`file:${nowhere}`), {
    message: `The database ${nowhere} cannot be verified: it does not exist`
  })
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
  await t.rejects(runVerify(url), /assessments of projections: P001: 0 stored, 1 found/)
})
