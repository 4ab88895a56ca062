// `npm run test:all`: everything of `npm test`, with coverage and longer random tests, and what is
// slow by nature (test/system). Each step is run, whatever became of the one before; the last line
// counts all of them.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

type Counts = { passed: number; failed: number }
/** `failures` are the lines that tell what failed. */
type Result = Counts & { failures: string[] }
/** `needs` is a command that succeeds where the machine has what the step takes. */
type Step = { name: string; command: string; needs?: string }

const SMALL_DISK =
  'which fiu-run strace && disk=$(mktemp -d) && mount -t tmpfs none $disk && umount $disk'
const TAP = "tap --jobs=2 --reporter=terse 'test/run/*.test.ts' 'test/system/**/*.test.ts'"
const STEPS: Step[] = [
  { name: 'lint', command: 'npm run lint' },
  { name: 'typecheck', command: 'npm run typecheck' },
  { name: 'tests', command: TAP },
  { name: 'OpenAPI linters', command: 'npm run lint:openapi' },
  { name: 'clients', command: 'npm run test:clients', needs: 'which python3' },
  {
    name: 'browser',
    command: 'npm run test:browser',
    needs: 'ls $(printenv CHROMIUM || echo /usr/bin/chromium)'
  },
  { name: 'outage', command: 'npm run test:outage', needs: 'ls /usr/lib/postgresql/*/bin/initdb' },
  { name: 'alerts', command: 'npm run test:alerts', needs: 'which promtool' },
  { name: 'abuse', command: 'npm run test:abuse' },
  { name: 'patterns', command: 'npm run test:patterns' },
  { name: 'soak', command: 'MINUTES=1 npm run test:soak' },
  { name: 'supply', command: 'npm run test:supply' },
  { name: 'container', command: 'npm run test:container' },
  { name: 'overload', command: 'npm run test:overload' },
  { name: 'fetch', command: 'npm run test:fetch' },
  { name: 'crash', command: 'npm run test:crash' },
  { name: 'backup', command: 'npm run test:backup' },
  { name: 'faults', command: 'npm run test:faults', needs: SMALL_DISK }
]
/** Lines that tell what failed are told again at the end: many other lines follow them. */
const FAILURE = /^(?:failed|FAILED)\b|\bnot ok\b|\bFAIL\b|^✖/
const FAILURES_MAX = 20
/** What tap and the programs of test/system end with. */
const TAP_COUNTS = /^# \{ total: \d+(?:, pass: (?<passed>\d+))?(?:, fail: (?<failed>\d+))?/gm
const COUNTS = /^(?<passed>\d+) passed, (?<failed>\d+) failed$/gm

const seed = process.env['TEST_SEED'] ?? String(Date.now() % 2 ** 31)
const env = { ...process.env, TEST_ALL: 'on', TEST_SEED: seed }
console.log(`TEST_SEED=${seed} makes the random tests of this run again.`)
const total: Counts = { passed: 0, failed: 0 }
const table: Record<string, object> = {}
const told: string[] = []
for (const { name, command, needs } of STEPS) {
  if (needs && !canRun(needs)) {
    console.log(`\n> ${name}: IT WAS NOT RUN, for want of: ${needs}`)
    table[name] = { passed: 'not run' }
    continue
  }
  console.log(`\n> ${name}: ${command}`)
  const began = Date.now()
  const { failures, ...counts } = await run(command)
  told.push(...failures.map((line) => `${name}: ${line}`))
  total.passed += counts.passed
  total.failed += counts.failed
  table[name] = { ...counts, seconds: Math.round((Date.now() - began) / 1_000) }
}
for (const line of told) console.log(line)
console.table(table)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1

function canRun(needs: string): boolean {
  return spawnSync(needs, { shell: true, env, stdio: 'ignore' }).status === 0
}

/** Runs a command, shows what it prints, and tells what came of it. */
async function run(command: string): Promise<Result> {
  const child = spawn(command, { shell: true, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const keep = (stream: NodeJS.WriteStream) => (chunk: string) => {
    stream.write(chunk)
    output += chunk
  }
  child.stdout.setEncoding('utf8').on('data', keep(process.stdout))
  child.stderr.setEncoding('utf8').on('data', keep(process.stderr))
  const [code] = await once(child, 'close')
  return { ...countsOf(output, code), failures: code === 0 ? [] : failuresIn(output) }
}

/** What a command counts, or itself as one; a command that fails has failed at least once. */
function countsOf(output: string, code: number): Counts {
  const last = [...output.matchAll(COUNTS), ...output.matchAll(TAP_COUNTS)].at(-1)?.groups
  const { passed, failed } = last ?? { passed: code === 0 ? '1' : '0', failed: '0' }
  const failures = Number(failed ?? 0)
  return { passed: Number(passed ?? 0), failed: code === 0 ? failures : Math.max(1, failures) }
}

/** The lines that tell what failed, or the last ones where none does. */
function failuresIn(output: string): string[] {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const failures = lines.filter((line) => FAILURE.test(line))
  return failures.length > 0 ? failures.slice(0, FAILURES_MAX) : lines.slice(-FAILURES_MAX)
}
