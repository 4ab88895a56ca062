// What the database itself refuses, whoever writes to it.
import type SQLite from 'better-sqlite3'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import t, { type Test } from 'tap'
import { tables } from '../../src/db/sqlite/schema.ts'
import { buildTestStore } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

async function oneOfEach(t: Test): Promise<SQLite.Database> {
  const { client, store } = await buildTestStore(t)
  await insertRows(store, {
    entity: [
      {},
      {
        id: 'two-ports',
        kind: 'corridor',
        countries: ['PAK', 'KAZ'],
        members: ['karachi-port', 'PAK']
      },
      { id: 'kabul', kind: 'city', countries: [] },
      { id: 'karachi-kabul-road', kind: 'leg', countries: [] },
      { id: 'karachi-kabul', kind: 'route', countries: [] },
      { id: 'sost', kind: 'pass', countries: [] }
    ],
    leg: [{ passes: ['sost'] }],
    corridor: [{}],
    metric: [{ by_product: 'optional' }],
    alias: [{}],
    observation: [
      {},
      { id: 'C0003', product: 'HS2022-52' },
      { id: 'C0002', value: null, low: 1, high: 2, bound: 'range', derived_from: ['C0001'] }
    ],
    product: [{}],
    projection: [{}],
    event: [{}],
    relation: [{}]
  })
  client.exec(`
    INSERT INTO claim_check VALUES ('K1', 'contradicts', 'A1', 'goods_trade', 'PAK', 'KAZ', NULL, NULL, NULL, '2023', '2023-01-01', '2023-12-31',
      '[]', 2, '{}', '{}', 1.5, 1.5, 1.5, 0, 'equal', null, 1);
    INSERT INTO claim_check_about VALUES ('A1', 'goods_trade|PAK|KAZ', 'goods_trade|KAZ|PAK', 'goods_trade', 'PAK', 'KAZ');
    INSERT INTO assessment VALUES ('A1', 'behind', NULL, 1, NULL, NULL, NULL, NULL, NULL, '{}', 1);
    INSERT INTO series_test VALUES ('goods_trade~PAK~KAZ~~~~P1Y-01', 'goods_trade', 'A', '{}', 1);
    INSERT INTO forecast_evaluation VALUES ('goods_trade', 'A', '{}', 1);
    INSERT INTO api_key VALUES ('key1', 'desk', 'import', 'hash', '2026-11-23T00:00:00Z', NULL, NULL);
    INSERT INTO idempotent_answer VALUES ('key1', 'once', 'hash', 201, NULL, '{}', '2026-11-23T00:00:00Z');`)
  return client
}

/** Each check by its name, with what it refuses: `set` on every row of the table. */
const REFUSED: Record<string, string[]> = {
  entity_kind: ["kind = 'town'", "kind = 'Port'", "kind = ''"],
  entity_latitude: ['latitude = 9e999', 'latitude = -9e999'],
  entity_longitude: ['longitude = 9e999'],
  country_region: ["region = 'Eurasia'"],
  country_area: ['area = 9e999'],
  source_kind: ["kind = 'blog'"],
  unit_kind: ["kind = 'money'"],
  unit_factor: ['factor = 0', 'factor = -1', 'factor = 9e999'],
  unit_base: ['factor = 2'],
  metric_topic: ["topic = 'culture'"],
  metric_kind: ["kind = 'rate'"],
  metric_by_product: ["by_product = 'perhaps'"],
  product_scheme: ["scheme = 'HS2017'"],
  metric_desired: ["desired = 'more'"],
  metric_partnered: ["partnered = 'maybe'"],
  metric_aggregation: ["aggregation = 'max'"],
  leg_mode: ["mode = 'air'", "mode = 'multimodal'"],
  leg_state: ["state = 'closed'"],
  leg_terrain: ["terrain = 'desert'"],
  leg_ends: ['"to" = "from"'],
  observation_direction: ["direction = 'north'"],
  observation_mode: ["mode = 'air'"],
  observation_bound: ["bound = 'roughly'"],
  observation_status: ["status = 'X'", "status = 'a'"],
  observation_value: ['value = 9e999', 'value = -9e999'],
  observation_low: ['low = -9e999, high = 1'],
  observation_high: ['low = 1, high = 9e999'],
  observation_figure: [
    'value = null, low = null, high = null',
    'value = null, low = 1, high = null',
    'value = null, low = 2, high = 1'
  ],
  observation_period: ['period = null', 'ends_on = null'],
  projection_bound: ["bound = 'roughly'"],
  projection_kind: ["kind = 'plan'", "kind = ''"],
  projection_base_value: ['base_value = 9e999'],
  projection_value: ['value = 9e999'],
  projection_low: ['low = -9e999, high = 1'],
  projection_high: ['low = 1, high = 9e999'],
  projection_figure: ['value = null', 'value = null, low = 2, high = 1'],
  projection_period: ['target_period = null', 'target_ends_on = null'],
  event_kind: ["kind = 'rumoured'"],
  event_scope: ["scope = 'military'"],
  relation_kind: ["kind = 'resembles'"],
  assessment_status: ["status = 'almost'"],
  assessment_gap_percent: ['gap_percent = 9e999'],
  assessment_error_percent: ['error_percent = -9e999'],
  claim_check_kind: ["kind = 'guess'"],
  claim_check_periods: ["periods = 'near'"],
  claim_check_growth_percent: ['growth_percent = 9e999'],
  claim_check_direction: ["direction = 'north'"],
  claim_check_mode: ["mode = 'air'"],
  claim_check_difference: ['difference = 9e999'],
  claim_check_ratio: ['ratio = 9e999'],
  claim_check_apart: ['apart = -9e999'],
  api_key_scope: ["scope = 'read'"]
}

/** Checks are named after their table and column. */
function tableOf(check: string): string {
  const names = Object.values(tables).map((table) => getTableConfig(table).name)
  return (
    names
      .filter((name) => check.startsWith(`${name}_`))
      .sort((one, other) => other.length - one.length)[0] ?? ''
  )
}

t.test('every check has a case here', async (t) => {
  const names = Object.values(tables).flatMap((table) =>
    getTableConfig(table).checks.map(({ name }) => name)
  )
  t.same(names.sort(), Object.keys(REFUSED).sort())
})

t.test('every vocabulary of a current table is checked', async (t) => {
  const checked = Object.keys(REFUSED)
  for (const table of Object.values(tables)) {
    const { name, columns } = getTableConfig(table)
    if (name.endsWith('_history') || name === 'series') continue
    for (const column of columns.filter(({ enumValues }) => enumValues?.length))
      t.ok(checked.includes(`${name}_${column.name}`), `${name}.${column.name}`)
  }
})

for (const [check, sets] of Object.entries(REFUSED)) {
  t.test(`${check} holds`, async (t) => {
    const client = await oneOfEach(t)
    const table = tableOf(check)
    t.ok(client.prepare(`SELECT count(*) FROM "${table}"`).pluck().get(), 'there is a row to spoil')
    for (const set of sets)
      t.throws(
        () => client.exec(`UPDATE "${table}" SET ${set}`),
        { message: `CHECK constraint failed: ${check}` },
        set
      )
  })
}

t.test('nulls and the ends of the range pass', async (t) => {
  const client = await oneOfEach(t)
  client.exec(
    'UPDATE observation SET direction = null, mode = null, value = 1.7976931348623157e308'
  )
  client.exec(
    'UPDATE observation SET value = -1.7976931348623157e308, period = null, starts_on = ' +
      'null, ends_on = null'
  )
  client.exec('UPDATE observation SET value = null, low = 5, high = 5')
  t.same(client.prepare('SELECT DISTINCT low, high FROM observation').all(), [{ low: 5, high: 5 }])
})

t.test('a value that is not a number is none, and refused where there has to be one', async (t) => {
  const client = await oneOfEach(t)
  const set = client.prepare('UPDATE observation SET value = ? WHERE id = ?')
  t.throws(() => set.run(Number.NaN, 'C0001'), /observation_figure/)
  t.throws(() => set.run(Number.POSITIVE_INFINITY, 'C0001'), /observation_value/)
})

t.test('texts in number columns and bytes in text columns are refused', async (t) => {
  const client = await oneOfEach(t)
  t.throws(
    () => client.exec("UPDATE observation SET value = 'many'"),
    /cannot store TEXT value in REAL column observation.value/
  )
  t.throws(() => client.exec("UPDATE observation SET value = '52,5'"), /cannot store TEXT/)
  t.throws(
    () => client.exec("UPDATE observation SET revision = 'first'"),
    /cannot store TEXT value in INTEGER column/
  )
  t.throws(
    () => client.exec('UPDATE membership SET position = 1.5'),
    /cannot store REAL value in INTEGER column/
  )
  t.throws(
    () => client.exec("UPDATE observation SET note = x'ff'"),
    /cannot store BLOB value in TEXT column/
  )
})

t.test('what has to be there cannot be left out', async (t) => {
  const client = await oneOfEach(t)
  for (const table of Object.values(tables)) {
    const { name, columns } = getTableConfig(table)
    const needed = columns.filter(({ notNull, name }) => notNull && name !== 'revision')
    const rows = client.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()
    if (!rows) continue
    for (const column of needed)
      t.throws(
        () => client.exec(`UPDATE "${name}" SET "${column.name}" = null`),
        /NOT NULL constraint failed/,
        `${name}.${column.name}`
      )
  }
})

t.test('a row that is referred to cannot be deleted', async (t) => {
  const client = await oneOfEach(t)
  const referred: Record<string, string> = {
    entity: "id = 'PAK'",
    country: "code = 'PAK'",
    metric: "id = 'goods_trade'",
    source: "id = 'a-paper'",
    scenario: "id = 'official-target'",
    product: "id = 'HS2022-52'",
    series: 'true',
    observation: "id = 'C0002'",
    relation: "id = 'R001'",
    import: 'revision = 1',
    api_key: "id = 'key1'"
  }
  for (const [table, which] of Object.entries(referred))
    t.throws(
      () => client.exec(`DELETE FROM "${table}" WHERE ${which}`),
      /FOREIGN KEY constraint failed/,
      table
    )
})

t.test('a reference to nothing is refused', async (t) => {
  const client = await oneOfEach(t)
  for (const table of Object.values(tables)) {
    const { name, foreignKeys } = getTableConfig(table)
    for (const key of foreignKeys) {
      const [column] = key.reference().columns
      if (!client.prepare(`SELECT count(*) FROM "${name}"`).pluck().get())
        t.fail(`no row in ${name}`)
      const nothing = column?.getSQLType() === 'integer' ? '99' : "'nothing'"
      t.throws(
        () => client.exec(`UPDATE "${name}" SET "${column?.name}" = ${nothing}`),
        /FOREIGN KEY|UNIQUE constraint failed/,
        `${name}.${column?.name}`
      )
    }
  }
})

t.test('an id stands only once', async (t) => {
  const client = await oneOfEach(t)
  t.throws(
    () => client.exec('INSERT INTO observation SELECT * FROM observation'),
    /UNIQUE constraint failed: observation.id/
  )
  t.throws(
    () => client.exec("UPDATE country SET iso2 = 'PK'"),
    /UNIQUE constraint failed: country.iso2/
  )
})
