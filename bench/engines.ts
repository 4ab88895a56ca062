// The first GET of a page on each engine, by one process and by two. Here the processes and the
// load share all cores.
import { cpus } from 'node:os'
import { firstPage } from './first.ts'
import { median, sendInTurn } from './load.ts'
import { addressOf, run, SERVICE, settingsFor } from './running.ts'
import { STARTER_METRIC } from './world.ts'

const ALL_CORES = `0-${cpus().length - 1}`

export async function compareEngines(file: string, server: string | undefined) {
  const engines = { SQLite: `file:${file}`, ...(server && { PostgreSQL: server }) }
  const settings = Object.entries(engines).flatMap(([engine, url]) =>
    [1, 2].map((processes) => ({ engine, url, processes }))
  )
  const services: string[] = []
  for (const { url, processes } of settings) {
    const env = { ...settingsFor(url), WEB_CONCURRENCY: String(processes) }
    services.push(await addressOf(run(SERVICE, env, ALL_CORES)))
  }
  const measured = await sendInTurn(services.map((service) => firstPage(service, STARTER_METRIC)))
  const rates = measured.map((rounds) => median(rounds.map(({ rate }) => rate)))
  return settings.map(({ engine, processes }, index) => ({
    engine,
    processes,
    'requests a second': Math.round(rates[index] ?? Number.NaN),
    'to SQLite, 1 process': ((rates[index] ?? Number.NaN) / (rates[0] ?? Number.NaN)).toFixed(2),
    'p99 ms': median((measured[index] ?? []).map(({ p99 }) => p99)).toFixed(1)
  }))
}
