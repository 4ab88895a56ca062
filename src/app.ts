// The map of the service: every plugin and route by name, in the order that matters.
import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { aliasRoutes } from './aliases/routes.ts'
import { indexRoutes } from './api-index/routes.ts'
import { scoreCardRoutes } from './assessments/routes.ts'
import { changeRoutes } from './changes/routes.ts'
import { citationRoutes } from './citations/routes.ts'
import type { Config } from './config.ts'
import { conflictRoutes } from './conflicts/routes.ts'
import { corridorRoutes } from './corridors/routes.ts'
import { countryRoutes } from './countries/routes.ts'
import type { Store } from './db/store.ts'
import { entityRoutes } from './entities/routes.ts'
import { evaluationRoutes } from './evaluations/routes.ts'
import { eventRoutes } from './events/routes.ts'
import { feedRoutes } from './feeds/routes.ts'
import { figureCheckRoutes } from './figure-checks/routes.ts'
import { forecastRoutes } from './forecasts/routes.ts'
import { healthRoutes } from './health/routes.ts'
import { answerApart, type Readers } from './http/apart.ts'
import { limitBodies } from './http/body-time.ts'
import { cacheAnswers } from './http/caching.ts'
import { handleClientError } from './http/client-errors.ts'
import { type Closing, closeGracefully } from './http/closing.ts'
import { announceRemovals } from './http/deprecation.ts'
import { handleErrors, handleFrameworkErrors } from './http/error-handler.ts'
import { addHeaders } from './http/headers.ts'
import { readJsonBodies } from './http/json-body.ts'
import { LIMITS } from './http/limits.ts'
import { withoutHost } from './http/links.ts'
import { makeLimiter } from './http/load/limiter.ts'
import { freeNotModified, limitLoad } from './http/load.ts'
import { describeApi } from './http/openapi.ts'
import { checkProtocol } from './http/protocol-checks.ts'
import { publicUrl } from './http/public-url.ts'
import { ROUTER_OPTIONS } from './http/query-string.ts'
import { openFront } from './http/ready/open-front.ts'
import { serveReadyFirst } from './http/ready/serve-ready.ts'
import { checkOptions, checkRequests, learnRoutes } from './http/request-checks.ts'
import { serveDocs } from './http/swagger-ui.ts'
import { type LogAnswer, traceRequests } from './http/tracing.ts'
import { writeAnswers } from './http/write-answers.ts'
import { importRoutes } from './imports/routes.ts'
import { uploadRoute } from './imports/upload-route.ts'
import { acceptKeys } from './keys/guard.ts'
import { legRoutes } from './legs/routes.ts'
import { metricRoutes } from './metrics/routes.ts'
import { observationRoutes } from './observations/routes.ts'
import { gwadarPage } from './pages/gwadar/page.ts'
import { homePage } from './pages/home.ts'
import { openapiDocuments } from './pages/openapi.ts'
import { policyPage } from './pages/policy.ts'
import { problemPage } from './pages/problem-page.ts'
import { problemPages } from './pages/problems.ts'
import { siteFiles } from './pages/site-files.ts'
import { productRoutes } from './products/routes.ts'
import { projectionRoutes } from './projections/routes.ts'
import { relationRoutes } from './relations/routes.ts'
import { routeRoutes } from './routes/routes.ts'
import { scenarioRoutes } from './scenarios/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { seriesRoutes } from './series/routes.ts'
import { sourceRoutes } from './sources/routes.ts'
import { countAnswers } from './telemetry/count-answers.ts'
import { NO_TELEMETRY, type Telemetry } from './telemetry/telemetry.ts'
import { unitRoutes } from './units/routes.ts'
import { writingRoutes } from './writing/routes.ts'

export type AppOptions = {
  store: Store
  config: Config
  logger?: FastifyServerOptions['logger']
  /** Receives what the service reports about its work. */
  telemetry?: Telemetry
  /** Writes the access log; by default, the logger does. */
  logAnswer?: LogAnswer
  /**
   * Whether requests are refused that wait too long for their turn. Off in tests that themselves
   * make the event loop lag.
   */
  shedLoad?: boolean
  /** Whether each answer is compared with its schema. On in tests. */
  checkAnswers?: boolean
  /** Answer what takes long. Without them, the event loop does it. */
  readers?: Readers | undefined
} & Closing

/**
 * Builds the service, ready for `listen` or `inject`. Closing it closes the store and the readers.
 */
export async function buildApp({
  store,
  config,
  logger = false,
  telemetry = NO_TELEMETRY,
  logAnswer,
  shedLoad = true,
  checkAnswers = false,
  readers,
  ...closing
}: AppOptions): Promise<FastifyInstance> {
  const limiter = makeLimiter(config)
  const log = config.ACCESS_LOG
    ? (logAnswer ?? ((line) => app.log.info(line, 'answered')))
    : undefined
  const isOpen = () => !app.closing.isAnnounced()
  const front = openFront({ store, config, limiter, telemetry, isOpen }, log)
  const app = Fastify({
    serverFactory: serveReadyFirst(front, config.KEEP_ALIVE_TIMEOUT),
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: config.TRUST_PROXY.length > 0 ? config.TRUST_PROXY : false,
    bodyLimit: LIMITS.bodyBytesMax,
    pluginTimeout: LIMITS.startTimeoutMs,
    routerOptions: ROUTER_OPTIONS,
    rewriteUrl: ({ url = '/' }) => withoutHost(url),
    return503OnClosing: false,
    frameworkErrors: handleFrameworkErrors,
    clientErrorHandler: handleClientError
  })
  app.setValidatorCompiler(validatorCompiler)
  writeAnswers(app, { isChecked: checkAnswers })
  app.addHook('onClose', () => store.close())

  handleErrors(app, config)
  closeGracefully(app, closing)
  countAnswers(app, telemetry)
  traceRequests(app, log)
  checkProtocol(app)
  await describeApi(app, config)
  const known = learnRoutes(app)
  checkOptions(app, known.routes)
  await addHeaders(app, config, known.routes)
  await limitLoad(app, limiter, { shedLoad })
  limitBodies(app)
  announceRemovals(app)
  checkRequests(app, known)
  readJsonBodies(app)
  acceptKeys(app)
  cacheAnswers(app, { store, sharedMaxAge: config.SHARED_MAX_AGE, ready: front })
  freeNotModified(app, limiter)
  const baseOf = () => publicUrl(app, config)
  if (readers) answerApart(app, store, readers, baseOf)

  await app.register(
    async (v1) => {
      // The document has the operations of a tag in this order.
      indexRoutes(v1, store)
      projectionRoutes(v1, store)
      scoreCardRoutes(v1, store)
      scenarioRoutes(v1, store)
      seriesRoutes(v1, store)
      metricRoutes(v1, store)
      unitRoutes(v1, store)
      observationRoutes(v1, store)
      relationRoutes(v1, store)
      figureCheckRoutes(v1, store, baseOf)
      conflictRoutes(v1, store)
      forecastRoutes(v1, store)
      evaluationRoutes(v1, store)
      countryRoutes(v1, store)
      entityRoutes(v1, store)
      aliasRoutes(v1, store)
      productRoutes(v1, store)
      legRoutes(v1, store)
      corridorRoutes(v1, store)
      routeRoutes(v1, store)
      sourceRoutes(v1, store)
      eventRoutes(v1, store)
      searchRoutes(v1, store)
      changeRoutes(v1, store)
      feedRoutes(v1, store, config)
      importRoutes(v1, store)
      uploadRoute(v1, store)
      writingRoutes(v1, store)
      citationRoutes(v1, store, baseOf)
    },
    { prefix: '/v1' }
  )
  healthRoutes(app, store, config)
  problemPages(app)
  openapiDocuments(app)
  homePage(app, store, config)
  gwadarPage(app, store)
  policyPage(app, config.CONTACT)
  problemPage(app)
  siteFiles(app)
  await serveDocs(app, config)
  return app
}
