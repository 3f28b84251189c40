import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { applicationAssignmentRoutes } from './application-assignments.routes.ts';
import { type ApplicationEventRouteDeps, applicationEventRoutes } from './application-events.routes.ts';
import { type ApplicationRouteDeps, applicationRoutes } from './applications.routes.ts';
import { type AssessmentRouteDeps, assessmentRoutes } from './assessments.routes.ts';
import { type EntitlementRouteDeps, entitlementRoutes } from './entitlements.routes.ts';
import { householdMemberRoutes } from './household-members.routes.ts';
import { type HouseholdMergeRouteDeps, householdMergeRoutes } from './household-merges.routes.ts';
import { type HouseholdRouteDeps, householdRoutes } from './households.routes.ts';
import { type KeepApartRouteDeps, keepApartRoutes } from './keep-apart.routes.ts';
import { type LeaseChangeRouteDeps, leaseChangeRoutes } from './lease-changes.routes.ts';
import { type LeaseEventRouteDeps, leaseEventRoutes } from './lease-events.routes.ts';
import { type LeaseMoneyRouteDeps, leaseMoneyRoutes } from './lease-money.routes.ts';
import { type LeaseRouteDeps, leaseRoutes } from './leases.routes.ts';
import { type OccupancyRequestRouteDeps, occupancyRequestRoutes } from './occupancy-requests.routes.ts';
import { type PlaceLimitRouteDeps, placeLimitRoutes } from './place-limits.routes.ts';
import { type PlaceRouteDeps, placeRoutes } from './places.routes.ts';
import { type PolicyImpactRunRouteDeps, policyImpactRunRoutes } from './policy-impact-runs.routes.ts';
import { type PolicySetChangeRouteDeps, policySetChangeRoutes } from './policy-set-changes.routes.ts';
import { policySetRoutes } from './policy-sets.routes.ts';
import { queueRoutes } from './queue.routes.ts';
import { queueHistoryRoutes } from './queue-history.routes.ts';
import { type RoleChangeRouteDeps, roleChangeRoutes } from './role-changes.routes.ts';

/** What the routes of the records need. */
export type RecordRouteDeps = PlaceRouteDeps &
  PlaceLimitRouteDeps &
  RoleChangeRouteDeps &
  KeepApartRouteDeps &
  HouseholdRouteDeps &
  HouseholdMergeRouteDeps &
  ApplicationRouteDeps &
  ApplicationEventRouteDeps &
  EntitlementRouteDeps &
  AssessmentRouteDeps &
  LeaseRouteDeps &
  LeaseChangeRouteDeps &
  LeaseEventRouteDeps &
  LeaseMoneyRouteDeps &
  PolicySetChangeRouteDeps &
  OccupancyRequestRouteDeps &
  PolicyImpactRunRouteDeps;

/** The records of the municipality: places, households, applications, assessments, queue, rules and leases. */
export const recordRoutes: FastifyPluginAsyncTypebox<{ readonly deps: RecordRouteDeps }> = async (
  app,
  options,
) => {
  await app.register(placeRoutes, options);
  await app.register(placeLimitRoutes, options);
  await app.register(roleChangeRoutes, options);
  await app.register(householdRoutes, options);
  await app.register(householdMemberRoutes, options);
  await app.register(keepApartRoutes, options);
  await app.register(householdMergeRoutes, options);
  await app.register(applicationRoutes, options);
  await app.register(applicationEventRoutes, options);
  await app.register(applicationAssignmentRoutes, options);
  await app.register(entitlementRoutes, options);
  await app.register(assessmentRoutes, options);
  await app.register(queueRoutes, options);
  await app.register(queueHistoryRoutes, options);
  await app.register(policySetRoutes, options);
  await app.register(policySetChangeRoutes, options);
  await app.register(policyImpactRunRoutes, options);
  await app.register(leaseRoutes, options);
  await app.register(leaseEventRoutes, options);
  await app.register(leaseMoneyRoutes, options);
  await app.register(occupancyRequestRoutes, options);
  await app.register(leaseChangeRoutes, options);
};
