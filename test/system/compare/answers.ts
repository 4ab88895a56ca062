// `node test/system/compare/answers.ts --before URL --after URL`: sends the same requests to two
// running services and shows the differences of their answers. Both should be new, on new
// databases, because the comparison changes them. The keys, of the scopes `admin` and `import`,
// come from BEFORE_KEYS and AFTER_KEYS, separated by a comma; without them nothing is changed. Ends
// with exit code 1 if no line of the file in --expect explains a difference.
import { parseArgs } from 'node:util'
import { compareAnswers } from './compare-answers.ts'
import { OPTIONS, readOptions, showUsage } from './options.ts'
import { report } from './report.ts'
import type { Service } from './service.ts'

const USAGE = `node test/system/compare/answers.ts --before URL --after URL [--seed N] [--requests N] [--expect FILE]`

const { values } = parseArgs({ options: OPTIONS })
const { before, after } = values
if (before === undefined || after === undefined) showUsage(USAGE)
const { read, expectations } = readOptions(values)
const services = {
  before: service(before, process.env['BEFORE_KEYS']),
  after: service(after, process.env['AFTER_KEYS'])
}
const results = await compareAnswers(services, read, (what) => console.error(`… ${what}`))
const { text, unexplained } = report(results, expectations)
console.log(text)
process.exitCode = unexplained > 0 ? 1 : 0

function service(origin: string, keys: string | undefined): Service {
  if (keys === undefined) return { origin }
  const [admin = '', importing = admin] = keys.split(',')
  return { origin, keys: { admin, import: importing, wrong: `${admin}0` } }
}
