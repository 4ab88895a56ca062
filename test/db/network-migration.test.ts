// The migration that adds the network, and words and columns with it, on databases that are full:
// every row of the tables that are made anew stays, and so do the keys between them.
import t, { type Test } from 'tap'
import { SLOW } from '../helpers/random.ts'
import { fill, type Old, oldPostgres, oldSqlite, type Run, readRaw } from './old-database.ts'

const TAG = '0014_add_network'

/** The tables whose constraints or columns change. */
const CHANGED = ['claim_check', 'entity', 'event', 'observation', 'relation', 'source']

/** An older version of every event. */
async function addHistory(run: Run): Promise<void> {
  const columns = 'date, starts_on, ends_on, entity, kind, title, source'
  await run(
    `INSERT INTO event_history (id, revision, retired_revision, ${columns}) ` +
      `SELECT id, 0, 1, ${columns} FROM event`
  )
}

async function expectWhole(t: Test, run: Run, held: ReadonlyMap<string, Old>): Promise<void> {
  for (const [name, { columns, rows }] of held)
    t.same(await readRaw(run, name, columns), rows, name)
  for (const name of CHANGED) t.ok((held.get(name)?.rows.length ?? 0) > 25, `${name} has rows`)
  const added = ['end_date', 'scope', 'note']
  const empty = JSON.stringify({ end_date: null, scope: null, note: null })
  const events = held.get('event')?.rows ?? []
  for (const name of ['event', 'event_history'])
    t.same(
      await readRaw(run, name, added),
      events.map(() => empty),
      `${name}: new columns`
    )
  for (const name of ['leg', 'leg_pass', 'corridor', 'corridor_leg', 'leg_history'])
    t.same(await run(`SELECT * FROM ${name}`), [], name)
}

/** What was no word before is one, and what is none is still refused. */
const ACCEPTED = [
  "UPDATE entity SET kind = 'city' WHERE id = 'karachi-port'",
  "UPDATE event SET kind = 'restricted', scope = 'trade' WHERE id = 'E001'",
  "UPDATE observation SET mode = 'ferry' WHERE id = 'C0001'",
  "UPDATE relation SET kind = 'preferred_over' WHERE id = 'R001'",
  "UPDATE source SET kind = 'dataset' WHERE id = '24kg-foreign-2022'"
]
const REFUSED: [text: string, by: RegExp][] = [
  ["UPDATE entity SET kind = 'harbour' WHERE id = 'karachi-port'", /entity_kind/],
  ["UPDATE event SET scope = 'military' WHERE id = 'E001'", /event_scope/],
  ["DELETE FROM entity WHERE id = 'PAK'", /FOREIGN KEY|foreign key/],
  ["DELETE FROM source WHERE id = 'toi-qtta-2026'", /FOREIGN KEY|foreign key/],
  ["DELETE FROM observation WHERE id = 'C0112'", /FOREIGN KEY|foreign key/]
]

async function expectWords(t: Test, run: Run): Promise<void> {
  for (const text of ACCEPTED) await t.resolves(run(text), text)
  for (const [text, by] of REFUSED) await t.rejects(run(text), by, text)
}

t.test('SQLite: no row is lost, and foreign keys hold', async (t) => {
  const { client, run, migrate } = oldSqlite(t, TAG)
  const held = await fill(t, run, 'sqlite')
  await addHistory(run)
  held.delete('event_history')
  migrate()
  await expectWhole(t, run, held)
  t.same(client.pragma('foreign_key_check'), [])
  await expectWords(t, run)
})

t.test('PostgreSQL: no row is lost, and foreign keys hold', SLOW, async (t) => {
  const { run, migrate } = await oldPostgres(t, TAG)
  const held = await fill(t, run, 'postgres')
  await addHistory(run)
  held.delete('event_history')
  await migrate()
  await expectWhole(t, run, held)
  await expectWords(t, run)
})
