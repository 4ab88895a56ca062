import { z } from 'zod'

/** The unit of figures, by its id. Every figure is in the unit of its metric. */
export const unitSchema = z.string().meta({
  id: 'UnitId',
  description: 'The id of a unit. `/v1/units` lists all of them, and what converts to what.'
})
