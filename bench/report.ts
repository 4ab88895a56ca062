// Writes the results of a benchmark into its section of bench/README.md, with the command and the
// date, so that every figure there has a known age. A section is between `<!-- bench:NAME -->` and
// `<!-- /bench:NAME -->`. Everything outside of the markers is written by hand.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'

const README = fileURLToPath(new URL('README.md', import.meta.url))
const FIRST_README = fileURLToPath(new URL('../README.md', import.meta.url))
/** Each section, with the command that writes it. */
const COMMANDS = {
  budgets: 'npm run bench',
  beside: 'npm run bench',
  engines: 'npm run bench',
  'figure-checks': 'npm run bench:figures',
  profile: 'npm run bench:profile',
  postgres: 'npm run bench:postgres',
  'postgres-statements': 'npm run bench:postgres',
  import: 'npm run bench:import',
  checks: 'npm run bench:checks',
  blocking: 'npm run bench:blocking',
  shapes: 'npm run bench:shapes',
  forecast: 'npm run bench:forecast',
  progress: 'npm run bench:progress',
  assessments: 'npm run bench:progress',
  'assessments-cost': 'npm run bench:assessments',
  routes: 'npm run bench:routes',
  conflicts: 'npm run bench:conflicts',
  'conflicts-large': 'npm run bench:conflicts'
}
/** Settings that change a measurement. The report names those that were given. */
const SETTINGS = ['ROWS', 'ROUNDS', 'SECONDS']

export type Section = keyof typeof COMMANDS
type Cell = string | number

const [loadAtStart = 0] = loadavg()

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A table of rows that have the same column names. */
export function tableOf(rows: readonly Record<string, Cell>[]): string {
  return table(Object.keys(rows[0] ?? {}), rows.map(Object.values))
}

/** Prints the paragraphs of a section, and writes them in place of the older ones. */
export function writeSection(name: Section, paragraphs: readonly string[]): void {
  const text = [provenance(COMMANDS[name]), ...paragraphs].join('\n\n')
  console.log(`${text}\n`)
  replaceSection(README, name, text)
}

/** Writes a table of a section into README.md of the project too. */
export function writeReadme(name: Section, text: string): void {
  replaceSection(FIRST_README, name, text)
}

function replaceSection(file: string, name: Section, text: string): void {
  const [before, , after] = partsOf(readFileSync(file, 'utf8'), name)
  writeFileSync(file, `${before}\n${text}\n${after}`)
}

/** The text between the markers of a section. */
export function readSection(name: Section): string {
  return partsOf(readFileSync(README, 'utf8'), name)[1].trim()
}

function partsOf(readme: string, name: Section): [before: string, text: string, after: string] {
  const [begin, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`]
  const [from, to] = [readme.indexOf(begin) + begin.length, readme.indexOf(end)]
  if (from < begin.length || to < from) throw new Error(`a README lacks ${begin} or ${end}`)
  return [readme.slice(0, from), readme.slice(from, to), readme.slice(to)]
}

/** The command, the time, the commit and the machine. */
function provenance(command: string): string {
  const given = SETTINGS.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [`${name}=${value} `]
  })
  const cores = availableParallelism()
  return (
    `\`${given.join('')}${command}\`, ${new Date().toISOString().slice(0, 10)}, ${commit()}, ` +
    `${cores} cores, Node ${process.versions.node}, load average ${loadAtStart.toFixed(1)} when ` +
    `it began${loadAtStart < cores ? '' : ': other work ran beside it, so times say little'}.`
  )
}

function commit(): string {
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: fileURLToPath(new URL('.', import.meta.url)) })
      .toString()
      .trim()
  const isChanged = git('status', '--porcelain', '--', '../src', '.', ':(exclude,top)*.md') !== ''
  return `commit ${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`
}
