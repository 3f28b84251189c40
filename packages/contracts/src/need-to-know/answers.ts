import type { TSchema } from 'typebox';
import { Dwelling, DwellingPage, DwellingPeriods } from '../http/dwellings.ts';
import { Liveness, Readiness } from '../http/health.ts';
import { Me, OwnSessions, SignedIn, SignedOut } from '../http/identity.ts';
import {
  KoboConflict,
  KoboConflictPage,
  KoboLedgerPage,
  KoboLink,
  KoboLinkPage,
  KoboOwnerSetting,
  KoboOwners,
  KoboQuestion,
  KoboQuestionPage,
  KoboValuePair,
  KoboValuePairs,
} from '../http/kobo.ts';
import {
  CalendarLink,
  CalendarLinkPage,
  MadeCalendarLink,
  ReportDeliveryPage,
  ReportSubscription,
  ReportSubscriptionPage,
} from '../http/report-subscriptions.ts';
import { RotationRun, RotationRunPage } from '../http/rotation.ts';
import { RoundReplay } from '../http/round-changes.ts';
import { Ladder } from '../http/rounds.ts';
import { Statistics } from '../http/statistics.ts';
import {
  EventTypeList,
  WebhookReplay,
  WebhookSubscription,
  WebhookSubscriptionPage,
  WebhookSubscriptionWithSecret,
  WebhookTest,
} from '../http/webhooks.ts';
import { EnvironmentReportPage, PlaceEnvironment, PlaceEnvironmentList } from '../records/environment.ts';
import {
  Changes,
  Import,
  ImportFaultPage,
  ImportPage,
  ImportRowPage,
  ReceivedImport,
  SettledImport,
} from '../records/imports.ts';
import { LadderFlow } from '../records/ladder-flow.ts';
import {
  LetterSender,
  LetterTemplates,
  RecordedLetterSender,
  UploadedLetterTemplate,
} from '../records/letter-templates.ts';
import { MeetingPage } from '../records/meetings.ts';
import {
  OverdueReviews,
  PlaceCapHistory,
  PlaceLimitEnded,
  PlaceLimitSet,
  PlaceStatusHistory,
} from '../records/place-limits.ts';
import { AddedLoads, PlaceShapes } from '../records/place-shapes.ts';
import { PlaceDetails, PlacePage } from '../records/places.ts';
import { RequestedPolicyImpactRun } from '../records/policy-impact-runs.ts';
import { PolicySet, PolicySetComparison, PolicySetDetails, PolicySetPage } from '../records/policy-sets.ts';
import { RetentionOverview, StoredRetentionFigure } from '../records/retention.ts';
import { RoleChange, RoleChangeHistory } from '../records/role-changes.ts';
import { AuditTrailCheck } from '../records/traces.ts';
import { ACCESS_ANSWERS } from './access-answers.ts';
import type { ClassedAnswer } from './classed-answer.ts';
import { DECISION_ANSWERS } from './decision-answers.ts';
import { LEASE_ANSWERS } from './lease-answers.ts';
import { NEED_ANSWERS } from './need-answers.ts';
import { ROUND_ANSWERS } from './round-answers.ts';
import { TENANT_ANSWERS } from './tenant-answers.ts';

/** Every answer that shows a person or a case, with the class of each of its fields. */
export const CLASSED_ANSWERS: readonly ClassedAnswer[] = [
  ...NEED_ANSWERS,
  ...ROUND_ANSWERS,
  ...DECISION_ANSWERS,
  ...LEASE_ANSWERS,
  ...TENANT_ANSWERS,
  ...ACCESS_ANSWERS,
];

/** Answers about dwellings, places, rules, figures, the service and whoever asks: no case is in them, and they are not classed. */
export const ANSWERS_OF_NOBODY: ReadonlySet<TSchema> = new Set<TSchema>([
  AddedLoads,
  AuditTrailCheck,
  CalendarLink,
  CalendarLinkPage,
  Changes,
  Dwelling,
  DwellingPage,
  DwellingPeriods,
  EnvironmentReportPage,
  EventTypeList,
  KoboConflict,
  KoboConflictPage,
  KoboLedgerPage,
  KoboLink,
  KoboLinkPage,
  KoboOwnerSetting,
  KoboOwners,
  KoboQuestion,
  KoboQuestionPage,
  KoboValuePair,
  KoboValuePairs,
  Import,
  ImportFaultPage,
  ImportPage,
  ImportRowPage,
  Ladder,
  LadderFlow,
  LetterSender,
  LetterTemplates,
  Liveness,
  MadeCalendarLink,
  Me,
  MeetingPage,
  OverdueReviews,
  OwnSessions,
  PlaceCapHistory,
  PlaceDetails,
  PlaceEnvironment,
  PlaceEnvironmentList,
  PlaceLimitEnded,
  PlaceLimitSet,
  PlacePage,
  PlaceShapes,
  PlaceStatusHistory,
  PolicySet,
  PolicySetComparison,
  PolicySetDetails,
  PolicySetPage,
  Readiness,
  ReceivedImport,
  RecordedLetterSender,
  ReportDeliveryPage,
  ReportSubscription,
  ReportSubscriptionPage,
  RequestedPolicyImpactRun,
  RetentionOverview,
  RoleChange,
  RoleChangeHistory,
  RotationRun,
  RotationRunPage,
  RoundReplay,
  SettledImport,
  SignedIn,
  SignedOut,
  StoredRetentionFigure,
  UploadedLetterTemplate,
  Statistics,
  WebhookReplay,
  WebhookSubscription,
  WebhookSubscriptionPage,
  WebhookSubscriptionWithSecret,
  WebhookTest,
]);
