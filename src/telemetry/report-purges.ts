// What became of the requests to a shared cache, in the form of Prometheus.
import { Counter, Gauge, type Registry } from 'prom-client'
import { PURGE_OUTCOMES, type ReportPurges } from './telemetry.ts'

/** Adds the figures of purging to a registry when purging begins; without it there are none. */
export function reportPurgesIn(registry: Registry): ReportPurges {
  return (waiting) => {
    const requests = new Counter({
      name: 'corridor_purge_requests_total',
      help: `Requests to PURGE_URL by what became of them: ${PURGE_OUTCOMES.join(', ')}.`,
      labelNames: ['outcome'],
      registers: [registry]
    })
    for (const outcome of PURGE_OUTCOMES) requests.inc({ outcome }, 0)
    new Gauge({
      name: 'corridor_purge_waiting_seconds',
      help: 'For how long something waits that could not be purged; 0 if nothing does.',
      registers: [registry],
      collect() {
        this.set(waiting())
      }
    })
    return (outcome) => requests.inc({ outcome })
  }
}
