// The commands as people run them: processes of their own.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { ROOT } from '../server/process.ts'

export type Ran = {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** Runs Node on a script and its words in the folder of the project, or of a copy of it. */
export function spawnNode(
  words: readonly string[],
  settings: Record<string, string> = {},
  cwd = ROOT
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, words, {
    cwd,
    env: { ...process.env, STARTER: 'claims', ...settings }
  })
  // Some are killed while they are written to.
  child.stdin.on('error', () => {})
  return child
}

/** Starts a command by the name of its file. */
export function startCommand(
  command: string,
  words: readonly string[] = [],
  settings: Record<string, string> = {}
): ChildProcessWithoutNullStreams {
  return spawnNode([`src/commands/${command}.ts`, ...words], settings)
}

/**
 * What a process has written and how it ended, without its lines of progress: those depend on how
 * busy the machine is.
 */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ran> {
  const closed = once(child, 'close')
  const [stdout, written] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code, signal] = await closed
  return { code, signal, stdout, stderr: written.replaceAll(/^\{"time":.*\n/gm, '') }
}

/** Runs a command to its end, with nothing on its standard input. */
export async function runCommand(
  command: string,
  words: readonly string[] = [],
  settings: Record<string, string> = {}
): Promise<Ran> {
  const child = startCommand(command, words, settings)
  child.stdin.end()
  return ended(child)
}
