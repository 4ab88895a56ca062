// `npm run test:browser`: opens the pages in a real Chromium and presses Execute on every operation
// of Swagger UI, without editing anything. Reads must answer 2xx. Writes must answer 401, and 2xx
// after a key was typed into Authorize. Fails on any other answer, on any request to another
// machine, and on any error of a page.
import { existsSync } from 'node:fs'
import {
  type Browser,
  type ConsoleMessage,
  chromium,
  type Locator,
  type Page
} from 'playwright-core'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { migrateSqlite } from '../../../src/db/sqlite/migrate.ts'
import { connectSqlite, sqliteStore } from '../../../src/db/sqlite/store.ts'
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
const ANSWER_TIMEOUT_MS = 20_000

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
const key = await giveKey(store, { scope: 'admin' })
const app = await buildApp({ store, config: readConfig({ ACCESS_LOG: 'off' }, '/dev/null') })
const origin = await app.listen({ host: '127.0.0.1', port: 0 })
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
const failures: string[] = []
let passed = 0
try {
  await openHome(browser)
  await executeAll(browser)
} finally {
  await browser.close()
  await app.close()
}
for (const failure of failures) console.error(`failed: ${failure}`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0

function expect(holds: boolean, what: string): void {
  if (holds) passed += 1
  else failures.push(what)
}

async function openPage(browser: Browser, path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.route('**', (route) => {
    const url = route.request().url()
    if (url.startsWith(origin) || url.startsWith('data:')) return route.continue()
    failures.push(`${path} asks for ${url}`)
    return route.abort()
  })
  page.on('pageerror', (error) => failures.push(`${path}: ${error.message}`))
  // Chromium logs each answer of 400 and above; a write without a key must answer 401.
  const isError = (message: ConsoleMessage) =>
    message.type() === 'error' && !message.text().includes('status of 401')
  page.on(
    'console',
    (message) => isError(message) && failures.push(`${path} logs ${message.text()}`)
  )
  const response = await page.goto(origin + path, { waitUntil: 'networkidle' })
  expect(response?.status() === 200, `${path} answers ${response?.status()}`)
  return page
}

async function openHome(browser: Browser): Promise<void> {
  const page = await openPage(browser, '/')
  expect(
    (await page.locator('dd').first().textContent()) === '47',
    'the home page shows the number of metrics'
  )
  const { scrolls } = (await page.evaluate(
    '({ scrolls: document.documentElement.scrollHeight > innerHeight })'
  )) as { scrolls: boolean }
  expect(!scrolls, 'the home page fits on one screen')
  await page.screenshot({
    path: process.env['SCREENSHOTS'] ? `${process.env['SCREENSHOTS']}/home.png` : undefined
  } as { path: string })
  for (const link of await page.locator('nav a').all()) {
    const href = (await link.getAttribute('href')) ?? ''
    expect(
      (await app.inject({ url: href, headers: { accept: '*/*' } })).statusCode < 400,
      `the home page links to ${href}`
    )
  }
  await page.close()
}

async function executeAll(browser: Browser): Promise<void> {
  const page = await openPage(browser, '/docs')
  const documented = Object.values(app.swagger().paths ?? {}).flatMap((methods) =>
    Object.keys(methods ?? {})
  )
  const blocks = page.locator('.opblock')
  await blocks.first().waitFor()
  expect(
    (await blocks.count()) === documented.length,
    `Swagger UI shows ${await blocks.count()} of ${documented.length} operations`
  )
  const writes = page.locator('.opblock-post, .opblock-patch, .opblock-delete')
  for (const block of await page.locator('.opblock-get').all()) await execute(page, block, [200])
  for (const block of await writes.all()) await execute(page, block, [401])
  await authorize(page)
  // In the order of the page: a row is first added, then corrected and withdrawn.
  for (const block of await writes.all()) await execute(page, block, [200, 201])
  if (process.env['SCREENSHOTS'])
    await page.screenshot({ path: `${process.env['SCREENSHOTS']}/docs.png`, fullPage: true })
  await page.close()
}

async function authorize(page: Page): Promise<void> {
  await page.locator('.auth-wrapper button.authorize').first().click()
  await page.locator('.auth-container input').fill(key.text)
  await page.locator('.auth-btn-wrapper button.authorize').click()
  await page.locator('.auth-btn-wrapper button.btn-done').click()
}

async function execute(page: Page, block: Locator, expected: number[]): Promise<void> {
  const path = ((await block.locator('.opblock-summary-path').textContent()) ?? '')
    .replaceAll('\u200b', '')
    .trim()
  await block.locator('.opblock-summary-control').first().click()
  await block.locator('button.execute').waitFor({ timeout: ANSWER_TIMEOUT_MS })
  const answer = page.waitForResponse((response) => response.request().resourceType() === 'fetch', {
    timeout: ANSWER_TIMEOUT_MS
  })
  await block.locator('button.execute').click()
  const response = await answer.catch(() => undefined)
  const status = response?.status() ?? 0
  const method = response?.request().method() ?? 'nothing'
  expect(
    expected.includes(status),
    `${path}: Execute sent ${method} ${response?.url() ?? ''} and got ${status}`
  )
  const shown = block
    .locator('.live-responses-table tbody .response-col_status', { hasText: String(status) })
    .first()
  const isShown = await shown.waitFor({ timeout: ANSWER_TIMEOUT_MS }).then(
    () => true,
    () => false
  )
  expect(isShown, `${method} ${path}: the page shows ${status}`)
  if (process.env['VERBOSE']) console.log(status, method, response?.url().replace(origin, ''))
  await block.locator('.opblock-summary-control').first().click()
}
