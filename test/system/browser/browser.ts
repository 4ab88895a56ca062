// The service and the Chromium that the tests of this folder share, and what they count.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ConsoleMessage, chromium, type Page } from 'playwright-core'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { migrateSqlite } from '../../../src/db/sqlite/migrate.ts'
import { sqliteStore } from '../../../src/db/sqlite/store.ts'
import { loadStarter } from '../../../src/starter/load.ts'
import { giveKey } from '../../helpers/keys.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]
const SCREENSHOTS = process.env['SCREENSHOTS']
export const SIZES = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 }
}
export type Size = keyof typeof SIZES

if (!existsSync(CHROMIUM)) {
  console.error(
    `There is no Chromium at ${CHROMIUM}. Install Debian's package chromium, or name another ` +
      'in CHROMIUM.'
  )
  process.exit(1)
}

const client = connectSqlite(':memory:')
migrateSqlite(client)
const store = sqliteStore(client)
await loadStarter(store)
export const key = await giveKey(store, { scope: 'admin' })
export const app = await buildApp({ store, config: readConfig({ ACCESS_LOG: 'off' }, '/dev/null') })
export const origin = await app.listen({ host: '127.0.0.1', port: 0 })
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
const failures: string[] = []
let passed = 0

export function expect(holds: boolean, what: string): void {
  if (holds) passed += 1
  else failures.push(what)
}

/** Opens a page, which may ask no other machine, log no error, and not scroll sideways. */
export async function openPage(path: string, size: Size, status = 200): Promise<Page> {
  // A phone lays out a page without the tag viewport 980 pixels wide, and makes it small.
  const page = await browser.newPage({ viewport: SIZES[size], isMobile: size === 'phone' })
  await page.route('**', (route) => {
    const url = route.request().url()
    if (url.startsWith(origin) || url.startsWith('data:')) return route.continue()
    failures.push(`${path} asks for ${url}`)
    return route.abort()
  })
  page.on('pageerror', (error) => failures.push(`${path}: ${error.message}`))
  // Chromium logs each answer of 400 and above; a write without a key must answer 401.
  const wanted = status === 200 ? 401 : status
  const isError = (message: ConsoleMessage) =>
    message.type() === 'error' && !message.text().includes(`status of ${wanted}`)
  page.on(
    'console',
    (message) => isError(message) && failures.push(`${path} logs ${message.text()}`)
  )
  const response = await page.goto(origin + path, { waitUntil: 'networkidle' })
  expect(response?.status() === status, `${path} answers ${response?.status()}`)
  await expectWidth(page, size)
  return page
}

/** Whether nothing is wider than the window. */
export async function expectWidth(page: Page, size: Size): Promise<void> {
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  expect(width <= SIZES[size].width, `${page.url()} is ${width} pixels wide on a ${size}`)
}

/** Takes a picture if the setting SCREENSHOTS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS) await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true })
}

/** Ends the browser and the service, and tells what was found. */
export async function finish(): Promise<void> {
  await browser.close()
  await app.close()
  for (const failure of failures) console.error(`failed: ${failure}`)
  console.log(`${passed} passed, ${failures.length} failed`)
  process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0
}
