// `npm run bench:shapes [-- FILE]`: asks /v1/observations in every shape that was once slow, with a
// million claims, and prints the processor time of each. The file is kept and used again; without
// one, a database is made and deleted. ROWS sets the number of rows, for a shorter run.
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { connectSqlite } from '../src/db/sqlite/connect.ts'
import { sqliteStore } from '../src/db/sqlite/store.ts'
import { renewCoverage } from '../src/imports/engine/storage/renew-coverage.ts'
import { prepareDatabase } from '../src/starter/prepare.ts'
import { tableOf, writeSection } from './report.ts'
import { inFolder, output, rounded, run } from './running.ts'
import { SHAPES } from './shape-list.ts'

const ROWS = Number(process.env['ROWS'] ?? 1_000_000)
const ROUNDS = 5
const BUDGET_MS = 50

await inFolder(async (folder) => {
  const file = process.argv[2] ?? `${folder}/shapes.db`
  if (!existsSync(file)) await makeDatabase(file)
  await measure(file)
})

async function makeDatabase(file: string): Promise<void> {
  const made = `${file}.making`
  rmSync(made, { force: true })
  await prepareDatabase(`file:${made}`)
  await output(run(['bench/import-raw.ts', made, String(ROWS)]))
  const store = sqliteStore(connectSqlite(made))
  await store.transaction((snapshot) => renewCoverage(snapshot, { metrics: 'all', series: 'all' }))
  await store.close()
  copyFileSync(made, file)
  rmSync(made)
}

async function measure(file: string): Promise<void> {
  const store = sqliteStore(connectSqlite(file, { readonly: true }))
  const config = readConfig({ ACCESS_LOG: 'off' }, '/dev/null')
  const app = await buildApp({ store, config, shedLoad: false })
  const rows: { shape: string; answer: string; ms: number; worst: number }[] = []
  for (const shape of SHAPES) {
    const times: number[] = []
    let answer = ''
    for (let round = 0; round <= ROUNDS; round += 1) {
      const limit = /limit=/.test(shape) ? '' : `&limit=${100 - round}`
      const before = process.cpuUsage()
      const response = await app.inject(`/v1/observations${shape}${limit}`)
      const { user, system } = process.cpuUsage(before)
      // The first round builds the statement.
      if (round > 0) times.push((user + system) / 1_000)
      answer = describe(response)
    }
    times.sort((one, other) => one - other)
    const [ms = 0, worst = 0] = [times[Math.floor(ROUNDS / 2)], times.at(-1)]
    rows.push({ shape: `\`${shape}\``, answer, ms: rounded(ms), worst: rounded(worst) })
  }
  await app.close()
  await store.close()
  const slow = rows.filter(({ ms }) => ms > BUDGET_MS)
  writeSection('shapes', [
    `${rows.length} shapes of requests with ${ROWS.toLocaleString('en')} claims, each asked ` +
      `${ROUNDS} times within one process: milliseconds of processor time, the median and the ` +
      `worst. ${slow.length} are over ${BUDGET_MS} ms.`,
    tableOf(rows)
  ])
}

type Answer = { statusCode: number; headers: Record<string, unknown>; body: string }

function describe({ statusCode, headers, body }: Answer): string {
  if (statusCode !== 200) return String(statusCode)
  if (!String(headers['content-type']).includes('json'))
    return `${body.split('\n').length - 2} rows`
  const { meta } = JSON.parse(body)
  const isEarly = meta.warnings.some((warning: string) => /ends early/.test(warning))
  return `${meta.count} rows${isEarly ? ', ends early' : ''}`
}
