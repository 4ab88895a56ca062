// The HTML pages of the service.
import type { Page } from 'playwright-core'
import { app, expect, openPage, picture, SIZES, type Size } from './browser.ts'

const LINK_HEIGHT_MIN = 24
const PAGES = { routes: '/v1', errors: '/problems', policy: '/policy', gwadar: '/gwadar' }
/** Addresses whose pages name one that works, also a long one. */
const REFUSED = {
  refused: '/v1/observations?metric=goods_trade&from=32',
  'refused-long': '/v1/check?metric=goods_trade&subject=PAK&partner=KAZ&stated=%24400%20million'
}
/** Their links stand in sentences. */
const WITH_SENTENCES = new Set(['policy', 'gwadar'])

/** Opens each page in both widths and follows its links. */
export async function openPages(): Promise<void> {
  for (const size of Object.keys(SIZES) as Size[]) {
    await openHome(size)
    for (const [name, path] of Object.entries(PAGES)) {
      const page = await openPage(path, size)
      await picture(page, `${name}-${size}`)
      await followLinks(page, path)
      if (!WITH_SENTENCES.has(name)) await measureLinks(page, path)
      await page.close()
    }
    const lost = await openPage('/v1/metric', size, 404)
    const near = await lost.locator('a[href="/v1/metrics"]').count()
    expect(near > 0, 'the page of an address that does not exist names the one that was meant')
    await picture(lost, `lost-${size}`)
    await lost.close()
    for (const [name, path] of Object.entries(REFUSED)) {
      const refused = await openPage(path, size, 400)
      await followLinks(refused, path)
      await picture(refused, `${name}-${size}`)
      await refused.close()
    }
  }
}

async function openHome(size: Size): Promise<void> {
  const page = await openPage('/', size)
  const count = await page.locator('dd').first().textContent()
  expect(count === '52', `the home page shows the number of metrics, and not ${count}`)
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  if (size === 'desktop')
    expect(height <= SIZES.desktop.height, 'the home page fits on one screen of a desktop')
  await picture(page, `home-${size}`)
  await followLinks(page, '/')
  await page.close()
}

async function followLinks(page: Page, path: string): Promise<void> {
  for (const link of await page.locator('a').all()) {
    const href = (await link.getAttribute('href')) ?? ''
    const { statusCode } = await app.inject({ url: href, headers: { accept: '*/*' } })
    expect(statusCode < 400, `${path} links to ${href}, which answers ${statusCode}`)
  }
}

/** Links that stand in no sentence are high enough for a finger (WCAG 2.2, 2.5.8). */
async function measureLinks(page: Page, path: string): Promise<void> {
  const heights = await page
    .locator('a')
    .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height))
  const lowest = Math.min(...heights)
  expect(lowest >= LINK_HEIGHT_MIN, `the lowest link of ${path} is ${lowest} px high`)
}
