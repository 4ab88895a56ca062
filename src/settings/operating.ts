// Settings: what an operator sees, what an empty database begins with, and how many processes work.
import { z } from 'zod'
import { SERIES_SETS, STARTERS } from '../starter-sets.ts'
import { portOrNone, splitList, wholeNumber } from './forms.ts'

export const operatingSettings = {
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
      'Address on which METRICS_PORT listens. Whoever reaches it can read it, so keep it from ' +
        'the public.'
    ),
  STARTER: z
    .enum(STARTERS, `one of ${STARTERS.join(', ')}`)
    .prefault('all')
    .describe(
      'What an empty database is filled with: `all`, `claims` (without the series of statistical ' +
        'offices), or `none` (countries and units alone). With `all`, a database that has ' +
        'the claims gets the series that it lacks at each start.'
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
      'Where users report a wrong figure, or a weakness of this service: an email address or a ' +
        'web address. The page `/policy` and the OpenAPI document name it.'
    )
}

/** How many processes and threads share the work. */
export const workSettings = {
  READING_THREADS: wholeNumber(0, 8)
    .prefault('1')
    .describe(
      'Threads of each process that answer what takes long, such as series, forecasts and whole ' +
        'CSV files, so that other requests need not wait; 0 lets all wait in one line.'
    ),
  HANG_TIMEOUT: wholeNumber(1, 3_600)
    .prefault('30')
    .describe(
      'Seconds after which what does not respond is ended and replaced: one of several ' +
        'processes, or a reading thread, whose clients get 503.'
    ),
  WEB_CONCURRENCY: wholeNumber(1, 64)
    .prefault('1')
    .describe(
      'Number of processes that share the port. With more than 1, a primary process starts them ' +
        'and replaces those that end or hang.'
    )
}
