// `npm run test:patterns`: no regular expression of the code takes long on any text. The tool
// recheck looks for a text on which each would; it comes into a temporary folder, pinned, so that
// `npm ci` stays small.
import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TOOL = 'recheck@4.5.0'
const TIMEOUT_MS = 30_000
/** A literal after a sign that cannot end a value: what follows a value would be a division. */
const LITERAL =
  /(?<=[(,=:[!&|?{};\s])\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/g
const COMMENT = /^\s*(?:\/\/|\*|\/\*)/
/** Quadratic at worst on texts that are short: the reason is why. */
const BOUNDED: Record<string, string> = {
  'src/commands/generate.ts': 'our own migrations',
  'src/config.ts': 'settings',
  'src/numbers/printed.ts': 'decimals of a bounded length',
  'src/db/url.ts': 'settings',
  'src/fetch/upstreams/comtrade.ts': 'settings',
  'src/fetch/upstreams/worldbank.ts': 'settings',
  'src/fetch/upstreams/imf.ts': 'settings',
  'src/http/caching.ts': 'tags of the service itself',
  'src/http/tags.ts': 'tags of the service itself',
  'src/mappings/claim-id.ts': 'ids of at most 100 characters',
  'src/mappings/pattern-cost.ts': 'patterns of mappings, which are short',
  'src/mappings/read-figure.ts': 'cells of at most 200 characters',
  'src/numbers/exact-decimals.ts': 'decimals of a bounded length',
  'src/numbers/decimals.ts': 'decimals of a bounded length',
  'src/search/words.ts': 'questions of at most 100 characters',
  'src/exact-json.ts': 'valid JSON, in which every string ends: the text is parsed first',
  'src/keys/key.ts': 'lines of the log; test/keys/logs.test.ts tries long ones'
}

type Verdict = { status: string; complexity?: { type: string; summary?: string } }
type Check = (source: string, flags: string, options: { timeout: number }) => Verdict

const folder = mkdtempSync(join(tmpdir(), 'corridor-patterns-'))
try {
  execFileSync('npm', ['install', '--omit=optional', '--no-audit', '--prefix', folder, TOOL])
  process.env['RECHECK_BACKEND'] = 'pure'
  const { checkSync } = createRequire(join(folder, 'x.js'))('recheck') as { checkSync: Check }
  checkAll(checkSync)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function checkAll(check: Check): void {
  const patterns = findPatterns()
  const slow = patterns.flatMap(({ file, source, flags }) => {
    const { status, complexity } = check(source, flags, { timeout: TIMEOUT_MS })
    return status === 'safe' ? [] : [{ file, source, how: complexity?.type ?? status }]
  })
  const isAllowed = ({ file, how }: { file: string; how: string }) =>
    how !== 'exponential' && file in BOUNDED
  const wrong = slow.filter((one) => !isAllowed(one))
  for (const { file, source, how } of wrong) console.log(`FAILED: ${file}: ${source} is ${how}`)
  const failed = wrong.length + (patterns.length < 200 ? 1 : 0)
  const finding =
    `${patterns.length} patterns, ${slow.length - wrong.length} of them quadratic or undecided ` +
    `on texts that are short, ${wrong.length} slow`
  console.log(`result: ${finding}`)
  console.log(`${patterns.length - wrong.length} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

/** The regular expressions of the code, each once. */
function findPatterns(): { file: string; source: string; flags: string }[] {
  const found = new Map<string, { file: string; source: string; flags: string }>()
  for (const file of globSync('src/**/*.ts', { cwd: ROOT })) {
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n')
    for (const line of lines.filter((one) => !COMMENT.test(one)))
      for (const [, source = '', flags = ''] of line.matchAll(LITERAL))
        if (isPattern(source, flags))
          found.set(`${file} ${source} ${flags}`, { file, source, flags })
  }
  return [...found.values()]
}

function isPattern(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags)
    // An import without its quotes, such as path/id, is no pattern.
    return !/^\w+$/.test(source)
  } catch {
    return false
  }
}
