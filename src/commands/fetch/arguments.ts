// The arguments of `npm run fetch`: an upstream and what is wanted of it, or nothing for what is
// due.
import type { Entry } from '../../fetch/entry.ts'
import { UPSTREAM_NAMES } from '../../fetch/upstreams/names.ts'
import { hasUser } from '../../fetch/web-address.ts'
import { BUILT_IN_NAMES } from '../../mappings/names.ts'
import { ArgumentError } from '../shared/argument-error.ts'
import { defineCommand } from '../shared/command.ts'
import { checkDatabaseUrl, URL_FORMS } from '../shared/database-url.ts'

/** The file that lists what to keep fresh. */
const LIST_FILE = 'fetch.yaml'

export type FetchArguments = {
  /** What to fetch; undefined for what is due by the file. */
  entry: Entry | undefined
  file: string
  /** Whether the file is only checked. */
  check: boolean
  /** Whether only the state of every entry is shown. */
  list: boolean
  /** Whether entries are fetched that are not due. */
  all: boolean
  dryRun: boolean
  url: string | undefined
}

export const FETCH = defineCommand({
  script: 'fetch',
  does:
    'Fetches fresh figures from their publishers and imports them by the mappings of ' +
    '`npm run import`. All pages of one metric become one revision, or none. Without a source it ' +
    `fetches what is due by ${LIST_FILE}.`,
  usage: [
    'npm run fetch',
    'npm run fetch -- SOURCE --metric LIST --country LIST [OPTION…]',
    'npm run fetch -- ADDRESS --mapping NAME [OPTION…]',
    'npm run fetch -- --check',
    'npm run fetch -- --list'
  ],
  words: {
    SOURCE:
      `${UPSTREAM_NAMES.join(', ')}; or an ADDRESS that begins with http:// or https://, where a ` +
      'mapping can read what is there.'
  },
  options: {
    metric: {
      value: 'LIST',
      does: 'Ids of our metrics or codes of the source, parted by commas: gdp,NY.GDP.MKTP.KD.ZG.'
    },
    country: { value: 'LIST', does: 'ISO codes of countries, parted by commas, or all.' },
    partner: {
      value: 'LIST',
      does: 'Only comtrade: ISO codes of partners. Default: WLD, the world.'
    },
    from: { value: 'YEAR', does: 'The first year. Default: all there are.' },
    to: { value: 'YEAR', does: 'The last year.' },
    mapping: {
      value: 'NAME',
      does: `Only for an address: ${BUILT_IN_NAMES.join(', ')}, or the path of a mapping.`
    },
    'new-metrics': { does: 'Make a metric of each indicator that the data set lacks.' },
    'dry-run': { does: 'Show what would change, and keep nothing but the pages that were read.' },
    file: { value: 'FILE', does: `The list of what to keep fresh. Default: ${LIST_FILE}.` },
    all: { does: 'Fetch all entries of the list, due or not.' },
    check: { does: 'Only check the list.' },
    list: { does: 'Only show when each entry was fetched, is due, and why it failed last.' },
    database: { value: 'URL', does: `The database: ${URL_FORMS}. Default: DATABASE_URL.` }
  },
  notes: [
    'Pages are kept in the folder FETCH_CACHE: an interrupted fetch goes on where it ' +
      'stopped, and ' +
      'a later one asks only for what has changed. docs/fetching.md tells more.'
  ],
  examples: [
    'npm run fetch -- worldbank --metric gdp --country PAK,KAZ --from 2015',
    'npm run fetch -- comtrade --metric goods_exports --country PAK --partner KAZ'
  ],
  readArguments: ({ values, words }): FetchArguments => {
    const [source, ...others] = words
    if (others.length > 0) throw new ArgumentError('There is more than one source.')
    const given = {
      file: values.file ?? LIST_FILE,
      check: values.check,
      list: values.list,
      all: values.all,
      dryRun: values['dry-run'],
      url:
        values.database === undefined ? undefined : checkDatabaseUrl('--database', values.database)
    }
    if (source === undefined) return { ...given, entry: refuseWithoutSource(values) }
    if (values.file !== undefined || values.check || values.list || values.all)
      throw new ArgumentError(
        '--file, --check, --list and --all are for the list, without a source.'
      )
    return { ...given, entry: readEntry(source, values) }
  }
})

type Values = Parameters<typeof FETCH.readArguments>[0]['values']

function refuseWithoutSource(values: Values): undefined {
  const named = (['metric', 'country', 'partner', 'from', 'to', 'mapping'] as const).find(
    (name) => values[name] !== undefined
  )
  if (named !== undefined || values['new-metrics'])
    throw new ArgumentError(
      `--${named ?? 'new-metrics'} needs a source: ${UPSTREAM_NAMES.join(', ')}.`
    )
  return undefined
}

function readEntry(source: string, values: Values): Entry {
  const isAddress = /^https?:\/\//i.test(source)
  const name = UPSTREAM_NAMES.find((known) => known === source.toLowerCase())
  if (!name && !isAddress)
    throw new ArgumentError(
      `There is no such source. There are ${UPSTREAM_NAMES.join(', ')}, or an address with ` +
        '--mapping.'
    )
  if (isAddress) checkAddress(source)
  const countries = splitList(values.country)
  return {
    name: name ?? 'address',
    source: name ?? 'address',
    metrics: splitList(values.metric),
    countries: countries.join().toLowerCase() === 'all' ? 'all' : countries,
    partners: splitList(values.partner),
    from: readYear('from', values.from),
    to: readYear('to', values.to),
    every_days: 1,
    new_metrics: values['new-metrics'],
    address: isAddress ? source : undefined,
    mapping: values.mapping
  }
}

function checkAddress(address: string): void {
  if (!URL.canParse(address)) throw new ArgumentError('The address cannot be read.')
  if (hasUser(address))
    throw new ArgumentError(
      'The address has a user name or password, which a fetch does not send. Leave them out.'
    )
}

function splitList(text = ''): string[] {
  const parts = text.split(/[,;]/).map((part) => part.trim())
  return [...new Set(parts.filter((part) => part !== ''))]
}

function readYear(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^(?:19|20)\d{2}$/.test(text))
    throw new ArgumentError(`--${option} takes a year: --${option} 2015.`)
  return Number(text)
}
