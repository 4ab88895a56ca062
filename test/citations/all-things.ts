// What there is to cite.
import type { FastifyInstance } from 'fastify'

/** Of every claim, projection and series its address. */
export async function allThings(app: FastifyInstance): Promise<string[]> {
  const things: string[] = []
  const metrics: string[] = (await app.inject('/v1/metrics?limit=1000'))
    .json()
    .data.map(({ id }: { id: string }) => id)
  const lists = [
    'observations?limit=1000',
    'projections?limit=1000',
    ...metrics.map((id) => `series?metric=${id}`)
  ]
  for (const list of lists) {
    let next: string | null = `/v1/${list}`
    while (next !== null) {
      const page: { data: { id: string }[]; links: { next: string | null } } = (
        await app.inject(next)
      ).json()
      const [noun] = list.split('?')
      things.push(...page.data.map(({ id }) => `/v1/${noun}/${id}`))
      next = page.links.next
    }
  }
  return things
}
