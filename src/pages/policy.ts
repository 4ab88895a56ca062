// The page that tells what clients can rely on.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { escapeHtml, sendPage } from './html.ts'

/** Serves `/policy`. `contact` is an email address or a web address; empty if there is none. */
export function policyPage(app: FastifyInstance, contact: string): void {
  app.get(
    '/policy',
    {
      schema: { hide: true, querystring: z.strictObject({}) },
      config: { formats: ['html'], changesWith: 'software' }
    },
    async (_request, reply) => sendPage(reply, 'What to rely on', render(contact))
  )
}

function render(contact: string): string {
  return `<h1>What to rely on</h1>
<p><b>Meaning.</b> From version 1.0.0 on, a documented field of <code>/v1</code> keeps its meaning.
Fields, parameters and words of a vocabulary may be added, so clients ignore what they do not know.
Cursors and tags have no meaning of their own. Until 1.0.0 the changelog names each change of
meaning under Changed.</p>
<p><b>Removal.</b> What will be removed is announced in the changelog. From then on its answers have
the header <code>Deprecation</code> (RFC 9745) with the day of the announcement, <code>Sunset</code>
(RFC 8594) with the day of the removal, and a <code>Link</code> to what replaces it. The second day
is at least a year after the first. Within a major version nothing is removed earlier.</p>
<p><b>Figures.</b> A figure keeps its id. A correction or a withdrawal is a new revision with its
time and reason; the earlier version stays in the <a href="/v1/changes">changes</a> and in the
history of the figure, and <code>as_of</code> answers as it was. Nothing is averaged, filled in or
corrected silently: a misprint of a source stays as printed, with a note.</p>
<p><b>A wrong figure.</b> ${reporting(contact)} Please name the id of the figure, such as
<code>C0392</code>, what is wrong, and the document that shows it. A figure that is not in its
source is corrected. A figure that is in its source but wrong stays, with a note, and the better one
is added beside it.</p>
<p><b>A weakness</b> of this service is reported to its operator too, and to nobody else before it
is mended. The file <code>SECURITY.md</code> of the software says more.</p>
<p><b>Use.</b> Name the source of each figure. <code>meta.license</code> of every answer tells its
licence.</p>
<nav><a href="/">Home</a><a href="/docs">Try it out</a><a href="/problems">Errors</a></nav>`
}

function reporting(contact: string): string {
  if (contact === '')
    return 'Report it to the operator of this service, who has not named an address here.'
  const href = contact.includes('/') ? contact : `mailto:${contact}`
  return `Report it to <a href="${escapeHtml(href)}">${escapeHtml(contact)}</a>.`
}
