// Drives wrk (Debian's package of that name) on a core of its own, and measures several loads in
// turn, so that other work on the machine affects all of them.
import { execFile } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
export const SECONDS = Number(process.env['SECONDS'] ?? 4)
/** Node compiles what is hot over many requests. A short run has no time for that. */
export const WARM_UP_SECONDS = SECONDS < 4 ? SECONDS : 10
const CONNECTIONS = 32
const VARY = fileURLToPath(new URL('vary.lua', import.meta.url))
/** Of all answers. */
const REFUSED_MOST = 0.2
/** More than one run can take: addresses never come back. */
const DATES_A_RUN = 150_000

export type Load = {
  url: string
  headers?: Record<string, string>
  /** What is added to the address, with `%s` for a date that no other request has. */
  ending?: string
  connections?: number
}
export type Measured = { rate: number; requests: number; p99: number }

let runs = 0

/**
 * Sends requests for some seconds. What a service refuses on a busy machine does not count. More
 * than a few refusals end the benchmark, because then something else is wrong.
 */
export async function send(load: Load, seconds = SECONDS): Promise<Measured> {
  const { url, headers = {}, ending, connections = CONNECTIONS } = load
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const words = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...named]
  const varied = ending === undefined ? [] : ['-s', VARY]
  runs += 1
  const taken = ending === undefined ? [] : ['--', ending, String(runs * DATES_A_RUN)]
  const { stdout } = await promisify(execFile)('taskset', [
    '-c',
    String(cpus().length - 1),
    'wrk',
    ...words,
    ...varied,
    url,
    ...taken
  ])
  const all = Number(/(\d+) requests in/.exec(stdout)?.[1])
  const refused = Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0)
  if (refused > all * REFUSED_MOST) throw new Error(`${refused} answers of ${all} failed: ${url}`)
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]) * (1 - refused / all),
    requests: all - refused,
    p99: milliseconds(/99%\s+([\d.]+)(us|ms|s)/.exec(stdout))
  }
}

/** Sends loads in turn, and gives of each load what it had in each round. */
export async function sendInTurn(loads: readonly Load[]): Promise<Measured[][]> {
  for (const load of loads) await send(load, Math.ceil(WARM_UP_SECONDS / 2))
  const measured: Measured[][] = loads.map(() => [])
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, load] of loads.entries()) measured[index]?.push(await send(load))
  return measured
}

export type Compared = { ours: number; beside: number; ratio: number; p99: number }

/** Compares the rates of two loads. The ratio is the median of the ratios of the rounds. */
export async function compare(ours: Load, beside: Load): Promise<Compared> {
  const [one = [], other = []] = await sendInTurn([ours, beside])
  return {
    ours: median(one.map(({ rate }) => rate)),
    beside: median(other.map(({ rate }) => rate)),
    ratio: median(one.map(({ rate }, round) => rate / (other[round]?.rate ?? Number.NaN))),
    p99: median(one.map(({ p99 }) => p99))
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function milliseconds(match: RegExpExecArray | null): number {
  return Number(match?.[1]) * ({ us: 0.001, ms: 1, s: 1000 }[match?.[2] ?? 'ms'] ?? 1)
}
