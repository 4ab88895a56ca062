// The page that a browser gets at `/v1`.
import { TAGS } from '../http/openapi.ts'
import { escapeHtml, renderText } from './html.ts'

export type ShownRoute = {
  method: string
  path: string
  summary: string
  tag: string
  /** An address to open; null for a route that a browser cannot ask. */
  href: string | null
}

/** The routes by tag, in the order of the document. `next` is the address of the next page. */
export function renderRoutes(routes: readonly ShownRoute[], next: string | null): string {
  const groups = Map.groupBy(routes, ({ tag }) => tag)
  const parts = Object.entries(TAGS).flatMap(([tag, description]) => {
    const lines = groups.get(tag)?.map(renderRoute)
    return lines ? [`<h2>${tag}</h2><p>${escapeHtml(description)}</p>`, ...lines] : []
  })
  const more = next === null ? '' : `<a href="${escapeHtml(next)}">Next page</a>`
  return `<h1>Routes</h1>
<p>A path with braces opens with an example. Programs get this list as JSON at the same
address.</p>
${parts.join('\n')}
<nav>${more}
<a href="/">Home</a>
<a href="/docs">Try it out (Swagger UI)</a>
<a href="/openapi.json">OpenAPI</a>
<a href="/problems">Errors</a>
</nav>`
}

function renderRoute({ method, path, summary, href }: ShownRoute): string {
  const name = `<code>${method} ${escapeHtml(path)}</code>`
  const link = href === null ? name : `<a href="${escapeHtml(href)}">${name}</a>`
  return `<p>${link} ${renderText(summary)}</p>`
}
