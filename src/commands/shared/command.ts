// Declares a command once: its name, its help text and its options. The parser and the help text
// both follow the declaration.

/** `value` names what follows the option, such as URL. An option without it is a switch. */
export type Option = { value?: string; does: string }
export type Options = Readonly<Record<string, Option>>

/** The option of every command, also written as `-h`. */
export const HELP_OPTION = { help: { does: 'Show this text.' } } satisfies Options

/** The value of each option: a text if it takes a value, otherwise whether it was given. */
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
  /** How to call the command: a line for each way. */
  usage: readonly string[]
  /** What the words besides the options mean. Without it, every such word is refused. */
  words?: Readonly<Record<string, string>>
  /** Accepts such words only after `--`. */
  onlyAfterEnd?: boolean
  /** The options by their names. `--help` comes with every command. */
  options: O
  /** What else a user must know: one paragraph each. */
  notes?: readonly string[]
  /** Two calls that work. */
  examples: readonly string[]
  /** Checks the arguments. Throws an `ArgumentError` if one of them cannot be used. */
  readArguments: (given: Given<O>) => A
}

/** Declares a command, so that the types of its options reach `readArguments`. */
export function defineCommand<const O extends Options, A>(command: Command<O, A>): Command<O, A> {
  return command
}
