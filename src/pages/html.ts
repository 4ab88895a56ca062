// The HTML pages of the service. Each has its style inside, so that a browser loads nothing else
// but the icon.
import { hash } from 'node:crypto'
import type { FastifyReply } from 'fastify'

const STYLE = `
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:46rem;padding:1.5rem 1rem;
color:#1b1f24;background:#fff}
h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:1.4rem 0 0}p{margin:.6rem 0}
p,li{overflow-wrap:anywhere}
a{color:#0b5cad}code,pre{font:14px/1.45 ui-monospace,monospace}
pre{background:#f2f4f7;border-radius:6px;padding:.7rem .9rem;white-space:pre-wrap;
overflow-wrap:anywhere;margin:.6rem 0}
dl{display:grid;grid-template-columns:repeat(4,1fr);gap:.5rem;margin:1rem 0}
div{background:#f2f4f7;border-radius:6px;padding:.5rem .8rem}
dd{margin:0;font-size:1.35rem;font-weight:600}dt{color:#55606c}
nav{display:flex;flex-wrap:wrap;gap:0 1rem}nav a{white-space:nowrap}
nav a,a:has(>code){display:inline-block;padding:.25rem 0}
figure{margin:.8rem 0;overflow-x:auto}table{border-collapse:collapse;width:100%;
font-size:.875rem;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .5rem;text-align:right;vertical-align:top;border-bottom:1px solid #d9dde1}
th:first-child{text-align:left;position:sticky;left:0;background:#fff}
td b{white-space:nowrap}small{display:block;white-space:nowrap;color:#55606c}
li{margin:.3rem 0}
@media(max-width:30rem){dl{grid-template-columns:repeat(2,1fr)}}
@media(prefers-color-scheme:dark){
body{background:#14171a;color:#e6e9ec}
pre,div{background:#20252b}
a{color:#7ab8ff}
dt,small{color:#a3adb8}
th,td{border-color:#343a40}th:first-child{background:#14171a}
}
`

/** Pages of this service may load only their own style and the icon. */
export const PAGE_POLICY =
  `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; ` +
  "img-src 'self'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'"

export function renderPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/favicon.svg">
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`
}

/** Answers with a page. */
export function sendPage(reply: FastifyReply, title: string, body: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', PAGE_POLICY)
    .send(renderPage(title, body))
}

/** A text with `code` in backticks, as HTML. */
export function renderText(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
