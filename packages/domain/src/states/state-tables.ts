import { ROUND_TRANSITIONS } from '../allocation/round-states.ts';
import { APPEAL_TRANSITIONS } from '../appeal/appeal-states.ts';
import { CAREER_PLAN_TRANSITIONS, PLAN_STEP_TRANSITIONS } from '../career-plan/career-plan-states.ts';
import { CORRECTION_TRANSITIONS } from '../decision/correction-states.ts';
import { WEBHOOK_MESSAGE_TRANSITIONS, WEBHOOK_SUBSCRIPTION_TRANSITIONS } from '../events/webhook-states.ts';
import { FOLLOW_UP_TRANSITIONS } from '../follow-up/follow-up-states.ts';
import { HOUSING_APPLICATION_TRANSITIONS } from '../housing-application/housing-application-states.ts';
import { IMPORT_RUN_TRANSITIONS } from '../imports/import-run-states.ts';
import { KOBO_CONFLICT_TRANSITIONS, KOBO_QUESTION_TRANSITIONS } from '../kobo/kobo-states.ts';
import { LEASE_TRANSITIONS } from '../lease/lease-states.ts';
import { MEETING_TRANSITIONS } from '../meeting/meeting-states.ts';
import { NOTICE_TRANSITIONS } from '../notice/notice-states.ts';
import { OFFER_TRANSITIONS } from '../offer/offer-states.ts';
import { SUCCESSION_TRANSITIONS } from '../offer/succession-states.ts';
import { POLICY_SET_TRANSITIONS } from '../policy/policy-set-states.ts';
import { CASE_BLOCK_TRANSITIONS } from '../privacy/case-block-states.ts';
import { PERSON_DATA_EXPORT_TRANSITIONS } from '../privacy/person-data-export-states.ts';
import { RETENTION_RUN_TRANSITIONS } from '../privacy/retention-run-states.ts';
import { CASE_ACCESS_TRANSITIONS } from '../protection/case-access-states.ts';
import { OUTGOING_DOCUMENT_TRANSITIONS } from '../records-archive/outgoing-document-states.ts';
import { CALENDAR_LINK_TRANSITIONS, REPORT_SUBSCRIPTION_TRANSITIONS } from '../report/report-states.ts';
import { REVIEW_TRANSITIONS } from '../review/review-states.ts';
import { STAFF_SESSION_TRANSITIONS } from '../staff-session/staff-session-states.ts';
import type { StateTable } from './state-table.ts';

/** Every state table by the name of its aggregate; the diagrams of `docs/state-machines` are drawn from them. */
export const STATE_TABLES: Readonly<Record<string, StateTable<string, string>>> = {
  appeal: APPEAL_TRANSITIONS,
  'calendar-link': CALENDAR_LINK_TRANSITIONS,
  'career-plan': CAREER_PLAN_TRANSITIONS,
  'case-access': CASE_ACCESS_TRANSITIONS,
  'case-block': CASE_BLOCK_TRANSITIONS,
  correction: CORRECTION_TRANSITIONS,
  'follow-up': FOLLOW_UP_TRANSITIONS,
  'housing-application': HOUSING_APPLICATION_TRANSITIONS,
  'kobo-conflict': KOBO_CONFLICT_TRANSITIONS,
  'kobo-question': KOBO_QUESTION_TRANSITIONS,
  'import-run': IMPORT_RUN_TRANSITIONS,
  lease: LEASE_TRANSITIONS,
  meeting: MEETING_TRANSITIONS,
  notice: NOTICE_TRANSITIONS,
  offer: OFFER_TRANSITIONS,
  'outgoing-document': OUTGOING_DOCUMENT_TRANSITIONS,
  'person-data-export': PERSON_DATA_EXPORT_TRANSITIONS,
  'plan-step': PLAN_STEP_TRANSITIONS,
  'policy-set': POLICY_SET_TRANSITIONS,
  'retention-run': RETENTION_RUN_TRANSITIONS,
  review: REVIEW_TRANSITIONS,
  'report-subscription': REPORT_SUBSCRIPTION_TRANSITIONS,
  round: ROUND_TRANSITIONS,
  'staff-session': STAFF_SESSION_TRANSITIONS,
  succession: SUCCESSION_TRANSITIONS,
  'webhook-message': WEBHOOK_MESSAGE_TRANSITIONS,
  'webhook-subscription': WEBHOOK_SUBSCRIPTION_TRANSITIONS,
};
