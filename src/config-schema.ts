// The form of each setting, with its default and its description.
import { isIP } from 'node:net'
import { z } from 'zod'
import { DATABASE_URL, isPostgres } from './db/url.ts'
import { SERIES_SETS, STARTERS } from './starter-sets.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from ${minimum} to ${maximum}`)
    .transform(Number)
    .pipe(
      z
        .int()
        .min(minimum, `a whole number from ${minimum} to ${maximum}`)
        .max(maximum, `a whole number from ${minimum} to ${maximum}`)
    )
const portOrNone = z
  .string()
  .regex(/^\d{0,5}$/, 'a whole number from 0 to 65535, or nothing')
  .transform((text) => (text === '' ? null : Number(text)))
  .refine((port) => port === null || port <= 65_535, 'a whole number from 0 to 65535, or nothing')
const onOff = z.enum(['on', 'off'], 'on or off').transform((value) => value === 'on')

const webAddress = z
  .url({ protocol: /^https?$/, error: 'a web address that begins with http:// or https://' })
  .refine((address) => !/[?#@]/.test(address), 'a web address without ?, # and @')

/** A header as it stands in a request, by its name. */
const header = z
  .string()
  .regex(/^$|^[\w-]+: *\S.*$/, 'a name, a colon and a value, such as Fastly-Key: abc')
  .transform((text): Record<string, string> => {
    const [, name, value = ''] = /^([\w-]+): *(.*)$/.exec(text) ?? []
    return name === undefined ? {} : { [name]: value }
  })

/** An origin: links of answers begin with a slash, so the service has no path before it. */
const publicAddress = z
  .string()
  .regex(
    /^$|^https?:\/\/(\[[\da-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?\/?$/,
    'http:// or https://, a host and perhaps a port, such as https://metrics.example.org'
  )
  .transform((address) => address.replace(/\/$/, ''))

const REPLICAS_MAX = 10

/** Splits a list at its commas. */
export const splitList = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

/** Every setting: its form, its default and its description. */
export const configSchema = z.object({
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
  ACCESS_LOG: onOff.prefault('on').describe('Log each request: `on` or `off`.'),
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
        'answers name in `Surrogate-Key` the parts of the data that they show. A longer time than ' +
        'a minute needs PURGE_URL, or outdated answers stay.'
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
    ),
  METRICS_PORT: portOrNone
    .prefault('')
    .describe(
      'Port on which Prometheus reads how the service works, at `/metrics`. Empty: none; 0 takes ' +
        'any free one.'
    ),
  METRICS_HOST: z
    .string()
    .min(1, 'an address or host name')
    .prefault('127.0.0.1')
    .describe(
      'Address on which METRICS_PORT listens. Whoever reaches it can read it, so keep it from the ' +
        'public.'
    ),
  STARTER: z
    .enum(STARTERS, `one of ${STARTERS.join(', ')}`)
    .prefault('all')
    .describe(
      'What an empty database is filled with: `all`, `claims` (without the series of statistical ' +
        'offices), or `none` (countries and units alone). With `all`, a database that has ' +
        'the claims ' +
        'gets the series that it lacks at each start.'
    ),
  STARTER_WITHOUT: z
    .string()
    .transform(splitList)
    .pipe(z.array(z.enum(SERIES_SETS, `sets of series: ${SERIES_SETS.join(', ')}`)))
    .prefault('')
    .describe(
      'Sets of series that are not loaded, separated by commas: folders of ' +
        '`src/starter/series`. Sets that are loaded already stay.'
    ),
  CLOSE_DELAY: wholeNumber(0, 300)
    .prefault('2')
    .describe(
      'Seconds that the service goes on accepting requests after SIGTERM, while `/health/ready` ' +
        'answers 503, so that load balancers stop sending. After SIGINT there is no delay.'
    ),
  CONTACT: z
    .string()
    .regex(
      /^$|^[^\s@/]+@[^\s@/]+$|^https?:\/\/\S+$/,
      'an email address, or a web address that begins with http:// or https://'
    )
    .prefault('')
    .describe(
      'Where users report a wrong figure: an email address or a web address. The page `/policy` ' +
        'and the OpenAPI document name it.'
    ),
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
    .describe('Seconds that `npm run fetch` may take for one metric, pauses included.'),
  READING_THREADS: wholeNumber(0, 8)
    .prefault('1')
    .describe(
      'Threads of each process that answer what takes long, such as series, forecasts and whole ' +
        'CSV files, so that other requests need not wait; 0 lets all wait in one line.'
    ),
  HANG_TIMEOUT: wholeNumber(1, 3_600)
    .prefault('30')
    .describe(
      'Seconds after which what does not respond is ended and replaced: one of several processes, ' +
        'or a reading thread, whose clients get 503.'
    ),
  WEB_CONCURRENCY: wholeNumber(1, 64)
    .prefault('1')
    .describe(
      'Number of processes that share the port. With more than 1, a primary process starts them ' +
        'and replaces those that end or hang.'
    )
})

/** The same with the settings that depend on another setting. */
export const checkedSchema = configSchema.refine(
  ({ DATABASE_URL, DATABASE_REPLICA_URLS }) =>
    DATABASE_REPLICA_URLS.length === 0 || isPostgres(DATABASE_URL),
  {
    path: ['DATABASE_REPLICA_URLS'],
    message:
      'nothing, because DATABASE_URL is not a postgres:// address and only such a database has ' +
      'replicas'
  }
)

function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  )
}
