// The form of what can be fetched: an entry of fetch.yaml, and what the command makes of its words.
import { z } from 'zod'
import { UPSTREAM_NAMES } from './upstreams/names.ts'
import { hasUser } from './web-address.ts'

const FIRST_YEAR = 1900
const LAST_YEAR = 2100
const METRICS_MAX = 100
const COUNTRIES_MAX = 300

const year = z.int().min(FIRST_YEAR).max(LAST_YEAR)
const codes = (max: number) => z.array(z.string().min(1).max(100)).max(max)

/** An entry of the file. */
export const entrySchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/i, 'a name of letters, digits, . _ and -'),
  source: z.enum([...UPSTREAM_NAMES, 'address']),
  metrics: codes(METRICS_MAX).default([]),
  countries: z.union([z.literal('all'), codes(COUNTRIES_MAX)]).default([]),
  partners: codes(COUNTRIES_MAX).default([]),
  from: year.optional(),
  to: year.optional(),
  every_days: z.int().min(1).max(3_660),
  new_metrics: z.boolean().default(false),
  address: z
    .url({ protocol: /^https?$/ })
    .refine((address) => !hasUser(address), 'an address without a user name and password')
    .optional(),
  mapping: z.string().min(1).max(1_000).optional()
})
export type Entry = z.output<typeof entrySchema>
