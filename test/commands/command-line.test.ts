// What all commands share, seen from outside: help, wrong arguments, wrong settings. One table,
// because a new command must answer like the others.
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import t from 'tap'
import { EXIT_CODES } from '../../src/commands/shared/exit-codes.ts'
import { BUILT_IN_NAMES } from '../../src/mappings/names.ts'
import { someOf } from '../helpers/random.ts'
import { ROOT } from '../server/process.ts'
import { type Ran, runCommand } from './running.ts'

type Wrong = [words: string[], message: string]
type Case = {
  script: string
  labels: string[]
  unknownOption: Wrong
  unknownWord: Wrong
  badValue: Wrong
  /** Words with which the command reads the settings. */
  settings?: string[]
}

const FILES = ['package.json']
const STRAY = 'There is a word that belongs to no option. npm needs -- before the first option.'
const NO_OPTIONS = {
  labels: ['-h, --help'],
  unknownOption: [['--force'], 'There is no option --force. There is only --help.'] as Wrong,
  unknownWord: [['postgres://me:hidden@host/db'], STRAY] as Wrong,
  badValue: [['--help=hidden'], '--help takes no value.'] as Wrong
}
const CASES: Record<string, Case> = {
  backup: {
    script: 'backup',
    labels: ['FILE', 'FOLDER/', '--keep N', '--force', '-h, --help'],
    unknownOption: [['x/', '--kep=hidden'], 'There is no option --kep. Did you mean --keep?'],
    unknownWord: [['a.db', 'postgres://me:hidden@host/db'], 'Name one file or folder.'],
    badValue: [['x/', '--keep', 'hidden'], '--keep takes a number from 1 to 10000.'],
    settings: ['x.db']
  },
  copy: {
    script: 'db:copy',
    labels: ['--from URL', '--to URL', '-h, --help'],
    unknownOption: [['--form=hidden'], 'There is no option --form. Did you mean --from?'],
    unknownWord: [['--to', 'file:b.db', 'postgres://me:hidden@host/db'], STRAY],
    badValue: [
      ['--from', 'file:a.db', '--to', 'mysql://me:hidden@host/db'],
      '--to takes a database URL: file: and a path, or postgres://user:password@host:port/database.'
    ]
  },
  fetch: {
    script: 'fetch',
    labels: [
      'SOURCE',
      '--metric LIST',
      '--country LIST',
      '--partner LIST',
      '--from YEAR',
      '--to YEAR',
      '--mapping NAME',
      '--new-metrics',
      '--dry-run',
      '--file FILE',
      '--all',
      '--check',
      '--list',
      '--database URL',
      '-h, --help'
    ],
    unknownOption: [
      ['worldbank', '--metrics', 'gdp'],
      'There is no option --metrics. Did you mean --metric?'
    ],
    unknownWord: [
      ['hidden'],
      'There is no such source. There are worldbank, comtrade, imf, or an address with --mapping.'
    ],
    badValue: [['worldbank', '--from', 'hidden'], '--from takes a year: --from 2015.'],
    settings: []
  },
  generate: {
    script: 'db:generate',
    labels: ['WORD…', '--name NAME', '--custom', '-h, --help'],
    unknownOption: [['--nme', 'x'], 'There is no option --nme. Did you mean --name?'],
    unknownWord: [['add_product'], STRAY],
    badValue: [['--name'], '--name needs a value: --name NAME.']
  },
  import: {
    script: 'import',
    labels: [
      'FILE…',
      '--to URL',
      '--type TYPE',
      '--delimiter CHARACTER',
      '--decimal WORD',
      '--encoding NAME',
      '--mapping NAME',
      '--new-metrics',
      '--suggest',
      '--dry-run',
      '--refused FILE',
      '--note TEXT',
      '-h, --help'
    ],
    unknownOption: [[...FILES, '--dryrun'], 'There is no option --dryrun. Did you mean --dry-run?'],
    unknownWord: [['nowhere.csv'], 'The file nowhere.csv does not exist.'],
    badValue: [
      [...FILES, '--to', 'mysql://me:hidden@host/db'],
      '--to takes a database URL: file: and a path, or postgres://user:password@host:port/database.'
    ],
    settings: FILES
  },
  keys: {
    script: 'keys',
    labels: ['ID', '--label TEXT', '--scope SCOPE', '--expires WHEN', '-h, --help'],
    unknownOption: [['list', '--labels'], 'There is no option --labels. Did you mean --label?'],
    unknownWord: [['corridor_hidden'], 'There is no such command: name create, list or revoke.'],
    badValue: [
      ['create', '--label', 'x', '--scope', 'write', '--expires', '90d'],
      '--scope cannot be "write": import or admin.'
    ],
    settings: ['list']
  },
  load: {
    script: 'db:load',
    labels: ['--series', '-h, --help'],
    unknownOption: [['--serie'], 'There is no option --serie. Did you mean --series?'],
    unknownWord: [['postgres://me:hidden@host/db'], STRAY],
    badValue: [['--series=hidden'], '--series takes no value.'],
    settings: []
  },
  mappings: {
    script: 'mappings',
    labels: ['NAME', 'FILE', '-h, --help'],
    unknownOption: [['list', '--force'], 'There is no option --force. There is only --help.'],
    unknownWord: [['hidden'], 'Name a command: list, show, validate or fields.'],
    badValue: [
      ['show', 'hidden'],
      `show takes the name of a mapping: ${BUILT_IN_NAMES.join(', ')}.`
    ]
  },
  migrate: { script: 'db:migrate', ...NO_OPTIONS, settings: [] },
  openapi: { script: 'openapi', ...NO_OPTIONS },
  restore: {
    script: 'restore',
    labels: ['FILE', '--force', '-h, --help'],
    unknownOption: [['a.db', '--forc'], 'There is no option --forc. Did you mean --force?'],
    unknownWord: [['a.db', 'postgres://me:hidden@host/db'], 'Name one backup.'],
    badValue: [['a.db', '--force=hidden'], '--force takes no value.'],
    settings: ['x.db']
  },
  verify: { script: 'db:verify', ...NO_OPTIONS, settings: [] }
}

/** Where none of these runs may come to: a database that cannot be made. */
const NOWHERE = { DATABASE_URL: 'file:/proc/nowhere/corridor.db' }

t.test('every command stands in the table, in package.json and in the README', async (t) => {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'))
  const readme = readFileSync(`${ROOT}/src/commands/README.md`, 'utf8')
  const files = globSync('src/commands/*.ts', { cwd: ROOT }).map((file) => basename(file, '.ts'))
  t.same(files.sort(), Object.keys(CASES))
  for (const [command, { script }] of Object.entries(CASES)) {
    t.match(scripts[script], new RegExp(`^node .*\\bsrc/commands/${command}\\.ts$`))
    t.match(readme, `| \`${script}\` | \`${command}.ts\` |`)
  }
})

for (const [command, one] of someOf(Object.entries(CASES), 1)) {
  t.test(`${command}`, async (t) => {
    const run = (words: string[]) => runCommand(command, words, NOWHERE)
    const [help, unknownOption, unknownWord, badValue] = await Promise.all([
      run(['--help']),
      run(one.unknownOption[0]),
      run(one.unknownWord[0]),
      run(one.badValue[0])
    ])
    t.same({ ...help, stdout: '' }, { code: 0, signal: null, stdout: '', stderr: '' })
    t.same(longLines(help.stdout), [], 'fits a terminal')
    t.same(labelsOf(help.stdout), one.labels, 'explains each argument')
    t.equal(callsOf(help.stdout).length, 2, 'gives two examples')
    t.ok(help.stdout.endsWith(`\n\n${EXIT_CODES}\n`), 'and the exit codes')

    const usage = `Usage:\n${section(help.stdout, 'Usage').join('\n')}`
    const hint = `${usage}\n\nAll options: npm run ${one.script} -- --help\n`
    const refused = ([, message]: Wrong) => ({ ...REFUSED, stderr: `${message}\n\n${hint}` })
    t.same(unknownOption, refused(one.unknownOption), 'an unknown option')
    t.same(unknownWord, refused(one.unknownWord), 'an unknown word')
    t.same(badValue, refused(one.badValue), 'a bad value')
  })
}

t.test('a wrong setting is exit code 78 and a table, wherever settings are read', async (t) => {
  const readers = someOf(
    Object.entries(CASES).filter(([, { settings }]) => settings),
    1
  )
  const runs = await Promise.all(
    readers.map(([command, { settings }]) =>
      runCommand(command, settings, { DATABASE_URL: 'corridor.db' })
    )
  )
  const stderr = [
    'These settings cannot be used:',
    '  setting       found          expected',
    '  DATABASE_URL  "corridor.db"  file: and a path, such as file:./data/corridor.db, or ' +
      'postgres://user:password@host:port/database',
    ''
  ].join('\n')
  t.same(
    runs,
    readers.map(() => ({ code: 78, signal: null, stdout: '', stderr }))
  )
})

const REFUSED: Omit<Ran, 'stderr'> = { code: 2, signal: null, stdout: '' }

function longLines(text: string): string[] {
  return text.split('\n').filter((line) => line.length > 80)
}

/** The lines below a heading of a help text. */
function section(help: string, heading: string): string[] {
  const [, rest = ''] = help.split(`\n${heading}:\n`)
  return rest.split('\n\n')[0]?.split('\n') ?? []
}

/** The examples, each without its further lines. */
function callsOf(help: string): string[] {
  return section(help, 'Examples').filter((line) => /^ {2}\S/.test(line))
}

function labelsOf(help: string): string[] {
  const lines = [...section(help, 'Arguments'), ...section(help, 'Options')]
  return lines.flatMap((line) => /^ {2}(\S.*?) {2,}/.exec(line)?.[1] ?? [])
}
