// `npm run test:compare -- --before FOLDER --after FOLDER`: starts the services of two checkouts on
// new databases and compares their answers, those to changes too. It takes the options of
// answers.ts; both folders need their node_modules.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startServer } from '../../server/process.ts'
import { compareAnswers } from './compare-answers.ts'
import { makeKey } from './make-key.ts'
import { OPTIONS, readOptions, showUsage } from './options.ts'
import { report } from './report.ts'
import type { Service } from './service.ts'

const USAGE = `npm run test:compare -- --before FOLDER --after FOLDER [--seed N] [--requests N] [--expect FILE]`

const { values } = parseArgs({ options: OPTIONS })
const { before, after } = values
if (before === undefined || after === undefined) showUsage(USAGE)
const { read, expectations } = readOptions(values)
const temporary = mkdtempSync(join(tmpdir(), 'corridor-compare-'))
const endings: (() => unknown)[] = []
try {
  const services = {
    before: await start(resolve(before), 'before'),
    after: await start(resolve(after), 'after')
  }
  const results = await compareAnswers(services, read, (what) => console.error(`… ${what}`))
  const { text, unexplained } = report(results, expectations)
  console.log(text)
  process.exitCode = unexplained > 0 ? 1 : 0
} finally {
  for (const end of endings) await end()
  rmSync(temporary, { recursive: true })
}

async function start(folder: string, name: string): Promise<Service> {
  const url = `file:${join(temporary, `${name}.db`)}`
  const t = { teardown: (end: () => unknown) => void endings.push(end) }
  const { url: origin } = await startServer(t, url, { ACCESS_LOG: 'off' }, [], folder)
  const [admin, importing] = [makeKey(folder, url, 'admin'), makeKey(folder, url, 'import')]
  return { origin, keys: { admin, import: importing, wrong: `${admin.slice(0, -4)}0000` } }
}
