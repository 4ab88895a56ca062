import t from 'tap'
import { composeProductId, productId } from '../src/product-id.ts'

t.test('the scheme and the code make the id, however they are written', async (t) => {
  const ids: Record<string, string> = {
    'HS2022-52': 'HS2022-52',
    'HS2022 52': 'HS2022-52',
    'hs2022:52': 'HS2022-52',
    'HS2022. 1': 'HS2022-01',
    'hs2022 xi': 'HS2022-XI',
    'HS2022 101': 'HS2022-0101',
    'SITC4 2': 'SITC4-2',
    'commodity_Raw-cotton': 'commodity-Raw-cotton',
    'HS2017 52': 'HS2017 52',
    'HS 52': 'HS2022-52',
    hs5201: 'HS2022-5201',
    'SITC-2': 'SITC4-2',
    HS2017: 'HS2017',
    cotton: 'cotton'
  }
  for (const [text, id] of Object.entries(ids)) t.equal(productId(text), id, text)
  t.equal(composeProductId('SITC4', '0'), 'SITC4-0')
})
