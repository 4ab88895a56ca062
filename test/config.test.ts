import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { ConfigError, readConfig, SETTINGS } from '../src/config.ts'

const NO_FILE = '/dev/null'

function envFile(t: Test, content: string): string {
  const file = join(t.testdir(), '.env')
  writeFileSync(file, content)
  return file
}

/** The lines under the heading of the message: setting, what was found, what was expected. */
function complaints(t: Test, environment: NodeJS.ProcessEnv, file = NO_FILE): string[][] {
  try {
    readConfig(environment, file)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const [title, header, ...rows] = error.message.split('\n')
    t.equal(title, 'These settings cannot be used:')
    t.match(header, /^ {2}setting +found +expected$/)
    return rows.map((row) => row.trim().split(/ {2,}/))
  }
  t.fail('these settings were taken')
  return []
}

t.test('nothing set: the defaults, frozen', async (t) => {
  const config = readConfig({}, NO_FILE)
  t.same(config, {
    HOST: '127.0.0.1',
    PORT: 3000,
    PUBLIC_URL: '',
    DATABASE_URL: 'file:./data/corridor.db',
    DATABASE_REPLICA_URLS: [],
    LOG_LEVEL: 'info',
    TRUST_PROXY: [],
    CORS_ORIGIN: '*',
    CORS_WRITE: true,
    ACCESS_LOG: true,
    RATE_LIMIT: 0,
    CLIENT_REQUESTS: 100,
    CLIENT_STREAMS: 2,
    STREAMS: 6,
    SHARED_MAX_AGE: 60,
    PURGE_URL: '',
    PURGE_HEADER: {},
    KEEP_ALIVE_TIMEOUT: 5,
    METRICS_PORT: null,
    METRICS_HOST: '127.0.0.1',
    STARTER: 'all',
    STARTER_WITHOUT: [],
    CLOSE_DELAY: 2,
    CONTACT: '',
    FETCH_WORLDBANK_URL: 'https://api.worldbank.org/v2',
    FETCH_COMTRADE_URL: 'https://comtradeapi.un.org',
    FETCH_COMTRADE_KEY: '',
    FETCH_IMF_URL: 'https://www.imf.org/external/datamapper/api/v1',
    FETCH_CACHE: './data/fetch-cache',
    FETCH_TIMEOUT: 30,
    FETCH_ATTEMPTS: 5,
    FETCH_SECONDS: 600,
    READING_THREADS: 1,
    HANG_TIMEOUT: 30,
    WEB_CONCURRENCY: 1
  })
  t.ok(Object.isFrozen(config))
  t.same(readConfig({}, join(t.testdir(), 'there-is-none')), config, 'a missing file is none')
})

t.test('everything set', async (t) => {
  const environment = {
    HOST: '::',
    PORT: '0',
    PUBLIC_URL: 'https://metrics.example.org:8443/',
    DATABASE_URL: 'file:/tmp/x.db',
    LOG_LEVEL: 'silent',
    TRUST_PROXY: '10.0.0.0/8, 127.0.0.1,::1/128',
    CORS_ORIGIN: 'https://example.org, http://localhost:8080',
    CORS_WRITE: 'off',
    ACCESS_LOG: 'off',
    RATE_LIMIT: '600',
    CLIENT_REQUESTS: '0',
    CLIENT_STREAMS: '3',
    SHARED_MAX_AGE: '3600',
    PURGE_URL: 'https://cdn.example.org/purge',
    PURGE_HEADER: 'Fastly-Key: abc',
    STREAMS: '12',
    KEEP_ALIVE_TIMEOUT: '75',
    METRICS_PORT: '9464',
    METRICS_HOST: '0.0.0.0',
    STARTER: 'claims',
    STARTER_WITHOUT: 'worldbank-lpi, gapminder-wdi',
    CLOSE_DELAY: '300',
    CONTACT: 'data@example.org',
    FETCH_WORLDBANK_URL: 'http://127.0.0.1:8080',
    FETCH_COMTRADE_URL: 'http://127.0.0.1:8081/x',
    FETCH_COMTRADE_KEY: '0123abcd',
    FETCH_IMF_URL: 'http://127.0.0.1:8082',
    FETCH_CACHE: '/tmp/cache',
    FETCH_TIMEOUT: '1',
    FETCH_ATTEMPTS: '20',
    FETCH_SECONDS: '60',
    READING_THREADS: '0',
    HANG_TIMEOUT: '3600',
    WEB_CONCURRENCY: '64'
  }
  t.same(readConfig(environment, NO_FILE), {
    ...environment,
    PORT: 0,
    PUBLIC_URL: 'https://metrics.example.org:8443',
    DATABASE_REPLICA_URLS: [],
    TRUST_PROXY: ['10.0.0.0/8', '127.0.0.1', '::1/128'],
    CORS_WRITE: false,
    ACCESS_LOG: false,
    RATE_LIMIT: 600,
    CLIENT_REQUESTS: 0,
    CLIENT_STREAMS: 3,
    SHARED_MAX_AGE: 3600,
    PURGE_URL: 'https://cdn.example.org/purge',
    PURGE_HEADER: { 'Fastly-Key': 'abc' },
    STREAMS: 12,
    KEEP_ALIVE_TIMEOUT: 75,
    METRICS_PORT: 9464,
    STARTER_WITHOUT: ['worldbank-lpi', 'gapminder-wdi'],
    CLOSE_DELAY: 300,
    FETCH_TIMEOUT: 1,
    FETCH_ATTEMPTS: 20,
    FETCH_SECONDS: 60,
    READING_THREADS: 0,
    HANG_TIMEOUT: 3_600,
    WEB_CONCURRENCY: 64
  })
})

t.test('settings that do not fit each other', async (t) => {
  const wrong = { METRICS_PORT: '3000', PURGE_HEADER: 'X-Key: a' }
  t.same(complaints(t, wrong), [
    ['METRICS_PORT', '"3000"', 'another port than PORT'],
    ['PURGE_HEADER', '"…"', 'nothing, because there is no PURGE_URL that gets it']
  ])
  t.match(complaints(t, { PURGE_URL: 'https://cdn.example.org/', SHARED_MAX_AGE: '0' }), [
    ['SHARED_MAX_AGE', '"0"', /^more than 0/]
  ])
})

t.test('a database with replicas', async (t) => {
  const { DATABASE_URL, DATABASE_REPLICA_URLS } = readConfig(
    {
      DATABASE_URL: 'postgres://u:p@one/x',
      DATABASE_REPLICA_URLS: 'postgres://u:p@two/x, postgresql://u:%2C@three:5433/x?a=b'
    },
    NO_FILE
  )
  t.equal(DATABASE_URL, 'postgres://u:p@one/x')
  t.same(DATABASE_REPLICA_URLS, ['postgres://u:p@two/x', 'postgresql://u:%2C@three:5433/x?a=b'])
})

t.test('no password is told', async (t) => {
  const wrong = {
    DATABASE_URL: 'mysql://u:se@cret@one/x',
    DATABASE_REPLICA_URLS: 'http://u:secret@two/x,http://u@three/x?password=secret',
    FETCH_WORLDBANK_URL: 'http://u:secret@one/x',
    FETCH_COMTRADE_URL: 'http://one/x?token=secret',
    FETCH_IMF_URL: 'http://u:se/cret@one/x'
  }
  t.match(complaints(t, wrong), [
    ['DATABASE_URL', '"mysql://u@one/x"'],
    ['DATABASE_REPLICA_URLS', '"http://u@two/x,http://u@three/x"'],
    ['FETCH_WORLDBANK_URL', '"http://…@one/x"'],
    ['FETCH_COMTRADE_URL', '"http://one/x?…"'],
    ['FETCH_IMF_URL', '"http://…@one/x"']
  ])
})

t.test(
  'every wrong value is one line that names the setting, what was found and what was expected',
  async (t) => {
    const port = 'a whole number from 0 to 65535'
    const wrong: [string, string, string | RegExp][] = [
      ['PORT', '65536', port],
      ['PORT', '-1', port],
      ['PORT', '0x10', port],
      ['PORT', '1e3', port],
      ['PORT', ' 80', port],
      ['PORT', '9999999999', port],
      ['PORT', 'http', port],
      ['KEEP_ALIVE_TIMEOUT', '0', 'a whole number from 1 to 3600'],
      ['METRICS_PORT', 'off', `${port}, or nothing`],
      ['METRICS_PORT', '65536', `${port}, or nothing`],
      ['PUBLIC_URL', 'metrics.example.org', /^http:\/\/ or https:\/\/, a host/],
      ['PUBLIC_URL', 'javascript://x', /^http:\/\/ or https:\/\/, a host/],
      ['PUBLIC_URL', 'https://x/path', /^http:\/\/ or https:\/\/, a host/],
      ['STARTER', 'some', 'one of none, claims, all'],
      ['STARTER_WITHOUT', 'wdi', /^sets of series: worldbank-wdi, /],
      ['RATE_LIMIT', '1000001', 'a whole number from 0 to 1000000'],
      ['RATE_LIMIT', '1.5', 'a whole number from 0 to 1000000'],
      ['CLIENT_REQUESTS', '10001', 'a whole number from 0 to 10000'],
      ['CLIENT_STREAMS', '-1', 'a whole number from 0 to 1000'],
      ['STREAMS', '1001', 'a whole number from 0 to 1000'],
      ['READING_THREADS', '9', 'a whole number from 0 to 8'],
      ['HANG_TIMEOUT', '0', 'a whole number from 1 to 3600'],
      ['WEB_CONCURRENCY', '0', 'a whole number from 1 to 64'],
      ['WEB_CONCURRENCY', '65', 'a whole number from 1 to 64'],
      ['WEB_CONCURRENCY', 'auto', 'a whole number from 1 to 64'],
      ['DATABASE_URL', 'data/corridor.db', /^file: and a path/],
      ['DATABASE_URL', 'file:', /^file: and a path/],
      ['DATABASE_URL', 'mysql://localhost/x', /^file: and a path/],
      ['DATABASE_URL', 'file::memory:', /^file: and a path/],
      ['DATABASE_REPLICA_URLS', 'file:./data/corridor.db', /^at most 10 addresses/],
      ['DATABASE_REPLICA_URLS', 'postgres://', /^at most 10 addresses/],
      ['DATABASE_REPLICA_URLS', 'postgres://a:port/x', /^at most 10 addresses/],
      ['DATABASE_REPLICA_URLS', Array(11).fill('postgres://a/x').join(), /^at most 10 addresses/],
      [
        'DATABASE_REPLICA_URLS',
        'postgres://a/x',
        /^nothing, because DATABASE_URL is not a postgres/
      ],
      ['LOG_LEVEL', 'verbose', 'one of fatal, error, warn, info, debug, trace, silent'],
      ['LOG_LEVEL', 'INFO', /^one of/],
      ['TRUST_PROXY', '1', /CIDR/],
      ['TRUST_PROXY', 'true', /CIDR/],
      ['TRUST_PROXY', '10.0.0.0/33', /CIDR/],
      ['TRUST_PROXY', '::1/129', /CIDR/],
      ['TRUST_PROXY', '10.0.0.0/', /CIDR/],
      ['TRUST_PROXY', '10.0.0.0/8/8', /CIDR/],
      ['TRUST_PROXY', '10.0.0.256', /CIDR/],
      ['CORS_ORIGIN', 'example.org', /origins/],
      ['CORS_WRITE', 'yes', /on or off/],
      ['CORS_ORIGIN', 'https://example.org/', /origins/],
      ['CORS_ORIGIN', '*,https://example.org', /origins/],
      ['ACCESS_LOG', 'yes', 'on or off'],
      ['ACCESS_LOG', 'ON', 'on or off']
    ]
    for (const [name, value, expected] of wrong) {
      await t.test(`${name}=${value}`, async (t) => {
        const rows = complaints(t, { [name]: value })
        t.match(rows, [[name, JSON.stringify(value), expected]])
        t.equal(rows.length, 1)
      })
    }
  }
)

t.test('all that is wrong is told at once', async (t) => {
  const rows = complaints(t, { PORT: 'x', LOG_LEVEL: 'x', ACCESS_LOG: 'x' })
  t.same(
    rows.map(([name]) => name),
    ['PORT', 'LOG_LEVEL', 'ACCESS_LOG']
  )
})

t.test('unknown names are looked for in the file only', async (t) => {
  t.equal(readConfig({ PROT: '80', PATH: '/bin' }, NO_FILE).PORT, 3000)
  t.match(complaints(t, {}, envFile(t, 'PROT=80\nLOG_LEVEL=warn\n')), [
    ['PROT', '"80"', /^no such setting; there are HOST, PORT, /]
  ])
})

t.test('the file is read, and the environment wins over it', async (t) => {
  const file = envFile(t, '# a comment\nPORT=4000\nLOG_LEVEL="warn"\n')
  t.match(readConfig({}, file), { PORT: 4000, LOG_LEVEL: 'warn' })
  t.match(readConfig({ PORT: '5000' }, file), { PORT: 5000, LOG_LEVEL: 'warn' })
  t.match(
    complaints(t, {}, envFile(t, 'PORT=x\n')),
    [['PORT', '"x"']],
    'and its values are checked'
  )
})

t.test('an empty variable is one that is not set', async (t) => {
  t.match(readConfig({ PORT: '', HOST: '', TRUST_PROXY: '' }, NO_FILE), {
    PORT: 3000,
    HOST: '127.0.0.1',
    TRUST_PROXY: []
  })
  t.match(readConfig({}, envFile(t, 'PORT=\n')), { PORT: 3000 })
  t.equal(
    readConfig({ PORT: '' }, envFile(t, 'PORT=4000\n')).PORT,
    4000,
    'so the file still counts'
  )
})

t.test('every setting is described, and its default as shown can be set', async (t) => {
  t.same(
    SETTINGS.map(({ name }) => name),
    [
      'HOST',
      'PORT',
      'PUBLIC_URL',
      'DATABASE_URL',
      'DATABASE_REPLICA_URLS',
      'LOG_LEVEL',
      'TRUST_PROXY',
      'CORS_ORIGIN',
      'CORS_WRITE',
      'ACCESS_LOG',
      'RATE_LIMIT',
      'CLIENT_REQUESTS',
      'CLIENT_STREAMS',
      'STREAMS',
      'SHARED_MAX_AGE',
      'PURGE_URL',
      'PURGE_HEADER',
      'KEEP_ALIVE_TIMEOUT',
      'METRICS_PORT',
      'METRICS_HOST',
      'STARTER',
      'STARTER_WITHOUT',
      'CLOSE_DELAY',
      'CONTACT',
      'FETCH_WORLDBANK_URL',
      'FETCH_COMTRADE_URL',
      'FETCH_COMTRADE_KEY',
      'FETCH_IMF_URL',
      'FETCH_CACHE',
      'FETCH_TIMEOUT',
      'FETCH_ATTEMPTS',
      'FETCH_SECONDS',
      'READING_THREADS',
      'HANG_TIMEOUT',
      'WEB_CONCURRENCY'
    ]
  )
  for (const { name, default: shown, description } of SETTINGS) {
    t.match(description, /^[A-Z].+\.$/s, name)
    await t.test(`${name}=${shown}`, async (t) => {
      t.same(readConfig({ [name]: shown }, NO_FILE), readConfig({}, NO_FILE))
    })
  }
})
