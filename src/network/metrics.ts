// The metrics that say something of a way. The rules of the network know them by their ids.

/** The length of a leg, a route or a railway. */
export const LENGTH_METRICS = ['route_length', 'railway_length'] as const
/** Hours and dollars at a crossing, as CPMM measures them: by direction and mode. */
export const BORDER_METRICS = ['border_clearance_time', 'border_cost'] as const
/** Hours that a leg takes. */
export const LEG_TIME_METRICS = ['driving_time', 'sailing_time'] as const
/** What sources say of a whole way, and of waiting and services on it. */
const OTHER_METRICS = [
  'transit_time',
  'container_cost',
  'waiting_time',
  'service_interval',
  'driver_pay'
] as const

export const NETWORK_METRICS = [
  ...LENGTH_METRICS,
  ...BORDER_METRICS,
  ...LEG_TIME_METRICS,
  ...OTHER_METRICS
] as const
