import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type ApplicationRouteDeps, applicationRoutes } from './applications.routes.ts';
import { type AssessmentRouteDeps, assessmentRoutes } from './assessments.routes.ts';
import { type HouseholdRouteDeps, householdRoutes } from './households.routes.ts';
import { type LeaseEventRouteDeps, leaseEventRoutes } from './lease-events.routes.ts';
import { type LeaseRouteDeps, leaseRoutes } from './leases.routes.ts';
import { type PlaceRouteDeps, placeRoutes } from './places.routes.ts';
import { type PolicyImpactRunRouteDeps, policyImpactRunRoutes } from './policy-impact-runs.routes.ts';
import { type PolicySetChangeRouteDeps, policySetChangeRoutes } from './policy-set-changes.routes.ts';
import { policySetRoutes } from './policy-sets.routes.ts';
import { queueRoutes } from './queue.routes.ts';

/** What the routes of the records need. */
export type RecordRouteDeps = PlaceRouteDeps &
  HouseholdRouteDeps &
  ApplicationRouteDeps &
  AssessmentRouteDeps &
  LeaseRouteDeps &
  LeaseEventRouteDeps &
  PolicySetChangeRouteDeps &
  PolicyImpactRunRouteDeps;

/** The records of the municipality: places, households, applications, assessments, queue, rules and leases. */
export const recordRoutes: FastifyPluginAsyncTypebox<{ readonly deps: RecordRouteDeps }> = async (
  app,
  options,
) => {
  await app.register(placeRoutes, options);
  await app.register(householdRoutes, options);
  await app.register(applicationRoutes, options);
  await app.register(assessmentRoutes, options);
  await app.register(queueRoutes, options);
  await app.register(policySetRoutes, options);
  await app.register(policySetChangeRoutes, options);
  await app.register(policyImpactRunRoutes, options);
  await app.register(leaseRoutes, options);
  await app.register(leaseEventRoutes, options);
};
