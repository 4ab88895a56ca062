// The form of each setting, with its default and its description.
import { z } from 'zod'
import { isPostgres } from '../db/url.ts'
import { fetchSettings } from './fetching.ts'
import { limitSettings } from './limits.ts'
import { operatingSettings, workSettings } from './operating.ts'
import { servingSettings } from './serving.ts'

/** Every setting: its form, its default and its description, in the order of docs/settings.md. */
export const configSchema = z.object({
  ...servingSettings,
  ...limitSettings,
  ...operatingSettings,
  ...fetchSettings,
  ...workSettings
})

/** The same with the settings that depend on another setting. */
export const checkedSchema = configSchema
  .refine(
    ({ DATABASE_URL, DATABASE_REPLICA_URLS }) =>
      DATABASE_REPLICA_URLS.length === 0 || isPostgres(DATABASE_URL),
    {
      path: ['DATABASE_REPLICA_URLS'],
      message:
        'nothing, because DATABASE_URL is not a postgres:// address and only such a database has ' +
        'replicas'
    }
  )
  .refine(({ PORT, METRICS_PORT }) => PORT === 0 || METRICS_PORT !== PORT, {
    path: ['METRICS_PORT'],
    message: 'another port than PORT'
  })
  .refine(({ PURGE_URL, SHARED_MAX_AGE }) => PURGE_URL === '' || SHARED_MAX_AGE > 0, {
    path: ['SHARED_MAX_AGE'],
    message: 'more than 0, because answers then have the keys that PURGE_URL gets'
  })
  .refine(
    ({ PURGE_URL, PURGE_HEADER }) => PURGE_URL !== '' || Object.keys(PURGE_HEADER).length === 0,
    { path: ['PURGE_HEADER'], message: 'nothing, because there is no PURGE_URL that gets it' }
  )
