// `npm run report -- NAME …`: runs measurements and writes what they have found into their sections
// of docs/reliability.md, with command, date and commit. A section is between
// `<!-- result:NAME -->` and `<!-- /result:NAME -->`. What a command prints after `result: ` is a
// finding; its last line is the verdict.
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DOCUMENT = `${ROOT}/docs/reliability.md`
const SETTINGS = ['MINUTES', 'KILLS', 'TEST_SEED', 'TEST_ALL']
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024

const names = process.argv.slice(2)
const document = () => readFileSync(DOCUMENT, 'utf8')
const known = [...document().matchAll(/<!-- result:(\S+) -->/g)].map(([, name = '']) => name)
const unknown = names.filter((name) => !known.includes(name))
if (names.length === 0 || unknown.length > 0) {
  console.error(`Name some of ${known.join(', ')}${unknown.length > 0 ? `, not ${unknown}` : ''}.`)
  process.exit(1)
}
for (const name of names) writeResult(name, measure(name))

/** Runs a measurement, and tells what it found as paragraphs. */
function measure(name: string): string {
  const given = SETTINGS.flatMap((one) => (process.env[one] ? [`${one}=${process.env[one]} `] : []))
  const [load = 0] = loadavg()
  const { status, stdout } = spawnSync('npm', ['run', '--silent', `test:${name}`], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: OUTPUT_BYTES_MAX,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const lines = stdout.trim().split('\n')
  const findings = lines.flatMap((line) => /^result: (.*)/.exec(line)?.[1] ?? [])
  const cores = availableParallelism()
  const busy = load < cores ? '' : `, load average ${load.toFixed(0)} when it began`
  const verdict = `**${lines.at(-1)}**${status === 0 ? '' : ` (exit code ${status})`}`
  const day = new Date().toISOString().slice(0, 10)
  const head = `\`${given.join('')}npm run test:${name}\`, ${day}, ${commit()}, ${cores} cores${busy}`
  return [`${head}: ${verdict}.`, ...findings.map((finding) => `- ${finding}`)].join('\n')
}

function writeResult(name: string, text: string): void {
  console.log(text)
  const [begin, end] = [`<!-- result:${name} -->`, `<!-- /result:${name} -->`]
  const before = document()
  const [from, to] = [before.indexOf(begin) + begin.length, before.indexOf(end)]
  if (to < from) throw new Error(`${DOCUMENT} lacks ${end}`)
  writeFileSync(DOCUMENT, `${before.slice(0, from)}\n${text}\n${before.slice(to)}`)
}

function commit(): string {
  const git = (...words: string[]) => execFileSync('git', words, { cwd: ROOT }).toString().trim()
  const isChanged = git('status', '--porcelain', '--', 'src', 'test') !== ''
  return `commit ${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`
}
