import t from 'tap'
import { linkHeader, nextUrl, splitUrl, withoutHost } from '../../src/http/links.ts'
import { buildTestApp } from '../helpers/app.ts'

t.test('an address is parted at its first question mark', async (t) => {
  t.same(splitUrl('/v1/metrics'), { path: '/v1/metrics', query: '' })
  t.same(splitUrl('/v1/metrics?q=why?&limit=1'), { path: '/v1/metrics', query: 'q=why?&limit=1' })
})

t.test('the next page keeps the whole question and replaces the cursor', async (t) => {
  t.equal(
    nextUrl('/v1/metrics?q=why?&cursor=old&limit=1', 'new'),
    '/v1/metrics?q=why?&limit=1&cursor=new'
  )
  t.equal(nextUrl('/v1/metrics', 'new'), '/v1/metrics?cursor=new')
})

t.test('the Link header leaves out what is not there', async (t) => {
  t.equal(linkHeader({ self: '/a', next: null }), '</a>; rel="self"')
  t.equal(linkHeader({ self: '/a', next: '/b' }), '</a>; rel="self", </b>; rel="next"')
})

t.test('questions that differ behind a second question mark have different tags', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const tags = await Promise.all(
    ['a?b', 'a?c'].map(async (q) => (await app.inject(`/v1/sources?q=${q}`)).headers.etag)
  )
  t.not(tags[0], tags[1])
})

t.test('an address without the host that it names', async (t) => {
  const paths = {
    '/v1/metrics?q=http://x/': '/v1/metrics?q=http://x/',
    'http://evil.example/v1/metrics?limit=1': '/v1/metrics?limit=1',
    'HTTPS://evil.example:8': '/',
    'http://evil.example?limit=1': '/?limit=1',
    '*': '*'
  }
  for (const [url, path] of Object.entries(paths)) t.equal(withoutHost(url), path, url)
})
