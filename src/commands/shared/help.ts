// Writes the help text of a command, and the hint below a message about a wrong argument.
import { type Command, HELP_OPTION, type Options } from './command.ts'
import { EXIT_CODES } from './exit-codes.ts'

const WIDTH = 80
const INDENT = '  '
const HELP: [label: string, does: string] = ['-h, --help', HELP_OPTION.help.does]

type Described = Pick<
  Command<Options, unknown>,
  'script' | 'does' | 'usage' | 'words' | 'options' | 'notes' | 'examples'
>

/** The text of `--help`. */
export function helpText({ does, usage, words = {}, options, notes, examples }: Described): string {
  const switches = Object.entries(options).map(([name, option]): [string, string] => [
    option.value ? `--${name} ${option.value}` : `--${name}`,
    option.does
  ])
  const described = [...Object.entries(words), ...switches, HELP]
  const width = Math.max(...described.map(([label]) => label.length))
  const list = (rows: [string, string][]) => rows.map((row) => describe(row, width)).join('\n')
  return [
    wrap(does),
    `Usage:\n${indent(usage)}`,
    ...(Object.keys(words).length > 0 ? [`Arguments:\n${list(Object.entries(words))}`] : []),
    `Options:\n${list([...switches, HELP])}`,
    ...(notes ?? []).map((note) => wrap(note)),
    `Examples:\n${indent(examples)}`,
    EXIT_CODES
  ].join('\n\n')
}

/** How to call the command, and where to read more. */
export function usageHint({ script, usage }: Described): string {
  return `Usage:\n${indent(usage)}\n\nAll options: npm run ${script} -- --help`
}

function describe([label, text]: [string, string], longest: number): string {
  const column = INDENT.length + longest + 2
  const lines = wrap(text, WIDTH - column).replaceAll('\n', `\n${' '.repeat(column)}`)
  return `${INDENT}${label}`.padEnd(column) + lines
}

function indent(texts: readonly string[]): string {
  return texts.map((text) => text.replaceAll(/^/gm, INDENT)).join('\n')
}

function wrap(text: string, width = WIDTH): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join('\n')
}
