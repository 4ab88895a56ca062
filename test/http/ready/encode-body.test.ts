// Which encoding a request gets, and what it unpacks to.
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import t from 'tap'
import { chooseEncoding, encodeBody } from '../../../src/http/ready/encode-body.ts'

t.test('the best encoding that the header allows', async (t) => {
  const chosen = {
    'gzip, deflate, br, zstd': 'br',
    'gzip, deflate': 'gzip',
    'GZIP;q=0.5': 'gzip',
    'br;q=0, gzip': 'gzip',
    '*': 'br',
    deflate: 'identity',
    'identity;q=0, zstd': 'identity',
    '': 'identity'
  }
  for (const [header, encoding] of Object.entries(chosen))
    t.equal(chooseEncoding(header), encoding, header)
  t.equal(chooseEncoding(undefined), 'identity')
})

t.test('long texts are compressed, short ones are not', async (t) => {
  const long = 'Қорғас '.repeat(500)
  const br = await encodeBody(long, 'br')
  t.equal(br.encoding, 'br')
  t.equal(brotliDecompressSync(br.body).toString(), long)
  const gzip = await encodeBody(long, 'gzip')
  t.equal(gzip.encoding, 'gzip')
  t.equal(gunzipSync(gzip.body).toString(), long)
  t.same(await encodeBody('short', 'br'), { body: Buffer.from('short'), encoding: 'identity' })
})
