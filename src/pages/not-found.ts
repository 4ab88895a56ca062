// What a person sees in a browser at an address that does not exist.
import type { FastifyInstance } from 'fastify'
import type { problemBody } from '../http/problems.ts'
import { escapeHtml, PAGE_POLICY, renderPage, renderText } from './html.ts'

/** Lets the error handler answer browsers with a page; programs get the problem document. */
export function notFoundPage(app: FastifyInstance): void {
  app.decorate('notFoundPage', { render, policy: PAGE_POLICY })
}

function render({ detail, errors, try: works }: ReturnType<typeof problemBody>): string {
  const links = [works, ...errors.flatMap(({ allowed }) => allowed)].filter(isAddress)
  const near = [...new Set(links)].map(
    (link) => `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`
  )
  const hint = near.length > 0 ? `<p>Perhaps you mean ${near.join(', ')}.</p>` : ''
  return renderPage(
    'Not found',
    `<h1>Not found</h1><p>${renderText(detail)}</p>${hint}<nav><a href="/">Home</a><a ` +
      'href="/v1">All routes</a><a href="/docs">Try it out</a></nav>'
  )
}

/** An address of this service, never one of another host. */
function isAddress(text: string | null): text is string {
  return text !== null && /^\/(?![/\\])/.test(text)
}
