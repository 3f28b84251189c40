import type { IdSource, NoticeDeps } from '@boligtrapp/use-cases';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { TokenVerifier } from './identity/dev-token-verifier.ts';
import type { Metrics } from './metrics/metrics.ts';
import { authentication } from './plugins/authentication.ts';
import { limits, SERVER_LIMITS } from './plugins/limits.ts';
import { observation } from './plugins/observation.ts';
import { openapi } from './plugins/openapi.ts';
import { problemDetails } from './plugins/problem-details.ts';
import { type QuotaOptions, quotas } from './plugins/quotas.ts';
import { logAnswer, requestContext, requestIdOf } from './plugins/request-context.ts';
import { type SchemaGuardOptions, schemaGuard } from './plugins/schema-guard.ts';
import { type SecurityHeadersOptions, securityHeaders } from './plugins/security-headers.ts';
import { validation } from './plugins/validation.ts';
import { answerClientError } from './problems/client-error.ts';
import { sendProblem } from './problems/send-problem.ts';
import { toProblem } from './problems/to-problem.ts';
import { appealRoutes } from './routes/appeals/appeals.routes.ts';
import { type DecisionRouteDeps, decisionRoutes } from './routes/decisions/decisions.routes.ts';
import { type DwellingRouteDeps, dwellingRoutes } from './routes/dwellings/dwellings.routes.ts';
import { flowRoutes } from './routes/flow/flow.routes.ts';
import { careerPlanRoutes } from './routes/follow-ups/career-plans.routes.ts';
import { environmentRoutes } from './routes/follow-ups/environment.routes.ts';
import { followUpRoutes } from './routes/follow-ups/follow-ups.routes.ts';
import { incidentRoutes } from './routes/follow-ups/incidents.routes.ts';
import { forecastRoutes } from './routes/forecast/forecast.routes.ts';
import { type HealthRouteDeps, healthRoutes } from './routes/health/health.routes.ts';
import { type LadderRouteDeps, ladderRoutes } from './routes/ladder/ladder.routes.ts';
import { type MeetingRouteDeps, meetingRoutes } from './routes/meetings/meetings.routes.ts';
import { metricsRoutes } from './routes/metrics/metrics.routes.ts';
import { noticeRoutes } from './routes/notices/notices.routes.ts';
import { type OfferFollowUpRouteDeps, offerFollowUpRoutes } from './routes/offers/offer-follow-ups.routes.ts';
import { type OfferRouteDeps, offerRoutes } from './routes/offers/offers.routes.ts';
import { successionRoutes } from './routes/offers/successions.routes.ts';
import { problemRoutes } from './routes/problems/problems.routes.ts';
import { type RecordRouteDeps, recordRoutes } from './routes/records/records.routes.ts';
import { type CalendarLinkRouteDeps, calendarLinkRoutes } from './routes/reports/calendar-links.routes.ts';
import {
  type ReportSubscriptionRouteDeps,
  reportSubscriptionRoutes,
} from './routes/reports/report-subscriptions.routes.ts';
import {
  type RotationReportRouteDeps,
  rotationReportRoutes,
} from './routes/reports/rotation-reports.routes.ts';
import { reviewRoutes } from './routes/reviews/reviews.routes.ts';
import { type RotationRouteDeps, rotationRoutes } from './routes/rotation/rotation.routes.ts';
import { type ExplanationRouteDeps, explanationRoutes } from './routes/rounds/explanations.routes.ts';
import { type ReplayRouteDeps, replayRoutes } from './routes/rounds/replays.routes.ts';
import { roundChangeRoutes } from './routes/rounds/round-changes.routes.ts';
import { type RoundRouteDeps, roundRoutes } from './routes/rounds/rounds.routes.ts';
import { verdictRoutes } from './routes/rounds/verdicts.routes.ts';
import { type WhatIfRouteDeps, whatIfRoutes } from './routes/rounds/what-ifs.routes.ts';
import { type TraceRouteDeps, traceRoutes } from './routes/traces/traces.routes.ts';

/** What the edge itself needs, beside what the routes need. */
export interface EdgeDeps extends SchemaGuardOptions, QuotaOptions, SecurityHeadersOptions {
  readonly logger: FastifyBaseLogger;
  readonly ids: IdSource;
  readonly verifyToken: TokenVerifier;
  readonly metrics: Metrics;
  /** Whether the metrics are served on a port of their own, and not here. */
  readonly hasMetricsPort: boolean;
  /** Where callers reach the API, without a slash at the end; empty when nobody has said. */
  readonly publicUrl: string;
  /** Addresses of proxies whose word about the caller's address is taken; none where empty. */
  readonly trustedProxies: readonly string[];
}

/** All that {@link buildApp} needs. */
export type AppDeps = EdgeDeps &
  HealthRouteDeps &
  DwellingRouteDeps &
  RecordRouteDeps &
  LadderRouteDeps &
  MeetingRouteDeps &
  DecisionRouteDeps &
  RoundRouteDeps &
  NoticeDeps &
  OfferRouteDeps &
  OfferFollowUpRouteDeps &
  ReplayRouteDeps &
  ExplanationRouteDeps &
  WhatIfRouteDeps &
  RotationRouteDeps &
  TraceRouteDeps &
  RotationReportRouteDeps &
  ReportSubscriptionRouteDeps &
  CalendarLinkRouteDeps;

/**
 * The API, ready for `inject` or `listen`. Opens nothing and reads no environment: what it needs comes in `deps`,
 * and whoever made that closes it.
 */
export function buildApp(deps: AppDeps): FastifyInstance {
  const { publicUrl } = deps;
  const app = fastify({
    ...SERVER_LIMITS,
    loggerInstance: deps.logger,
    // One line for each answer comes from the request context; the framework's lines show addresses.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: (request) => requestIdOf(request, deps.ids),
    exposeHeadRoutes: false,
    trustProxy: deps.trustedProxies.length > 0 && [...deps.trustedProxies],
    // A connection that is kept alive gets its answer while the process stops.
    return503OnClosing: false,
    // Errors before routing: an address that cannot be decoded, a parameter that is too long.
    // No hook runs for these, so their line in the log is written here.
    frameworkErrors: (error, request, reply) => {
      void sendProblem(request, reply, toProblem(error), publicUrl);
      logAnswer(request, reply);
    },
    clientErrorHandler: answerClientError,
  });
  void app.register(problemDetails, { publicUrl });
  void app.register(requestContext);
  void app.register(observation, { metrics: deps.metrics });
  void app.register(validation);
  void app.register(securityHeaders, { isHttpsOnly: deps.isHttpsOnly });
  void app.register(limits);
  void app.register(quotas, { requestsPerMinute: deps.requestsPerMinute });
  void app.register(authentication, { verifyToken: deps.verifyToken });
  void app.register(schemaGuard, { ensureSchemaFits: deps.ensureSchemaFits });
  void app.register(openapi);
  void app.register(registerRoutes, deps);
  return app;
}

async function registerRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  await app.register(healthRoutes, { deps });
  await app.register(problemRoutes, { publicUrl: deps.publicUrl });
  if (!deps.hasMetricsPort) await app.register(metricsRoutes, { metrics: deps.metrics });
  await app.register(
    async (v1) => {
      await v1.register(dwellingRoutes, { deps });
      await v1.register(recordRoutes, { deps });
      await v1.register(flowRoutes, { deps });
      await v1.register(forecastRoutes, { deps });
      await v1.register(ladderRoutes, { deps });
      await v1.register(roundRoutes, { deps });
      await v1.register(roundChangeRoutes, { deps });
      await v1.register(replayRoutes, { deps });
      await v1.register(whatIfRoutes, { deps });
      await v1.register(verdictRoutes, { deps });
      await v1.register(meetingRoutes, { deps });
      await v1.register(decisionRoutes, { deps });
      await v1.register(appealRoutes, { deps });
      await v1.register(noticeRoutes, { deps });
      await v1.register(offerRoutes, { deps });
      await v1.register(offerFollowUpRoutes, { deps });
      await v1.register(successionRoutes, { deps });
      await v1.register(explanationRoutes, { deps });
      await v1.register(rotationRoutes, { deps });
      await v1.register(traceRoutes, { deps });
      await v1.register(reviewRoutes, { deps });
      await v1.register(rotationReportRoutes, { deps });
      await v1.register(reportSubscriptionRoutes, { deps });
      await v1.register(calendarLinkRoutes, { deps });
      await v1.register(followUpRoutes, { deps });
      await v1.register(careerPlanRoutes, { deps });
      await v1.register(incidentRoutes, { deps });
      await v1.register(environmentRoutes, { deps });
    },
    { prefix: '/v1' },
  );
}
