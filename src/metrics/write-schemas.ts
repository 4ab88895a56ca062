import { z } from 'zod'
import { fieldsOf } from '../writing/fields.ts'
import { metricSchema } from './schemas.ts'

const { coverage: _, ...fields } = metricSchema.shape

/** A metric as it is sent. */
export const metricBody = z
  .strictObject(fields)
  .meta({ id: 'MetricBody', description: 'A metric as it is sent: its definition, without the coverage.' })

export const METRIC_FIELDS = fieldsOf(metricBody)
