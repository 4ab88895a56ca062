// Splits and builds addresses of this service.

/** The paths of a page and of the next one. */
export type Links = { self: string; next: string | null }

/**
 * The path and the query of the address in a request. A proxy may name the host too (RFC 9112
 * §3.2.2), which answers must not repeat.
 */
export function withoutHost(url: string): string {
  const [, rest] = /^https?:\/\/[^/?]*(.*)$/is.exec(url) ?? []
  if (rest === undefined) return url
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** Splits an address into path and query. The query may have more question marks. */
export function splitUrl(url: string): { path: string; query: string } {
  const mark = url.indexOf('?')
  return mark < 0
    ? { path: url, query: '' }
    : { path: url.slice(0, mark), query: url.slice(mark + 1) }
}

/** The parameters that the address of the next page leaves out: a total is counted only once. */
const OF_ONE_PAGE = new Set(['cursor', 'total'])

/** The address of the same request with this cursor. */
export function nextUrl(url: string, cursor: string): string {
  const { path, query } = splitUrl(url)
  const rest = query
    .split('&')
    .filter(
      (part) => part !== '' && !OF_ONE_PAGE.has(decodeURIComponent(part.split('=', 1)[0] ?? ''))
    )
  return `${path}?${[...rest, `cursor=${cursor}`].join('&')}`
}

/** The links of a page as a Link header (RFC 8288). */
export function linkHeader(links: Links): string {
  const relations = Object.entries(links).filter(([, url]) => url !== null)
  return relations.map(([relation, url]) => `<${url}>; rel="${relation}"`).join(', ')
}
