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
/** Where a pattern was made, in the trace of a call. */
const MAKER = /src\/[\w/-]+\.ts/
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

type Pattern = { file: string; source: string; flags: string }
type Verdict = { status: string; complexity?: { type: string; summary?: string } }
type Check = (source: string, flags: string, options: { timeout: number }) => Verdict

const folder = mkdtempSync(join(tmpdir(), 'corridor-patterns-'))
try {
  execFileSync('npm', ['install', '--omit=optional', '--no-audit', '--prefix', folder, TOOL])
  process.env['RECHECK_BACKEND'] = 'pure'
  const { checkSync } = createRequire(join(folder, 'x.js'))('recheck') as { checkSync: Check }
  checkAll([...findLiterals(), ...(await findComposed())], checkSync)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function checkAll(patterns: readonly Pattern[], check: Check): void {
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

/** The regular expressions that stand in the code, each once. */
function findLiterals(): Pattern[] {
  const found = new Map<string, Pattern>()
  for (const file of globSync('src/**/*.ts', { cwd: ROOT })) {
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n')
    for (const line of lines.filter((one) => !COMMENT.test(one)))
      for (const [, source = '', flags = ''] of line.matchAll(LITERAL))
        if (isPattern(source, flags))
          found.set(`${file} ${source} ${flags}`, { file, source, flags })
  }
  return [...found.values()]
}

/** Those that the modules make of parts as they are loaded, such as lists of words. */
async function findComposed(): Promise<Pattern[]> {
  const found = new Map<string, Pattern>()
  const makers = globSync('src/**/*.ts', { cwd: ROOT }).filter((file) =>
    readFileSync(join(ROOT, file), 'utf8').includes('new RegExp(')
  )
  const Native = RegExp
  globalThis.RegExp = new Proxy(Native, {
    construct(target, given: [string, string?]) {
      const made: RegExp = Reflect.construct(target, given)
      const { source, flags } = made
      const file = MAKER.exec(new Error().stack ?? '')?.[0]
      if (file && makers.includes(file)) found.set(`${made}`, { file, source, flags })
      return made
    }
  })
  for (const file of makers) await import(`../../${file}`)
  globalThis.RegExp = Native
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
