// What the service says, without what only tells when it was asked: to compare the answers of a
// time with those that `as_of` gives later.
import type { FastifyInstance } from 'fastify'

export type Said = { status: number; data?: unknown; warnings?: string[]; total?: number | null }

/** The whole answer, all pages of a list together. A file is one text. */
export async function said(app: FastifyInstance, url: string): Promise<Said> {
  const response = await app.inject(url)
  const { statusCode: status } = response
  if (status !== 200) return { status }
  if (String(response.headers['content-type']).startsWith('text/csv'))
    return { status, data: response.body }
  const { data, meta, links } = response.json()
  const rest = links?.next ? await said(app, links.next) : undefined
  const warnings: string[] = meta.warnings
  if (rest && rest.status !== 200) return rest
  return {
    status,
    data: rest ? [...data, ...(rest.data as unknown[])] : data,
    warnings: [...warnings, ...(rest?.warnings ?? [])],
    ...('total' in meta && { total: meta.total })
  }
}

/** The address with the data of a time. */
export function asOf(url: string, time: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}as_of=${time}`
}
