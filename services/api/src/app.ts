import type { FileScanDeps, IdSource, NoticeDeps, ProtectedAddressDeps } from '@boligtrapp/use-cases';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { TokenVerifier } from './identity/token-verifier.ts';
import type { Metrics } from './metrics/metrics.ts';
import { authentication } from './plugins/authentication.ts';
import { type KeyedHashesOptions, keyedHashes } from './plugins/keyed-hashes.ts';
import { limits, SERVER_LIMITS } from './plugins/limits.ts';
import { needToKnow } from './plugins/need-to-know.ts';
import { observation } from './plugins/observation.ts';
import { openapi } from './plugins/openapi.ts';
import { pages } from './plugins/pages.ts';
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
import { dwellingExportRoutes } from './routes/dwellings/dwelling-exports.routes.ts';
import { type DwellingRouteDeps, dwellingRoutes } from './routes/dwellings/dwellings.routes.ts';
import { flowRoutes } from './routes/flow/flow.routes.ts';
import { careerPlanRoutes } from './routes/follow-ups/career-plans.routes.ts';
import { environmentRoutes } from './routes/follow-ups/environment.routes.ts';
import { followUpRoutes } from './routes/follow-ups/follow-ups.routes.ts';
import { incidentRoutes } from './routes/follow-ups/incidents.routes.ts';
import { forecastRoutes } from './routes/forecast/forecast.routes.ts';
import { type HealthRouteDeps, healthRoutes } from './routes/health/health.routes.ts';
import { type BackChannelRouteDeps, backChannelRoutes } from './routes/identity/back-channel.routes.ts';
import { type IdentityRouteDeps, identityRoutes } from './routes/identity/identity.routes.ts';
import { type SignInRouteDeps, signInRoutes } from './routes/identity/sign-in.routes.ts';
import { importDetailRoutes } from './routes/imports/import-details.routes.ts';
import { importRoutes } from './routes/imports/imports.routes.ts';
import { koboLinkRoutes } from './routes/kobo/kobo-links.routes.ts';
import { koboRuleRoutes } from './routes/kobo/kobo-rules.routes.ts';
import { type KoboWebhookRouteDeps, koboWebhookRoutes } from './routes/kobo/kobo-webhook.routes.ts';
import { capacityGapRoutes } from './routes/ladder/capacity-gap.routes.ts';
import { gapFileRoutes } from './routes/ladder/gap-files.routes.ts';
import { type LadderRouteDeps, ladderRoutes } from './routes/ladder/ladder.routes.ts';
import { type MeetingRouteDeps, meetingRoutes } from './routes/meetings/meetings.routes.ts';
import { metricsRoutes } from './routes/metrics/metrics.routes.ts';
import { noticeRoutes } from './routes/notices/notices.routes.ts';
import { type OfferFollowUpRouteDeps, offerFollowUpRoutes } from './routes/offers/offer-follow-ups.routes.ts';
import { type OfferRouteDeps, offerRoutes } from './routes/offers/offers.routes.ts';
import { successionRoutes } from './routes/offers/successions.routes.ts';
import { archiveRoutes } from './routes/privacy/archive.routes.ts';
import { type PersonDataRouteDeps, personDataRoutes } from './routes/privacy/person-data.routes.ts';
import { retentionRoutes } from './routes/privacy/retention.routes.ts';
import { problemRoutes } from './routes/problems/problems.routes.ts';
import { caseAccessRoutes } from './routes/protection/case-access.routes.ts';
import { protectedAddressRoutes } from './routes/protection/protected-addresses.routes.ts';
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
import { statisticsRoutes } from './routes/statistics/statistics.routes.ts';
import { type TraceRouteDeps, traceRoutes } from './routes/traces/traces.routes.ts';
import { webhookDeliveryRoutes } from './routes/webhooks/webhook-deliveries.routes.ts';
import {
  type WebhookRouteDeps,
  webhookSubscriptionRoutes,
} from './routes/webhooks/webhook-subscriptions.routes.ts';

/** What the edge itself needs, beside what the routes need. */
export interface EdgeDeps
  extends SchemaGuardOptions,
    QuotaOptions,
    SecurityHeadersOptions,
    KeyedHashesOptions {
  readonly logger: FastifyBaseLogger;
  readonly ids: IdSource;
  readonly verifyToken: TokenVerifier;
  readonly metrics: Metrics;
  /** Whether the metrics are served on a port of their own, and not here. */
  readonly hasMetricsPort: boolean;
  /** Where callers reach the API, without a slash at the end; empty when nobody has said. */
  readonly publicUrl: string;
  /** Folder of the built pages; undefined where something else serves them, or nothing. */
  readonly pagesFolder?: string | undefined;
  /** Addresses of proxies whose word about the caller's address is taken; none where empty. */
  readonly trustedProxies: readonly string[];
}

/** All that {@link buildApp} needs. */
export type AppDeps = EdgeDeps &
  Omit<SignInRouteDeps, 'origin'> &
  BackChannelRouteDeps &
  IdentityRouteDeps &
  KoboWebhookRouteDeps &
  HealthRouteDeps &
  DwellingRouteDeps &
  RecordRouteDeps &
  ProtectedAddressDeps &
  LadderRouteDeps &
  MeetingRouteDeps &
  DecisionRouteDeps &
  RoundRouteDeps &
  NoticeDeps &
  FileScanDeps &
  OfferRouteDeps &
  OfferFollowUpRouteDeps &
  ReplayRouteDeps &
  ExplanationRouteDeps &
  WhatIfRouteDeps &
  RotationRouteDeps &
  TraceRouteDeps &
  PersonDataRouteDeps &
  RotationReportRouteDeps &
  ReportSubscriptionRouteDeps &
  WebhookRouteDeps &
  CalendarLinkRouteDeps;

/**
 * The API, ready for `inject` or `listen`. Opens nothing and reads no environment: what it needs comes in `deps`,
 * and whoever made that closes it.
 */
export function buildApp(deps: AppDeps): FastifyInstance {
  const { publicUrl } = deps;
  const origin = (): string => originOf(publicUrl, app);
  const app: FastifyInstance = fastify({
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
  void app.register(authentication, {
    verifyToken: deps.verifyToken,
    resolveSession: deps.staffSessions.resolve,
    findSession: deps.staffSessions.find,
    origin,
  });
  void app.register(keyedHashes, { lookupHasher: deps.lookupHasher });
  void app.register(schemaGuard, { ensureSchemaFits: deps.ensureSchemaFits });
  void app.register(needToKnow);
  void app.register(openapi);
  void app.register(pages, { folder: deps.pagesFolder });
  void app.register(signInRoutes, { deps: { ...deps, origin } });
  void app.register(backChannelRoutes, { deps });
  void app.register(koboWebhookRoutes, { deps });
  void app.register(registerRoutes, deps);
  return app;
}

/** Where browsers reach the API: what the settings say, else where it listens on this machine. */
function originOf(publicUrl: string, app: FastifyInstance): string {
  if (publicUrl !== '') return new URL(publicUrl).origin;
  const address = app.server.address();
  const port = address === null || typeof address === 'string' ? 80 : address.port;
  return new URL(`http://127.0.0.1:${port}`).origin;
}

async function registerRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  await app.register(healthRoutes, { deps });
  await app.register(problemRoutes, { publicUrl: deps.publicUrl });
  if (!deps.hasMetricsPort) await app.register(metricsRoutes, { metrics: deps.metrics });
  await app.register(
    async (v1) => {
      await v1.register(dwellingRoutes, { deps });
      await v1.register(dwellingExportRoutes, { deps });
      await v1.register(koboLinkRoutes, { deps });
      await v1.register(koboRuleRoutes, { deps });
      await v1.register(importRoutes, { deps });
      await v1.register(importDetailRoutes, { deps });
      await v1.register(recordRoutes, { deps });
      await v1.register(caseAccessRoutes, { deps });
      await v1.register(protectedAddressRoutes, { deps });
      await v1.register(flowRoutes, { deps });
      await v1.register(forecastRoutes, { deps });
      await v1.register(identityRoutes, { deps });
      await v1.register(capacityGapRoutes, { deps });
      await v1.register(gapFileRoutes, { deps });
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
      await v1.register(retentionRoutes, { deps });
      await v1.register(archiveRoutes, { deps });
      await v1.register(personDataRoutes, { deps });
      await v1.register(reviewRoutes, { deps });
      await v1.register(rotationReportRoutes, { deps });
      await v1.register(reportSubscriptionRoutes, { deps });
      await v1.register(statisticsRoutes, { deps });
      await v1.register(webhookSubscriptionRoutes, { deps });
      await v1.register(webhookDeliveryRoutes, { deps });
      await v1.register(calendarLinkRoutes, { deps });
      await v1.register(followUpRoutes, { deps });
      await v1.register(careerPlanRoutes, { deps });
      await v1.register(incidentRoutes, { deps });
      await v1.register(environmentRoutes, { deps });
    },
    { prefix: '/v1' },
  );
}
