// Settings: where the service listens, which data it serves, and to whom.
import { z } from 'zod'
import { DATABASE_URL, isPostgres } from '../db/url.ts'
import { isRange, onOff, publicAddress, splitList, wholeNumber } from './forms.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const REPLICAS_MAX = 10

export const servingSettings = {
  HOST: z
    .string()
    .min(1, 'an address or host name')
    .prefault('127.0.0.1')
    .describe('Address to listen on; `0.0.0.0` or `::` for all.'),
  PORT: wholeNumber(0, 65_535)
    .prefault('3000')
    .describe('Port to listen on; 0 takes any free one.'),
  PUBLIC_URL: publicAddress
    .prefault('')
    .describe(
      'The address under which clients reach the service, such as `https://metrics.example.org`. ' +
        'The home page and the OpenAPI document print it. Empty: the address to listen on.'
    ),
  DATABASE_URL: z
    .string()
    .regex(
      DATABASE_URL,
      'file: and a path, such as file:./data/corridor.db, or ' +
        'postgres://user:password@host:port/database'
    )
    .prefault('file:./data/corridor.db')
    .describe(
      'The database: `file:` and a path, or `postgres://user:password@host:port/database` ' +
        '(PostgreSQL 15 or newer). The first start creates the file, migrates the database and ' +
        'loads the starter data.'
    ),
  DATABASE_REPLICA_URLS: z
    .string()
    .transform(splitList)
    .refine(
      (urls) =>
        urls.length <= REPLICAS_MAX &&
        urls.every((url) => DATABASE_URL.test(url) && isPostgres(url) && URL.canParse(url)),
      {
        abort: true,
        message:
          `at most ${REPLICAS_MAX} addresses separated by commas, each as ` +
          'postgres://user:password@host:port/database'
      }
    )
    .prefault('')
    .describe(
      'Addresses of read replicas of a `postgres://` database, separated by commas, at most 10. ' +
        'Reads go to them.'
    ),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`)
    .prefault('info')
    .describe(`Lowest level that is logged: ${LOG_LEVELS.join(', ')}.`),
  TRUST_PROXY: z
    .string()
    .transform(splitList)
    .refine(
      (ranges) => ranges.every(isRange),
      'addresses or CIDR ranges separated by commas, such as 10.0.0.0/8'
    )
    .prefault('')
    .describe(
      'Proxies whose header X-Forwarded-For is trusted: addresses or CIDR ranges, separated by ' +
        'commas. Empty: none.'
    ),
  CORS_ORIGIN: z
    .string()
    .regex(
      /^(\*|https?:\/\/[^\s,/]+(,\s*https?:\/\/[^\s,/]+)*)$/,
      '* or origins separated by commas, such as https://example.org'
    )
    .prefault('*')
    .describe('Web pages that may read answers: `*`, or origins separated by commas.'),
  CORS_WRITE: onOff
    .prefault('on')
    .describe(
      'Whether web pages of CORS_ORIGIN may also write, with a key: `on` or `off`. `off` allows ' +
        'them only GET and HEAD, and no header Authorization.'
    ),
  ACCESS_LOG: onOff.prefault('on').describe('Log each request: `on` or `off`.')
}
