// PostgreSQL servers that a test may kill, freeze and restart. `.ci/postgres` makes them.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Test } from 'tap'

const SCRIPT = fileURLToPath(new URL('../../.ci/postgres', import.meta.url))

/**
 * Whether the package of Debian is installed. A server that TEST_POSTGRES_URL names may run on
 * another machine.
 */
export const isInstalled = existsSync('/usr/lib/postgresql')

export type PostgresServer = {
  url: string
  port: number
  /** Ends the server like a crash. */
  kill: () => Promise<unknown>
  /** Starts the server again on the same port. */
  restart: () => Promise<unknown>
  /** Stops all processes of the server: connections stay open, but nobody answers. */
  freeze: () => void
  thaw: () => void
  /** Makes a streaming replica of the server. */
  replica: () => Promise<PostgresServer>
  /** Ends the server and deletes its files. */
  stop: () => Promise<unknown>
}

/** A server that ends with the test. */
export async function postgresFor(t: Test): Promise<PostgresServer> {
  const server = await startPostgres()
  t.teardown(server.stop)
  return server
}

export function startPostgres(): Promise<PostgresServer> {
  return made((folder) => run('start', folder))
}

async function made(start: (folder: string) => Promise<string>): Promise<PostgresServer> {
  // The folder holds sockets, and the paths of sockets must be short.
  const folder = mkdtempSync(join(tmpdir(), 'pg-'))
  const url = await start(folder)
  return {
    url,
    port: Number(new URL(url).port),
    kill: () => run('kill', folder),
    restart: () => run('restart', folder),
    freeze: () => signal(folder, 'SIGSTOP'),
    thaw: () => signal(folder, 'SIGCONT'),
    replica: () => made((target) => run('replica', folder, target)),
    stop: () => run('stop', folder)
  }
}

async function run(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(SCRIPT, words)
  return stdout.trim()
}

function signal(folder: string, name: NodeJS.Signals): void {
  const [line] = readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n', 1)
  // The first process gets the signal before its children; otherwise it would start new ones.
  process.kill(Number(line), name)
  const children = readFileSync(`/proc/${line}/task/${line}/children`, 'utf8')
  for (const child of children.split(' ').filter(Boolean)) {
    try {
      process.kill(Number(child), name)
    } catch (error) {
      // The process has just ended.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}
