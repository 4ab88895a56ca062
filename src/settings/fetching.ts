// Settings of `npm run fetch`: where fresh figures come from, and how long it tries.
import { z } from 'zod'
import { webAddress, wholeNumber } from './forms.ts'

export const fetchSettings = {
  FETCH_WORLDBANK_URL: webAddress
    .prefault('https://api.worldbank.org/v2')
    .describe('Address of the API of the World Bank, for `npm run fetch`.'),
  FETCH_COMTRADE_URL: webAddress
    .prefault('https://comtradeapi.un.org')
    .describe('Address of the API of UN Comtrade, for `npm run fetch`.'),
  FETCH_COMTRADE_KEY: z
    .string()
    .regex(/^[\w-]*$/, 'a subscription key: letters and digits')
    .prefault('')
    .describe(
      'Subscription key of UN Comtrade, for `npm run fetch`. Empty: the preview, of at most 500 ' +
        'rows an answer.'
    ),
  FETCH_IMF_URL: webAddress
    .prefault('https://www.imf.org/external/datamapper/api/v1')
    .describe('Address of the DataMapper API of the IMF, for `npm run fetch`.'),
  FETCH_CACHE: z
    .string()
    .min(1, 'the path of a folder')
    .prefault('./data/fetch-cache')
    .describe('Folder in which `npm run fetch` keeps the pages that it has read.'),
  FETCH_TIMEOUT: wholeNumber(1, 600)
    .prefault('30')
    .describe('Seconds that an upstream of `npm run fetch` may send nothing.'),
  FETCH_ATTEMPTS: wholeNumber(1, 20)
    .prefault('5')
    .describe('How often `npm run fetch` asks for one page before it gives up.'),
  FETCH_SECONDS: wholeNumber(1, 86_400)
    .prefault('600')
    .describe('Seconds that `npm run fetch` may take for one metric, pauses included.')
}
