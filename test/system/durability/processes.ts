// Runs the command that imports files, which tests kill, and reports how it ends.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { ROOT } from '../../server/process.ts'

export type Ended = { code: number | null; stdout: string; stderr: string; ms: number }

/**
 * Runs `npm run import` without npm on a file; `killAfterMs` is when it is killed, `under` what
 * comes before it on the command line.
 */
export async function runImport(
  url: string,
  file: string,
  {
    killAfterMs,
    under = [],
    env = {}
  }: { killAfterMs?: number; under?: readonly string[]; env?: Record<string, string> } = {}
): Promise<Ended> {
  const [program = '', ...words] = [
    ...under,
    process.execPath,
    'src/commands/import.ts',
    '--to',
    url,
    file
  ]
  const started = performance.now()
  const child = spawn(program, words, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const output = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  const over = new AbortController()
  if (killAfterMs !== undefined) {
    pause(killAfterMs, undefined, { signal: over.signal }).then(
      () => child.kill('SIGKILL'),
      () => {}
    )
  }
  const [stdout, stderr] = await output
  over.abort()
  return { code: child.exitCode, stdout, stderr, ms: performance.now() - started }
}

/** The revision that an import has reported; null before that. */
export function acknowledged({ stdout }: Ended): number | null {
  const [, revision] = /(?:as|stays at) revision (\d+)\.\n/.exec(stdout) ?? []
  return revision === undefined ? null : Number(revision)
}
