// No container engine is needed to see that compose.yaml agrees with itself and with the service.
import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { readConfig, SETTINGS } from '../src/config.ts'
import { LIMITS } from '../src/http/limits.ts'
import { buildTestApp } from './helpers/app.ts'

type Service = {
  image?: string
  build?: string
  environment?: Record<string, string>
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { test: unknown[] }
  volumes?: string[]
  stop_grace_period?: string
  read_only?: boolean
  tmpfs?: string[]
  cap_drop?: string[]
  security_opt?: string[]
}
const file = readFileSync(new URL('../compose.yaml', import.meta.url), 'utf8')
const { services, volumes, configs } = parse(file, { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
  configs: {
    caddyfile: { content: string }
    prometheus: { content: string }
    alerts: { file: string }
  }
}
const proxy = configs.caddyfile.content
const apis = Object.entries(services).filter(([name]) => name.startsWith('api-'))

/** `${NAME:-default}` where nothing is set. */
const withDefaults = (environment: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      String(value).replace(/\$\{\w+:-([^}]*)\}/g, '$1')
    ])
  )

t.test('two processes of the service, each with settings it understands', async (t) => {
  t.equal(apis.length, 2)
  for (const [, { environment = {} }] of apis) {
    const { PGPASSWORD, ...settings } = withDefaults(environment)
    const names = SETTINGS.map(({ name }) => name)
    t.same(
      Object.keys(settings).filter((name) => !names.includes(name)),
      []
    )
    const { DATABASE_URL } = readConfig(settings, '/dev/null')
    const { username, password, hostname, pathname } = new URL(DATABASE_URL)
    const made = withDefaults(services[hostname]?.environment ?? {})
    t.same(
      { POSTGRES_USER: username, POSTGRES_DB: pathname.slice(1), POSTGRES_PASSWORD: PGPASSWORD },
      made
    )
    t.equal(password, '', 'the password is not in the address')
  }
})

/** Settings that compose.yaml does not pass on, each with the reason. */
const LEFT_OUT: Record<string, string> = {
  CLIENT_REQUESTS: 'the defaults suit a proxy that names its clients',
  CLIENT_STREAMS: 'the defaults suit a proxy that names its clients',
  STREAMS: 'the defaults suit a proxy that names its clients',
  SHARED_MAX_AGE: 'the proxy keeps no answers',
  PURGE_URL: 'the proxy keeps no answers',
  PURGE_HEADER: 'the proxy keeps no answers',
  KEEP_ALIVE_TIMEOUT: 'the proxy lets go of idle connections before the default',
  HANG_TIMEOUT: 'the default is generous',
  CLOSE_DELAY: 'the default suits the health checks of the proxy',
  HOST: 'the image listens on all addresses of its container',
  PORT: 'the proxy has the port that people choose',
  METRICS_HOST: 'the image listens on all addresses of its container',
  DATABASE_REPLICA_URLS: 'there is one database',
  FETCH_WORLDBANK_URL: 'only the command fetches',
  FETCH_COMTRADE_URL: 'only the command fetches',
  FETCH_COMTRADE_KEY: 'only the command fetches',
  FETCH_IMF_URL: 'only the command fetches',
  FETCH_CACHE: 'only the command fetches',
  FETCH_TIMEOUT: 'only the command fetches',
  FETCH_ATTEMPTS: 'only the command fetches',
  FETCH_SECONDS: 'only the command fetches'
}

t.test('each setting is passed on with its default, or left out for a reason', async (t) => {
  const defaults = new Map(SETTINGS.map(({ name, default: value }) => [name, value]))
  for (const [, { environment = {} }] of apis) {
    // The proxy has an address of its own.
    const { PGPASSWORD: _, PUBLIC_URL, ...settings } = environment
    t.match(PUBLIC_URL, /:-http:\/\/localhost:3000\}$/)
    t.same(
      ['PUBLIC_URL', ...Object.keys(settings), ...Object.keys(LEFT_OUT)].sort(),
      SETTINGS.map(({ name }) => name).sort()
    )
    for (const [name, value] of Object.entries(settings).filter(([, one]) =>
      /^\$/.test(String(one))
    ))
      t.equal(value, `\${${name}:-${defaults.get(name)}}`, 'whoever sets nothing gets the default')
  }
})

t.test('the service may write to nothing but its database and /tmp', async (t) => {
  for (const [, { read_only, tmpfs, cap_drop, security_opt }] of apis)
    t.same(
      { read_only, tmpfs, cap_drop, security_opt },
      {
        read_only: true,
        tmpfs: ['/tmp:size=512m'],
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true']
      }
    )
})

t.test('Prometheus reads each process on its port, and has the alert rules', async (t) => {
  const { scrape_configs } = parse(configs.prometheus.content) as {
    scrape_configs: { static_configs: { targets: string[] }[] }[]
  }
  t.same(
    scrape_configs.flatMap(({ static_configs }) =>
      static_configs.flatMap(({ targets }) => targets)
    ),
    apis.map(([name, { environment = {} }]) => `${name}:${environment['METRICS_PORT']}`)
  )
  t.ok(existsSync(new URL(`../${configs.alerts.file}`, import.meta.url)))
  t.notMatch(proxy, String(apis[0]?.[1].environment?.['METRICS_PORT']), 'the proxy does not')
})

t.test('every part has a health check of words, and waits for what it needs', async (t) => {
  for (const [name, { healthcheck, depends_on = {} }] of Object.entries(services)) {
    const words = healthcheck?.test ?? []
    t.equal(words[0], 'CMD', name)
    t.ok(
      words.every((word) => typeof word === 'string'),
      `${name}: ${JSON.stringify(words)}`
    )
    for (const [other, { condition }] of Object.entries(depends_on)) {
      t.ok(services[other], `${name} needs ${other}`)
      t.equal(condition, 'service_healthy')
    }
  }
})

t.test('the proxy knows the processes, and asks what the service answers', async (t) => {
  const [, upstreams = ''] = /reverse_proxy (.+) \{/.exec(proxy) ?? []
  t.same(
    upstreams.split(' '),
    apis.map(([name]) => `${name}:3000`)
  )
  const { app } = await buildTestApp(t, { data: 'starter' })
  const [, health = ''] = /health_uri (\S+)/.exec(proxy) ?? []
  const asked = [
    health,
    ...Object.values(services).flatMap(
      ({ healthcheck }) => String(healthcheck?.test).match(/\/health\/\w+/g) ?? []
    )
  ]
  t.ok(asked.length >= 4)
  for (const path of asked) t.equal((await app.inject(path)).statusCode, 200, path)
})

t.test('the answer of the proxy itself is a problem like ours', async (t) => {
  const [, body = ''] = /respond `(.+)` 503/.exec(proxy) ?? []
  const { app } = await buildTestApp(t)
  const ours = (await app.inject('/health/ready')).json()
  t.same(JSON.parse(body), {
    ...ours,
    detail: 'No process of the service is ready.',
    instance: '{http.request.uuid}'
  })
})

t.test('times and places fit', async (t) => {
  const [, keepalive] = /keepalive (\d+)s/.exec(proxy) ?? []
  t.ok(
    Number(keepalive) < readConfig({}, '/dev/null').KEEP_ALIVE_TIMEOUT,
    'the proxy lets go of idle connections first'
  )
  for (const [, { stop_grace_period }] of apis)
    t.ok(Number.parseInt(stop_grace_period ?? '', 10) * 1_000 > LIMITS.closeTimeoutMs)
  const mounted = Object.values(services).flatMap(
    (service) => service.volumes?.map((volume) => volume.split(':')[0]) ?? []
  )
  t.same(mounted, Object.keys(volumes))
})

t.test('containers and supervisors start the service as npm start does', async (t) => {
  const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
  const { start } = JSON.parse(read('package.json')).scripts
  const [, words = '[]'] = /^CMD (.+)$/m.exec(read('Dockerfile')) ?? []
  t.equal(JSON.parse(words).join(' '), start)
  t.match(read('docs/operating.md'), `\n${start}\n`)
})
