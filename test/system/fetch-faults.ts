// `npm run test:fetch`: runs the command `fetch` as a process against an upstream that replays
// recorded answers, through all of its faults, and prints what a user sees, what is kept and how
// the command ends. It also runs a list whose entries fail and succeed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { textTable } from '../../src/text-table.ts'
import { runCommand } from '../commands/running.ts'
import { FAULTS } from '../fetch/faults.ts'
import { startReplay } from '../fetch/replay-server.ts'

const SHOWN = 76
const WORDS = [
  'worldbank',
  '--metric',
  'gdp',
  '--country',
  'PAK,KAZ',
  '--from',
  '2015',
  '--to',
  '2024'
]
const folder = mkdtempSync(join(tmpdir(), 'corridor-fetch-faults-'))
const database = join(folder, 'corridor.db')
const counts = { passed: 0, failed: 0 }
try {
  await main()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function main(): Promise<void> {
  await runCommand('import', ['src/starter/series/worldbank-wdi/metrics.csv'], settingsFor(''))
  const rows: string[][] = []
  for (const { name, fault, says } of FAULTS) {
    const replay = await startReplay(fault)
    const [before, began] = [read(), Date.now()]
    const { code, stdout, stderr } = await runCommand('fetch', WORDS, settingsFor(replay.url))
    const after = read()
    await replay.close()
    rmSync(join(folder, 'cache'), { recursive: true, force: true })
    const said = (
      /^worldbank gdp \(NY\.GDP\.MKTP\.CD\): (.*(?:\n {2}gdp.*|\n {2}worldbank.*)?)/m.exec(
        stdout
      )?.[1] ?? ''
    ).replace(/\s+/g, ' ')
    const isRight = says
      ? code === 1 && before === after && stderr.startsWith('1 of 1 metrics failed; nothing of it')
      : code === 0 && stdout.trimEnd().endsWith('0 skipped')
    counts[isRight ? 'passed' : 'failed'] += 1
    rows.push([
      name,
      String(code),
      `${((Date.now() - began) / 1_000).toFixed(1)} s`,
      before === after ? 'nothing' : `${after - before} claims`,
      said.slice(0, SHOWN)
    ])
    if (!isRight) console.error(`${name}: exit code ${code}\n${stdout}\n${stderr}`)
    undo()
  }
  console.log(
    textTable(
      [
        { title: 'fault' },
        { title: 'exit', align: 'right' },
        { title: 'time', align: 'right' },
        { title: 'kept' },
        { title: 'what the user sees' }
      ],
      rows
    )
  )
  await runList()
  console.log(`${counts.passed} passed, ${counts.failed} failed`)
  process.exitCode = counts.failed === 0 ? 0 : 1
}

function settingsFor(url: string): Record<string, string> {
  return {
    DATABASE_URL: `file:${database}`,
    FETCH_CACHE: join(folder, 'cache'),
    FETCH_TIMEOUT: '1',
    FETCH_ATTEMPTS: '2',
    FETCH_SECONDS: '60',
    ...(url && { FETCH_WORLDBANK_URL: `${url}/v2`, FETCH_IMF_URL: `${url}/imf` })
  }
}

/** How many claims there are. */
function read(): number {
  const client = new DatabaseSync(database)
  const row = client.prepare('SELECT count(*) AS claims FROM observation').get()
  client.close()
  return Number(row?.['claims'])
}

/** Takes the claims of the last fetch away, so that the next one has something to bring. */
function undo(): void {
  const client = new DatabaseSync(database)
  client.exec('PRAGMA foreign_keys = OFF')
  client.exec("DELETE FROM observation WHERE id LIKE 'worldbank-gdp-%'")
  client.close()
}

/** One entry fails, two succeed; the next run has only the failed one to do. */
async function runList(): Promise<void> {
  const list = join(folder, 'list.yaml')
  const entry = (name: string, metrics: string) =>
    `  - {name: ${name}, source: worldbank, metrics: [${metrics}], countries: [PAK], every_days: 30}\n`
  writeFileSync(
    list,
    `fetch:\n${entry('economy', 'gdp')}${entry('broken', 'inflation')}${entry('people', 'population')}`
  )
  const replay = await startReplay(({ url, reply }) => {
    if (url.pathname.includes('FP.CPI'))
      Object.assign(reply, { status: 404, headers: {}, body: '' })
  })
  const first = await runCommand('fetch', ['--file', list], settingsFor(replay.url))
  const second = await runCommand('fetch', ['--file', list], settingsFor(replay.url))
  await replay.close()
  console.log(`\n${first.stdout}\n${first.stderr}`)
  const isRight =
    first.code === 1 &&
    first.stderr === '1 of 3 entries failed.\n' &&
    second.code === 1 &&
    /^economy .* not due$/m.test(second.stdout) &&
    /^broken .* failed: 1 of 1 metrics$/m.test(second.stdout)
  counts[isRight ? 'passed' : 'failed'] += 1
  if (!isRight) console.error(second.stdout, second.stderr)
}
