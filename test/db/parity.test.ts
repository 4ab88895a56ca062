// Both engines have the same tables: what differs between them is named here and nowhere else.
import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { is, SQL } from 'drizzle-orm'
import { getTableConfig as postgresConfig } from 'drizzle-orm/pg-core'
import { SQLiteSyncDialect, getTableConfig as sqliteConfig } from 'drizzle-orm/sqlite-core'
import t from 'tap'
import * as postgres from '../../src/db/postgres/schema.ts'
import * as sqliteKit from '../../src/db/sqlite/kit.ts'
import * as sqlite from '../../src/db/sqlite/schema.ts'
import { defineTables } from '../../src/db/tables/define.ts'
import { SLOW } from '../helpers/random.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NAMES = Object.keys(defineTables(sqliteKit)) as (keyof typeof sqlite.tables)[]

const ENGINES = ['sqlite', 'postgres']

type Config = ReturnType<typeof sqliteConfig>
const dialect = new SQLiteSyncDialect()
const asText = (sql: SQL) => dialect.sqlToQuery(sql).sql

/** A PostgreSQL table seen through the same keys as a SQLite one. */
function configs(name: keyof typeof sqlite.tables): { lite: Config; pg: Config } {
  const lite = sqliteConfig(sqlite.tables[name])
  return { lite, pg: postgresConfig(postgres.tables[name] as never) as unknown as Config }
}

/** An index column as `name`, or `name desc`; the kits write the latter in two ways. */
function indexColumn(column: unknown): string {
  if (is(column, SQL)) return asText(column).replaceAll('"', '').replace(/^.*\./, '')
  const { name, indexConfig } = column as { name: string; indexConfig?: { order: string } }
  return indexConfig?.order === 'desc' ? `${name} desc` : name
}

/** Everything about a table that has to be alike. */
function shape(config: Config) {
  const byName = <T extends { name: string }>(things: T[]) =>
    things.sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    name: config.name,
    columns: config.columns.map(
      ({ name, notNull, primary, isUnique, default: value, enumValues = [] }) => {
        return { name, notNull, primary, isUnique, value, enumValues }
      }
    ),
    primaryKeys: config.primaryKeys.map(({ columns }) => columns.map(({ name }) => name)),
    foreignKeys: config.foreignKeys
      .map((key) => {
        const { columns, foreignColumns } = key.reference()
        return {
          name: key.getName(),
          from: columns.map(({ name }) => name),
          to: foreignColumns.map(
            (column) => `${sqliteOrPostgresName(column.table)}.${column.name}`
          ),
          onDelete: key.onDelete
        }
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    indexes: byName(
      config.indexes.map(({ config: { name, columns, unique } }) => ({
        name,
        columns: columns.map(indexColumn),
        unique
      }))
    ),
    checks: byName(config.checks.map(({ name, value }) => ({ name, sql: asText(value) })))
  }
}

function sqliteOrPostgresName(table: unknown): string {
  return (table as Record<symbol, string>)[Symbol.for('drizzle:Name')] ?? ''
}

t.test('both engines export every table by name', async (t) => {
  t.ok(NAMES.length > 15)
  for (const [engine, module] of Object.entries({ sqlite, postgres })) {
    const { tables, ...exported } = module
    t.same(Object.keys(tables), NAMES, engine)
    t.same(Object.keys(exported).sort(), [...NAMES].sort(), `${engine}: what drizzle-kit reads`)
    for (const name of NAMES) t.equal(exported[name], tables[name], `${engine} ${name}`)
  }
})

for (const name of NAMES) {
  t.test(`${name} is the same on both engines`, async (t) => {
    const { lite, pg } = configs(name)
    t.same(shape(pg), shape(lite))
  })
}

t.test('nothing that is referred to can be deleted', async (t) => {
  const rules = NAMES.flatMap((name) =>
    Object.values(configs(name)).flatMap(({ foreignKeys }) =>
      foreignKeys.map(({ onDelete }) => onDelete)
    )
  )
  t.ok(rules.length > 40)
  t.same(new Set(rules), new Set(['restrict']))
})

t.test(
  'a history table has every column of its table, and the revision that retired it',
  async (t) => {
    const histories = NAMES.filter((name) => name.endsWith('_history'))
    t.same(histories.sort(), [
      'alias_history',
      'assessment_history',
      'claim_check_history',
      'corridor_history',
      'entity_history',
      'event_history',
      'leg_history',
      'metric_history',
      'observation_history',
      'product_history',
      'projection_history',
      'relation_history',
      'relation_other_history',
      'scenario_history',
      'source_history',
      'unit_history'
    ])
    for (const name of histories) {
      const columns = (of: string) =>
        sqliteConfig(sqlite.tables[of as 'event']).columns.map(
          (column) => `${column.name} ${column.getSQLType()}`
        )
      // Links have no revision of their own: they are part of a version of what links. Checks and
      // assessments are not withdrawn by anyone.
      const own = {
        relation_other_history: ['revision integer'],
        claim_check_history: [],
        assessment_history: []
      }[name as string] ?? ['withdrawn integer']
      const version = [...own, 'retired_revision integer']
      t.same(
        columns(name).sort(),
        [...columns(name.replace('_history', '')), ...version].sort(),
        name
      )
    }
  }
)

async function statements(
  engine: string,
  folder = join(ROOT, 'migrations', engine)
): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return texts
    .flatMap((text) => text.split('--> statement-breakpoint'))
    .map((statement) => statement.trim())
}

/** SQLite cannot change a check, so a migration makes the table anew under another name. */
function isRebuilt(table: string): boolean {
  return table.startsWith('CREATE TABLE `__new_')
}

t.test('every SQLite table is STRICT', async (t) => {
  const tables = (await statements('sqlite')).filter((statement) =>
    /^create table/i.test(statement)
  )
  t.equal(tables.filter((table) => !isRebuilt(table)).length, NAMES.length)
  for (const table of tables) t.match(table, /\n\) STRICT;$/, table.split('\n', 1)[0] ?? '')
})

t.test('every PostgreSQL text column sorts by bytes', async (t) => {
  const tables = (await statements('postgres')).filter((statement) =>
    /^create table/i.test(statement)
  )
  t.equal(tables.length, NAMES.length)
  const columns = tables
    .flatMap((table) => table.split('\n'))
    .filter((line) => /^\s*"\w+" (text|varchar|char)/.test(line))
  t.ok(columns.length > 100)
  for (const column of columns) t.match(column, /" text COLLATE "C"/)
})

t.test(
  'the committed migrations are what drizzle-kit generates from the tables',
  SLOW,
  async (t) => {
    const copy = t.testdir({ migrations: {} })
    await cp(join(ROOT, 'src'), join(copy, 'src'), { recursive: true })
    await cp(join(ROOT, 'migrations'), join(copy, 'migrations'), { recursive: true })
    await cp(join(ROOT, 'package.json'), join(copy, 'package.json'))
    await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    const path = [
      join(ROOT, 'node_modules/.bin'),
      dirname(process.execPath),
      process.env['PATH']
    ].join(':')
    const generate = () =>
      promisify(execFile)(process.execPath, ['src/commands/generate.ts', '--name', 'unexpected'], {
        cwd: copy,
        env: { PATH: path, HOME: copy }
      })

    await t.test('generating again finds nothing to do', async (t) => {
      const { stdout } = await generate()
      t.equal(stdout.match(/No schema changes/g)?.length, 2, stdout)
      for (const engine of ENGINES)
        t.same(
          await statements(engine, join(copy, 'migrations', engine)),
          await statements(engine),
          `${engine} is as it was`
        )
    })

    await t.test(
      'generating from nothing gives the committed one, as long as there is only one',
      async (t) => {
        if ((await readdir(join(ROOT, 'migrations/sqlite/meta'))).length > 2)
          return t.comment('several migrations: only their sum can be compared')
        for (const engine of ENGINES) {
          await rm(join(copy, 'migrations', engine), { recursive: true })
          await mkdir(join(copy, 'migrations', engine))
        }
        await generate()
        for (const engine of ENGINES)
          t.same(
            await statements(engine, join(copy, 'migrations', engine)),
            await statements(engine),
            engine
          )
      }
    )
  }
)
