// `npm run test:fuzz`: the random requests and changes of npm test, as many as npm run test:all
// sends, with what they were answered.
import { spawnSync } from 'node:child_process'

const FILES = ['test/app/fuzz.test.ts', 'test/app/writes.test.ts']
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024

const { stdout } = spawnSync('tap', ['--disable-coverage', '--reporter=tap', ...FILES], {
  env: { ...process.env, TEST_ALL: 'on' },
  encoding: 'utf8',
  maxBuffer: OUTPUT_BYTES_MAX,
  stdio: ['ignore', 'pipe', 'inherit']
})
const named = (line: RegExp) => [...stdout.matchAll(line)].map(([, name]) => name)
const [run] = named(/^ {4}ok \d+ - (\d+ requests, seed \d+)/gm)
const statuses = named(/^ {8}ok \d+ - (\d{3}: \d+ times)/gm)
console.log(`result: reads: ${[run ?? 'not done', ...statuses].join(', ')}`)
for (const name of named(/^ +not ok \d+ - (.*)/gm)) console.error(`failed: ${name}`)
const { passed = '0', failed = '0' } =
  /^# \{ total: \d+(?:, pass: (?<passed>\d+))?(?:, fail: (?<failed>\d+))?/m.exec(stdout)?.groups ??
  {}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === '0' && passed !== '0' ? 0 : 1
