// What a person sees in a browser where a program gets a problem document.
import type { FastifyInstance } from 'fastify'
import type { problemBody } from '../http/problems.ts'
import { escapeHtml, PAGE_POLICY, renderPage, renderText } from './html.ts'

type Body = ReturnType<typeof problemBody>

/** Lets the error handler answer browsers with a page. */
export function problemPage(app: FastifyInstance): void {
  app.decorate('problemPage', { render, policy: PAGE_POLICY })
}

function render({ title, detail, code, status, errors, try: works }: Body): string {
  const near = new Set(errors.flatMap(({ allowed }) => allowed).filter(isAddress))
  // The detail is what the first error says, or tells the same of all.
  const others =
    errors.length > 1 ? errors.map(({ message }) => `<li>${renderText(message)}</li>`) : []
  return renderPage(
    title,
    `<h1>${escapeHtml(title)}</h1><p>${renderText(detail)}</p>` +
      (others.length > 0 ? `<ul>${others.join('')}</ul>` : '') +
      (near.size > 0 ? `<p>Perhaps you mean ${[...near].map(linkTo).join(', ')}.</p>` : '') +
      (isAddress(works) && !near.has(works) ? `<p>This works: ${linkTo(works)}</p>` : '') +
      `<p>HTTP status ${status}, <a href="/problems/${code}"><code>${code}</code></a></p>` +
      '<nav><a href="/">Home</a><a href="/v1">All routes</a><a href="/docs">Try it out</a></nav>'
  )
}

function linkTo(address: string): string {
  return `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`
}

/** An address of this service, never one of another host. */
function isAddress(text: string | null): text is string {
  return text !== null && /^\/(?![/\\])/.test(text)
}
