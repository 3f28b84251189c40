import { WebhookDeliveryPage } from '../http/webhooks.ts';
import { CareerPlanDetails, CareerPlanPage, ChangedCareerPlan } from '../records/career-plans.ts';
import {
  Incident,
  IncidentHousehold,
  IncidentPage,
  RegisteredObservation,
  WithdrawnObservation,
} from '../records/environment.ts';
import {
  AssignedFollowUp,
  CompletedFollowUp,
  FollowUpDetails,
  FollowUpNote,
  FollowUpPage,
} from '../records/follow-ups.ts';
import { AuditEventPage, HouseholdReadingPage, ReadingPage } from '../records/traces.ts';
import { type ClassedAnswer, classed } from './classed-answer.ts';
import { BY_REFERENCE, HANDLED, pageFields } from './shared-fields.ts';

const FOLLOW_UP = {
  id: 'case',
  version: 'case',
  leaseId: 'case',
  kind: 'case',
  dueOn: 'case',
  state: 'case',
  isOverdue: 'case',
  doneOn: 'case',
  doneBy: 'staff',
  cancelledOn: 'case',
  assignedTo: 'staff',
  dwellingId: 'property',
  dwellingReference: 'property',
  ...BY_REFERENCE,
} as const;

const PLAN_CONTENT = {
  goal: 'case',
  goalLevel: 'case',
  state: 'case',
  agreedOn: 'case',
  steps: { id: 'case', kind: 'plan', responsible: 'plan', dueOn: 'plan', state: 'plan' },
} as const;

const PLAN = {
  id: 'case',
  version: 'case',
  householdId: 'case',
  leaseId: 'case',
  ...PLAN_CONTENT,
  madeBy: 'staff',
  progressBasisPoints: 'case',
} as const;

const INCIDENT = {
  id: 'case',
  buildingId: 'property',
  dwellingId: 'property',
  occurredOn: 'conduct',
  severity: 'conduct',
  kind: 'conduct',
  reportedByRole: 'conduct',
  registeredBy: 'staff',
  withdrawnOn: 'case',
  withdrawnBy: 'staff',
  withdrawnBecause: 'case',
} as const;

const READING = {
  id: 'trace',
  occurredAt: 'trace',
  actor: 'trace',
  role: 'trace',
  operation: 'trace',
  requestId: 'trace',
} as const;

const FOLLOW_UPS: readonly ClassedAnswer[] = [
  classed(FollowUpPage, {
    ...pageFields(FOLLOW_UP),
    counts: { due: 'open', overdue: 'open', unassigned: 'open' },
  }),
  classed(FollowUpDetails, {
    ...FOLLOW_UP,
    visit: { outcome: 'conduct', environmentLevel: 'conduct', needsChanged: 'conduct' },
    assignments: { assignedTo: 'staff', assignedBy: 'staff', assignedAt: 'case' },
  }),
  classed(FollowUpNote, { note: 'note', writtenBy: 'staff', writtenAt: 'case' }),
  classed(AssignedFollowUp, { id: 'case', assignedTo: 'staff', version: 'case' }),
  classed(CompletedFollowUp, HANDLED),
  classed(CareerPlanPage, pageFields(PLAN)),
  classed(CareerPlanDetails, {
    ...PLAN,
    versions: {
      version: 'case',
      event: 'case',
      content: PLAN_CONTENT,
      recordedBy: 'staff',
      recordedAt: 'case',
    },
  }),
  classed(ChangedCareerPlan, HANDLED),
  classed(Incident, INCIDENT),
  classed(IncidentPage, pageFields(INCIDENT)),
  classed(IncidentHousehold, { householdId: 'case' }),
  classed(RegisteredObservation, { id: 'case' }),
  classed(WithdrawnObservation, { id: 'case', withdrawnOn: 'case' }),
];

const TRACES: readonly ClassedAnswer[] = [
  classed(
    AuditEventPage,
    pageFields({
      sequence: 'trace',
      occurredAt: 'trace',
      actor: 'trace',
      role: 'trace',
      action: 'trace',
      objectKind: 'trace',
      objectId: 'trace',
      before: 'trace',
      after: 'trace',
      reason: 'trace',
      requestId: 'trace',
      isWithheld: 'trace',
    }),
  ),
  classed(
    WebhookDeliveryPage,
    pageFields({
      id: 'open',
      subscriptionId: 'open',
      state: 'open',
      attemptCount: 'open',
      nextAttemptAt: 'open',
      eventId: 'open',
      eventType: 'trace',
      subjectKind: 'trace',
      subjectId: 'trace',
      occurredAt: 'trace',
      attempts: { attemptNumber: 'open', outcome: 'open', statusCode: 'open', attemptedAt: 'open' },
    }),
  ),
  classed(ReadingPage, pageFields({ ...READING, householdIds: 'trace' })),
  classed(HouseholdReadingPage, pageFields(READING)),
];

/** What happens in a tenancy, and who changed or read what. */
export const TENANT_ANSWERS: readonly ClassedAnswer[] = [...FOLLOW_UPS, ...TRACES];
