// Runs every command: reads its arguments, does the work, prints the answer, and turns an error
// into a message and an exit code.
import { ArgumentError } from './argument-error.ts'
import type { Command, Options } from './command.ts'
import { EXIT } from './exit-codes.ts'
import { helpText, usageHint } from './help.ts'
import { asksForHelp, parseWords } from './parse-words.ts'

/**
 * Runs a command on the arguments of the process. `work` returns the text for the standard output.
 * It should import its modules only when it is called, so that help and wrong arguments are
 * answered at once.
 */
export async function runCommand<O extends Options, A>(
  command: Command<O, A>,
  work: (given: A) => Promise<string>
): Promise<void> {
  const words = process.argv.slice(2)
  if (asksForHelp(words)) return console.log(helpText(command))
  try {
    console.log(await work(command.readArguments(parseWords(command, words))))
  } catch (error) {
    const isMisuse = error instanceof ArgumentError
    console.error(isMisuse ? `${error.message}\n\n${usageHint(command)}` : messageOf(error))
    // Exits without waiting for the last socket: pg leaves one open if the server asks for a
    // password and there is none.
    process.exit(isMisuse ? EXIT.wrongArguments : exitCodeOf(error))
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/**
 * Compares the name of the error, because importing its class would load the settings and
 * everything they need.
 */
function exitCodeOf(error: unknown): number {
  const isConfig = error instanceof Error && error.name === 'ConfigError'
  return isConfig ? EXIT.wrongSettings : EXIT.failed
}
