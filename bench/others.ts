// Other services on the same data: json-server, soul-cli and Datasette. They are fetched for the
// benchmark alone, into a folder of its own. What cannot be fetched is not measured.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import SQLite from 'better-sqlite3'
import { type Load, median, sendInTurn } from './load.ts'
import { run, runProgram } from './running.ts'
import { METRIC, PAGE, SERVER_CORE, STARTER_METRIC, type World } from './world.ts'

const TO = '2030-01-01'
const PATIENCE_MS = 60_000
const TOOLS = {
  private: true,
  dependencies: { 'json-server': '0.17.4', 'soul-cli': '0.8.2' },
  // The release that soul-cli names has no binary for this Node.
  overrides: { 'better-sqlite3': '13.2.0' }
}

type Service = { service: string; repeated?: Load; first?: Load }

/** Requests a second of one page, and of new pages, of all services in turn. */
export async function compareServices(world: World) {
  const services = [...own(world), ...(await startOthers(world))]
  const loads = services.flatMap(({ repeated, first }) =>
    repeated && first ? [repeated, first] : []
  )
  const rates = (await sendInTurn(loads)).map((rounds) => median(rounds.map(({ rate }) => rate)))
  return services.map(({ service, repeated, first }) => ({
    service,
    'a page again and again': shown(rates, repeated && loads.indexOf(repeated)),
    'a new page each time': shown(rates, first && loads.indexOf(first))
  }))
}

function shown(rates: readonly number[], index: number | undefined): string {
  if (index === undefined) return 'not measured here'
  return Math.round(rates[index] ?? Number.NaN).toLocaleString('en')
}

function own({ service, bare }: World): Service[] {
  const page = (query: string) => `${service}/v1/observations?${query}`
  return [
    {
      service: 'Corridor Metrics',
      repeated: { url: page(PAGE) },
      first: { url: page(`metric=${METRIC}&limit=60`), ending: '&to=%s' }
    },
    {
      service: 'bare Fastify, hand-written',
      repeated: { url: `${bare}/memory` },
      first: { url: `${bare}/database?metric=${METRIC}&limit=60`, ending: '&to=%s' }
    }
  ]
}

async function startOthers(world: World): Promise<Service[]> {
  const tools = join(world.folder, 'tools')
  mkdirSync(tools)
  writeFileSync(join(tools, 'package.json'), JSON.stringify(TOOLS))
  const words = ['install', '--prefix', tools, '--no-audit', '--no-fund', '--silent']
  const hasTools = spawnSync('npm', words, { stdio: 'inherit' }).status === 0
  const hasDatasette = spawnSync('python3', ['-c', 'import datasette']).status === 0
  const jsonServer = `json-server ${TOOLS.dependencies['json-server']}`
  const soul = `soul-cli ${TOOLS.dependencies['soul-cli']}`
  return [
    hasTools ? await startJsonServer(jsonServer, tools, world) : { service: jsonServer },
    hasTools ? await startSoul(soul, tools, world) : { service: soul },
    hasDatasette ? await startDatasette(world) : { service: 'Datasette' }
  ]
}

async function startJsonServer(service: string, tools: string, { small }: World): Promise<Service> {
  const file = join(tools, 'data.json')
  const client = new SQLite(small, { readonly: true })
  const observation = client.prepare('SELECT * FROM observation').all()
  client.close()
  writeFileSync(file, JSON.stringify({ observation }))
  const port = await freePort()
  const program = join(tools, 'node_modules/json-server/lib/cli/bin.js')
  run([program, file, '--port', port, '--quiet'], {}, SERVER_CORE)
  const page = (metric: string) =>
    `http://127.0.0.1:${port}/observation?metric=${metric}&_sort=ends_on&_order=desc&_limit=60`
  return answering(service, `${page(STARTER_METRIC)}&ends_on_lte=${TO}`, {
    url: page(METRIC),
    ending: '&ends_on_lte=%s'
  })
}

/** It adds tables of its own to the file. */
async function startSoul(service: string, tools: string, { small }: World): Promise<Service> {
  const file = join(tools, 'soul.db')
  copyFileSync(small, file)
  const port = await freePort()
  run([join(tools, 'node_modules/soul-cli/src/server.js'), '-d', file, '-p', port], {}, SERVER_CORE)
  const page = (metric: string) =>
    `http://127.0.0.1:${port}/api/tables/observation/rows?_limit=60&_ordering=-ends_on&` +
    `_filters=metric:${metric},ends_on__lte:`
  return answering(service, page(STARTER_METRIC) + TO, { url: page(METRIC), ending: '%s' })
}

async function startDatasette({ small }: World): Promise<Service> {
  const port = await freePort()
  runProgram('python3', ['-m', 'datasette', small, '--port', port], {}, SERVER_CORE)
  const page = (metric: string) =>
    `http://127.0.0.1:${port}/small/observation.json?_shape=objects&_size=60&` +
    `_sort_desc=ends_on&metric=${metric}&ends_on__lte=`
  return answering('Datasette', page(STARTER_METRIC) + TO, { url: page(METRIC), ending: '%s' })
}

/** Waits until a service answers. */
async function answering(service: string, url: string, first: Load): Promise<Service> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await setTimeout(100)) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return { service, repeated: { url }, first }
  }
  return { service }
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return String(typeof address === 'object' && address?.port)
}
