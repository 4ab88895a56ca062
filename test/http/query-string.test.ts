import fc from 'fast-check'
import t from 'tap'
import { canonicalUrl, parseQuery } from '../../src/http/query-string.ts'

t.test('a parameter that is repeated has all its texts, however it is repeated', async (t) => {
  const parsed: Record<string, Record<string, unknown>> = {
    '': {},
    'a=1': { a: '1' },
    'a=1,2': { a: '1,2' },
    'a=1&a=2': { a: ['1', '2'] },
    'a[]=1': { a: '1' },
    'a[]=1&a[]=2': { a: ['1', '2'] },
    'a[0]=1&a[1]=2': { a: ['1', '2'] },
    'a%5B%5D=1&a%5b%5d=2': { a: ['1', '2'] },
    'a%5B0%5D=1&a%5B1%5D=2': { a: ['1', '2'] },
    'a=1,2&a[]=3&a[7]=4&b=5': { a: ['1,2', '3', '4'], b: '5' },
    'a=': { a: '' },
    a: { a: '' },
    'a=x+y%20z': { a: 'x y z' },
    'a==1&&': { a: '=1' },
    'a[b]=1': { 'a[b]': '1' },
    'a[12345]=1': { 'a[12345]': '1' },
    '__proto__=1&constructor[]=2': { ['__proto__']: '1', constructor: '2' }
  }
  for (const [query, wanted] of Object.entries(parsed))
    t.same(Object.entries(parseQuery(query)), Object.entries(wanted), query)
})

t.test('every way to write a list has one address', async (t) => {
  const same: Record<string, string[]> = {
    '/v1/x': ['/v1/x', '/v1/x?', '/v1/x?&'],
    '/v1/x?a=1,2&b=3': [
      '/v1/x?a=1,2&b=3',
      '/v1/x?a=1%2C2&b=3',
      '/v1/x?a=1&a=2&b=3',
      '/v1/x?a[]=1&a[]=2&b=3',
      '/v1/x?a[0]=1&b=3&a[1]=2',
      '/v1/x?a%5B%5D=1&a%5B%5D=2&b=3',
      '/v1/x?%61=1&a[]=2&&b=3&'
    ],
    '/v1/x?from=2023-07-01/P1Y': ['/v1/x?from=2023-07-01%2fP1Y', '/v1/x?from=2023-07-01/P1Y'],
    '/v1/x?q=%D0%9A%20a%26b%3D': ['/v1/x?q=%D0%9A%20a%26b%3D', '/v1/x?q=%d0%9a+a%26b%3d'],
    '/v1/x?a=': ['/v1/x?a', '/v1/x?a=']
  }
  for (const [canonical, urls] of Object.entries(same))
    for (const url of urls) t.equal(canonicalUrl(url), canonical, url)
})

t.test('the one address asks the same, and stays as it is', async (t) => {
  const name = fc.constantFrom('a', 'b', 'a[]', 'b[1]', '%61', 'c%5B%5D')
  const value = fc.string().map((text) => encodeURIComponent(text.toWellFormed()))
  const query = fc
    .array(fc.tuple(name, value).map((pair) => pair.join('=')))
    .map((parts) => parts.join('&'))
  fc.assert(
    fc.property(query, (text) => {
      const canonical = canonicalUrl(`/x?${text}`)
      if (canonicalUrl(canonical) !== canonical) throw new Error(`${canonical} changes again`)
      const joined = (one: string) =>
        Object.entries(parseQuery(one)).map(([key, texts]) =>
          [key, [texts].flat().join()].join('=')
        )
      return joined(canonical.split('?')[1] ?? '').join('&') === joined(text).join('&')
    })
  )
  t.pass('no query failed')
})
