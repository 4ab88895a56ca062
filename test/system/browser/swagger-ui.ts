// What a visitor does with Swagger UI.
import type { Locator, Page } from 'playwright-core'
import { TAGS } from '../../../src/http/openapi.ts'
import { app, expect, expectWidth, key, openPage, picture, SIZES, type Size } from './browser.ts'

const ANSWER_TIMEOUT_MS = 20_000
const OPEN = [
  ...['projections', 'series', 'metrics', 'observations', 'figure-checks', 'conflicts'],
  'forecasts'
]
/** The tag with a POST that asks, and needs no key. */
const ASKED_BY_POST = 'figure-checks'
const OBSERVATIONS = '#operations-observations-listObservations'
/** What is typed over the values that are filled in, one at a time: operation, parameter, value. */
const CHANGES = [
  ['observations-listObservations', 'metric', 'goods_exports'],
  ['observations-listObservations', 'subject', 'UZB'],
  ['observations-listObservations', 'country', 'KAZ'],
  ['observations-listObservations', 'from', '2023'],
  ['series-listSeries', 'metric', 'students_abroad'],
  ['series-listSeries', 'country', 'KAZ'],
  ['projections-listProjections', 'subject', 'UZB'],
  ['projections-getProjectionProgress', 'id', 'P002'],
  ['conflicts-listConflicts', 'country', 'KAZ'],
  ['forecasts-listForecasts', 'metric', 'goods_imports'],
  ['metrics-getMetric', 'id', 'goods_exports'],
  ['metrics-listMetrics', 'q', 'port']
] as const

/** The first look, in both widths: the order of the tags, which are open, and the filter. */
export async function lookAround(): Promise<void> {
  for (const size of Object.keys(SIZES) as Size[]) {
    const page = await openPage('/docs', size)
    await page.locator('.opblock').first().waitFor()
    await picture(page, `docs-${size}`)
    expect((await tagsOf(page)) === Object.keys(TAGS).join(), `tags: ${await tagsOf(page)}`)
    const open = await tagsOf(page, '[data-is-open=true]')
    expect(open === OPEN.join(), `open tags: ${open}`)
    await execute(page, page.locator(OBSERVATIONS), [200], true)
    await expectWidth(page, size)
    await picture(page, `docs-observations-${size}`)
    await page.locator('.operation-filter-input').fill('countries')
    await page.locator('#operations-countries-listCountries').waitFor()
    const found = await tagsOf(page, '[data-is-open=true]')
    expect(found === 'countries,csv', `the filter finds and opens ${found}`)
    await page.close()
  }
}

/**
 * Executes every operation with what is filled in, tag by tag: of more than a hundred at once the
 * page shows only those in sight.
 */
export async function executeAll(): Promise<void> {
  const page = await openPage('/docs', 'desktop')
  await page.locator('.opblock').first().waitFor()
  const toggle = (tag: string) => page.locator(`.opblock-tag[data-tag=${tag}]`).click()
  for (const tag of (await tagsOf(page, '[data-is-open=true]')).split(',')) await toggle(tag)
  let count = 0
  for (const tag of (await tagsOf(page)).split(',')) {
    await toggle(tag)
    await page.locator('.opblock').first().waitFor()
    const blocks = await page.locator('.opblock').all()
    count += blocks.length
    for (const block of await page.locator('.opblock-get').all()) await execute(page, block, [200])
    if (tag === ASKED_BY_POST) await execute(page, page.locator('.opblock-post'), [200])
    if (tag === 'writing') {
      for (const block of blocks) await execute(page, block, [401])
      await executeWrites(page)
    }
    await toggle(tag)
  }
  const documented = Object.values(app.swagger().paths ?? {}).flatMap((methods) =>
    Object.keys(methods ?? {})
  )
  expect(
    count === documented.length,
    `Swagger UI shows ${count} of ${documented.length} operations`
  )
  await page.close()
}

/** All rows are added, then corrected, then withdrawn in the opposite order: some name others. */
async function executeWrites(page: Page): Promise<void> {
  await authorize(page)
  for (const block of await page.locator('.opblock-post').all())
    await execute(page, block, [200, 201])
  for (const block of await page.locator('.opblock-patch').all()) await execute(page, block, [200])
  for (const block of (await page.locator('.opblock-delete').all()).reverse())
    await execute(page, block, [200])
}

/** Executes the main operations with one value changed, each time on a new page. */
export async function changeValues(): Promise<void> {
  for (const [operation, parameter, value] of CHANGES) {
    const page = await openPage(`/docs#/${operation.replace('-', '/')}`, 'desktop')
    const block = page.locator(`#operations-${operation}`)
    await block.locator('button.execute').waitFor({ timeout: ANSWER_TIMEOUT_MS })
    const row = block.locator(`tr[data-param-name="${parameter}"]`)
    if ((await row.locator('input').count()) === 0)
      await row.getByText('Add string item', { exact: true }).click()
    await row.locator('input').fill(value)
    // Swagger UI waits before it takes what was typed.
    await row.locator('input').blur()
    await press(page, block, [200])
    await page.close()
  }
}

async function tagsOf(page: Page, which = ''): Promise<string> {
  const tags = await page.locator(`.opblock-tag${which}`).all()
  return (await Promise.all(tags.map((tag) => tag.getAttribute('data-tag')))).join()
}

async function authorize(page: Page): Promise<void> {
  await page.locator('.auth-wrapper button.authorize').first().click()
  await page.locator('.auth-container input').fill(key.text)
  await page.locator('.auth-btn-wrapper button.authorize').click()
  await page.locator('.auth-btn-wrapper button.btn-done').click()
}

/** Opens an operation and executes it. */
async function execute(
  page: Page,
  block: Locator,
  expected: number[],
  staysOpen = false
): Promise<void> {
  await block.locator('.opblock-summary-control').first().click()
  await block.locator('button.execute').waitFor({ timeout: ANSWER_TIMEOUT_MS })
  await press(page, block, expected)
  if (!staysOpen) await block.locator('.opblock-summary-control').first().click()
}

/** Presses Execute, and expects a status, rows if the operation reads, and both on the page. */
async function press(page: Page, block: Locator, expected: number[]): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().resourceType() === 'fetch', {
    timeout: ANSWER_TIMEOUT_MS
  })
  await block.locator('button.execute').click()
  const response = await answer.catch(() => undefined)
  const status = response?.status() ?? 0
  const method = response?.request().method() ?? 'nothing'
  const sent = `Execute sent ${method} ${response?.url() ?? ''}`
  expect(expected.includes(status), `${sent} and got ${status}`)
  if (method === 'GET') expect(hasRows((await response?.text()) ?? ''), `${sent} and got no rows`)
  const shown = block
    .locator('.live-responses-table tbody .response-col_status', { hasText: String(status) })
    .first()
  const isShown = await shown.waitFor({ timeout: ANSWER_TIMEOUT_MS }).then(
    () => true,
    () => false
  )
  expect(isShown, `${sent}: the page shows ${status}`)
  if (process.env['VERBOSE']) console.log(status, method, response?.url())
}

/** Whether an answer has data: JSON that is not empty, or CSV with a line below the header. */
function hasRows(body: string): boolean {
  // A citation as text is one line.
  if (!/^[{[]/.test(body)) return body.trim().split('\n').length > 1 || /https?:/.test(body)
  const answer = JSON.parse(body) as { data?: object }
  return Object.keys(answer.data ?? answer).length > 0
}
