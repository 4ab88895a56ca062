// The one parser of arguments: node:util finds the options, and the messages are written here,
// because those of node:util repeat values, which may hold a password.
import { parseArgs } from 'node:util'
import { nearest } from '../../identifiers/nearest.ts'
import { ArgumentError } from './argument-error.ts'
import { type Command, type Given, HELP_OPTION, type Options } from './command.ts'

const HELP_WORDS = ['--help', '-h']
/**
 * A message may repeat a word that looks like the name of an option. Any other word may be a value.
 */
const OPTION_NAME = /^--?[a-z][a-z-]{0,29}$/i

type OptionToken = {
  name: string
  rawName: string
  value?: string | undefined
  inlineValue?: boolean | undefined
}
type Parsed<O extends Options> = Pick<Command<O, unknown>, 'options' | 'words' | 'onlyAfterEnd'>

/** Whether the user asks for the help text, whatever else was typed. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  const before = end === -1 ? args : args.slice(0, end)
  // npm answers `npm run keys --help` itself; `npm run keys help` reaches the command.
  return before.some((word) => HELP_WORDS.includes(word)) || args.join(' ') === 'help'
}

/** Splits the arguments of a command into values of options and other words. */
export function parseWords<O extends Options>(
  command: Parsed<O>,
  args: readonly string[]
): Given<O> {
  const options: Options = { ...command.options, ...HELP_OPTION }
  const values = new Map<string, string | boolean | undefined>(
    Object.entries(command.options).map(([name, { value }]) => [name, value ? undefined : false])
  )
  const words: string[] = []
  let isEnded = false
  for (const token of tokensOf(args, options)) {
    if (token.kind === 'option-terminator') isEnded = true
    else if (token.kind === 'positional') words.push(takeWord(token.value, command, isEnded))
    else if (values.get(token.name)) throw new ArgumentError(`${token.rawName} is given twice.`)
    else values.set(token.name, readValue(token, options))
  }
  // The map holds each option, with a text only if the option takes a value.
  return { values: Object.fromEntries(values) as Given<O>['values'], words }
}

/** Not strict, so that node:util refuses nothing and the code here decides. */
function tokensOf(args: readonly string[], options: Options) {
  const types = Object.entries(options).map(([name, { value }]) => {
    const type = value ? ('string' as const) : ('boolean' as const)
    return [name, { type }] as const
  })
  return parseArgs({
    args: [...args],
    options: Object.fromEntries(types),
    strict: false,
    allowPositionals: true,
    tokens: true
  }).tokens
}

function takeWord<O extends Options>(
  word: string,
  { words, onlyAfterEnd }: Parsed<O>,
  isEnded: boolean
): string {
  if (words && (isEnded || !onlyAfterEnd)) return word
  throw new ArgumentError(
    'There is a word that belongs to no option. npm needs -- before the first option.'
  )
}

function readValue({ name, rawName, value, inlineValue }: OptionToken, options: Options) {
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  if (!option) throw new ArgumentError(unknownOption(rawName, Object.keys(options)))
  if (option.value === undefined) {
    if (value === undefined) return true
    throw new ArgumentError(`${rawName} takes no value.`)
  }
  const missing = `${rawName} needs a value: ${rawName} ${option.value}.`
  if (value === undefined) throw new ArgumentError(missing)
  if (inlineValue || !/^-./.test(value)) return value
  throw new ArgumentError(
    `${missing} A value that begins with - is written ${rawName}=${option.value}.`
  )
}

function unknownOption(rawName: string, names: readonly string[]): string {
  const known = names.map((name) => `--${name}`).join(', ')
  const list = names.length > 1 ? `There are ${known}.` : `There is only ${known}.`
  if (!OPTION_NAME.test(rawName)) return `There is no such option. ${list}`
  const [near] = nearest(rawName.replace(/^-+/, ''), names)
  return `There is no option ${rawName}. ${near ? `Did you mean --${near}?` : list}`
}
