// What a command is made of: its name, its help text and its options, declared once. The parser and
// the help text both follow the declaration.

/** `value` names what follows the option, such as URL. An option without it is a switch. */
export type Option = { value?: string; does: string }
export type Options = Readonly<Record<string, Option>>

/** What every command takes besides its own options, also as `-h`. */
export const HELP_OPTION = { help: { does: 'Show this text.' } } satisfies Options

/** What stands behind each option: text where it takes a value, else whether it was given. */
export type Values<O extends Options> = {
  [Name in keyof O]: O[Name] extends { value: string } ? string | undefined : boolean
}

/** The arguments as they were typed. `words` belong to no option. */
export type Given<O extends Options> = { values: Values<O>; words: string[] }

export type Command<O extends Options, A> = {
  /** The name of the npm script. */
  script: string
  /** What the command does, in a few sentences. */
  does: string
  /** How the command is called: a line for each way. */
  usage: readonly string[]
  /** What the words besides the options mean. Without it, every such word is refused. */
  words?: Readonly<Record<string, string>>
  /** Takes such words only behind `--`. */
  onlyAfterEnd?: boolean
  /** The options by their names. `--help` comes with every command. */
  options: O
  /** Whatever else a user must know: a paragraph each. */
  notes?: readonly string[]
  /** Two calls that work. */
  examples: readonly string[]
  /** Checks what was typed. Throws an `ArgumentError` for what cannot be used. */
  readArguments: (given: Given<O>) => A
}

/** Declares a command, so that the types of its options reach `readArguments`. */
export function defineCommand<const O extends Options, A>(command: Command<O, A>): Command<O, A> {
  return command
}
