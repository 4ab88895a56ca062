// Settings: how much clients may ask for, and how long caches and connections last.
import { z } from 'zod'
import { header, webAddress, wholeNumber } from './forms.ts'

export const limitSettings = {
  RATE_LIMIT: wholeNumber(0, 1_000_000)
    .prefault('0')
    .describe(
      'Requests allowed for one address in one minute; 0 means no limit. Each process counts ' +
        'for itself, so n processes allow up to n times as many.'
    ),
  CLIENT_REQUESTS: wholeNumber(0, 10_000)
    .prefault('100')
    .describe(
      'Requests that one address may have under way at the same time, in each process; 0 means ' +
        'no limit. Behind a proxy that TRUST_PROXY does not name, all clients are one address.'
    ),
  CLIENT_STREAMS: wholeNumber(0, 1_000)
    .prefault('2')
    .describe(
      'Whole lists that one address may read as CSV at the same time, in each process; 0 means ' +
        'no limit. Lists of one page do not count.'
    ),
  STREAMS: wholeNumber(0, 1_000)
    .prefault('6')
    .describe(
      'Whole lists that each process sends as CSV at the same time, to all addresses; 0 means no ' +
        'limit.'
    ),
  SHARED_MAX_AGE: wholeNumber(0, 31_536_000)
    .prefault('60')
    .describe(
      'Seconds that shared caches, such as a CDN, keep an answer (`s-maxage`). With more than 0, ' +
        'answers name in `Surrogate-Key` the parts of the data that they show. A longer time ' +
        'than a minute needs PURGE_URL, or outdated answers stay.'
    ),
  PURGE_URL: z
    .union([z.literal(''), webAddress], 'a web address that begins with http:// or https://')
    .prefault('')
    .describe(
      'Address that takes the keys of changed answers, for a CDN: after each revision, and at ' +
        'the start, the service sends them there by POST, in the header Surrogate-Key and as ' +
        'JSON. Empty: nobody is told.'
    ),
  PURGE_HEADER: header
    .prefault('')
    .describe(
      'A header that PURGE_URL needs, such as `Authorization: Bearer` and a token. It is never ' +
        'logged.'
    ),
  KEEP_ALIVE_TIMEOUT: wholeNumber(1, 3_600)
    .prefault('5')
    .describe(
      'Seconds that a connection without a request stays open. A proxy must close its idle ' +
        'connections sooner, or some of its requests are lost.'
    )
}
