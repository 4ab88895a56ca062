// Makes keys like people do, with the command of a checkout.
import { execFileSync } from 'node:child_process'

const COMMAND = ['run', '-s', 'keys', '--', 'create', '--expires', 'never']

/** The text of a new key on the database at a URL, made by the software in a folder. */
export function makeKey(folder: string, databaseUrl: string, scope: 'admin' | 'import'): string {
  const words = [...COMMAND, '--label', `Comparison (${scope})`, '--scope', scope]
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  return execFileSync('npm', words, { cwd: folder, env, encoding: 'utf8', stdio: STDIO }).trim()
}

const STDIO: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
