// Shared parts of the benchmarks: processes with their memory and processor time, the command of
// imports, a server, files of rows.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { stringify } from 'csv-stringify/sync'
import { type Cells, COLUMNS } from './import-rows.ts'

const WATCH_MS = 100
const ROWS_A_WRITE = 5_000
/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10

const HERE = fileURLToPath(new URL('..', import.meta.url))
/** The command that `npm run import` runs, with its limits of memory. */
const COMMAND = wordsOf('import')
/** What `npm start` runs. */
export const SERVICE = wordsOf('start')

const children: ChildProcess[] = []

/** The words after `node` of a script of a checkout. */
export function wordsOf(script: 'import' | 'start', tree = HERE): string[] {
  const { scripts } = JSON.parse(readFileSync(join(tree, 'package.json'), 'utf8'))
  const [, ...words]: string[] = scripts[script].split(' ')
  return words.map((word) => (word.startsWith('-') ? word : join(tree, word)))
}

/** Runs a benchmark in its own folder, and deletes the folder afterwards. */
export async function inFolder(main: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-bench-'))
  try {
    await main(folder)
  } finally {
    for (const child of children) child.kill()
    rmSync(folder, { recursive: true })
  }
}

/** Runs the command, and returns its peak memory in bytes. */
export async function importing(
  file: string,
  csv: string
): Promise<{ seconds: number; peak: number }> {
  const started = performance.now()
  const child = run([...COMMAND, '--to', `file:${file}`, csv])
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(child, 'VmHWM'))
  }, WATCH_MS)
  await output(child).finally(() => clearInterval(watch))
  return { seconds: (performance.now() - started) / 1_000, peak }
}

/** Writes a CSV file of claims. */
export async function writeRows(file: string, claims: Iterable<Cells>): Promise<void> {
  const out = createWriteStream(file)
  let rows: string[][] = [COLUMNS]
  const write = async () => {
    if (!out.write(stringify(rows))) await once(out, 'drain')
    rows = []
  }
  for (const cells of claims) if (rows.push(cells) >= ROWS_A_WRITE) await write()
  await write()
  out.end()
  await once(out, 'finish')
}

/** Starts a server on a database file, and returns its address. */
export async function serve(file: string): Promise<string> {
  return addressOf(run(SERVICE, settingsFor(`file:${file}`)))
}

/** The settings of a server that is measured. */
export function settingsFor(database: string): Record<string, string> {
  return { DATABASE_URL: database, STARTER: 'claims', PORT: '0', ACCESS_LOG: 'off' }
}

/** Waits for the line with which a server tells its address, and returns the address. */
export async function addressOf(
  child: ReturnType<typeof run>,
  ready = /listening at (http:[^"]+)/
): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) {
    const address = ready.exec(line)?.[1]
    if (address) {
      child.stdout.resume()
      return address
    }
  }
  throw new Error(`${child.spawnargs.join(' ')} ended before it listened`)
}

/** Starts Node with some words, on all cores unless told. */
export function run(words: string[], env: Record<string, string> = {}, cores?: string) {
  return runProgram(process.execPath, words, env, cores)
}

/** Starts a program. It ends with the benchmark. */
export function runProgram(
  name: string,
  words: string[],
  env: Record<string, string>,
  cores?: string
) {
  const all = [name, ...words]
  const [program = '', ...rest] = cores === undefined ? all : ['taskset', '-c', cores, ...all]
  const child = spawn(program, rest, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  children.push(child)
  return child
}

/** Ends a process, and waits until it has ended. */
export async function stop(child: ReturnType<typeof run>): Promise<void> {
  const closed = once(child, 'close')
  if (child.kill()) await closed
}

/** The memory of a process in bytes: what it has, or the most it had; 0 if it has ended. */
export function memoryOf({ pid }: ChildProcess, kind: 'VmRSS' | 'VmHWM'): number {
  const file = `/proc/${pid}/status`
  const status = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return Number(new RegExp(`${kind}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1_024
}

/** The processor time of a process in milliseconds. */
export function processorMs({ pid }: ChildProcess): number {
  const [user = 0, system = 0] =
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ')
      .slice(11, 13)
      .map(Number) ?? []
  return (user + system) * TICK_MS
}

/** The output of a process when it has ended. */
export async function output(child: ReturnType<typeof run>): Promise<string> {
  const closed = once(child, 'close')
  const written = await text(child.stdout)
  const [code] = await closed
  if (code !== 0) throw new Error(`${child.spawnargs[1]} ended with ${code}`)
  return written
}

export function walOf(file: string): number {
  return existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0
}

export function megabytes(bytes: number): string {
  return `${rounded(bytes / 1_000_000)} MB`
}

export function rounded(number: number): number {
  return Number(number.toFixed(2))
}
