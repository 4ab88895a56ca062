// `npm run test:clients`: clients as people have them, against the running service. Three
// generators make clients whose types are checked and that are used; axios, Python and others send
// lists in their own ways; Prism holds the answers against the document.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { migrateSqlite } from '../../../src/db/sqlite/migrate.ts'
import { sqliteStore } from '../../../src/db/sqlite/store.ts'
import { loadStarter } from '../../../src/starter/load.ts'
import { checkTypes, GENERATORS, prepare, programOf } from './generated.ts'
import { findViolations } from './prism.ts'

const DOCUMENT = fileURLToPath(new URL('../../../openapi.yaml', import.meta.url))
const USES = ['openapi-fetch.ts', 'orval.ts', 'hey-api.ts']
const LISTS = ['axios.ts', 'repeats.ts']

const client = connectSqlite(':memory:')
migrateSqlite(client)
const store = sqliteStore(client)
await loadStarter(store)
const config = readConfig({ ACCESS_LOG: 'off' }, '/dev/null')
// The generators keep this process waiting, which would look like too much load.
const app = await buildApp({ store, config, shedLoad: false })
const base = await app.listen({ host: '127.0.0.1', port: 0 })
const folder = mkdtempSync(join(tmpdir(), 'corridor-clients-'))
let [passed, failed] = [0, 0]
try {
  prepare(folder)
  for (const { name, run } of GENERATORS)
    await check(`${name} makes a client`, async () => run(folder, DOCUMENT))
  await check('the types of the clients and of their uses', async () => checkTypes(folder))
  for (const file of USES) await check(`uses/${file}`, () => runUse(programOf(folder, 'tsx'), file))
  await checkLists()
  await check('Prism sees no violation in any example', checkByPrism)
} finally {
  rmSync(folder, { recursive: true })
  await app.close()
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

async function check(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run()
    passed += 1
    console.log(`passed: ${name}`)
  } catch (error) {
    failed += 1
    console.error(`failed: ${name}: ${error instanceof Error ? error.message : error}`)
  }
}

/** Lists as clients send them by themselves: by repeats and by `name[]`. */
async function checkLists(): Promise<void> {
  for (const file of LISTS)
    await check(`uses/${file}`, () => runUse(programOf(folder, 'tsx'), file))
  await check('uses/lists.py', () => runUse('python3', 'lists.py'))
}

/** Runs a program of the folder against the service, which runs in this process meanwhile. */
async function runUse(command: string, ...words: string[]): Promise<void> {
  const env = { ...process.env, BASE: base }
  const child = spawn(command, words, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${[command, ...words].join(' ')} ended with ${code}`)
}

async function checkByPrism(): Promise<void> {
  const { asked, violations } = await findViolations(app, DOCUMENT, base)
  for (const violation of violations) console.error(violation)
  if (violations.length > 0 || asked < 100)
    throw new Error(`${violations.length} violations in ${asked} examples`)
  console.log(`${asked} examples went through Prism`)
}
