/**
 * What crosses a border: bodies of HTTP requests and answers, problem documents, payloads of jobs.
 */

export { STATEMENT_MESSAGES } from './explanations/messages.ts';
export { type StatementMessages } from './explanations/statement-messages.ts';
export { decodeCursor, encodeCursor, type Keyset } from './http/cursor.ts';
export { DEV_TOKEN_ALGORITHM, DEV_TOKEN_AUDIENCE, DEV_TOKEN_ISSUER, DEV_TOKEN_MAX_AGE_SECONDS, DEV_TOKEN_TYPE, DevTokenClaims } from './http/dev-token.ts';
export { Dwelling, DwellingChange, DwellingCursor, DwellingPage, DwellingParams, DwellingQuery, DwellingStatusName } from './http/dwellings.ts';
export { ComparedPair, DwellingOutcomes, HouseholdOutcomes, NearestChange, OutcomeCursor, OutcomeQuery, RoundDwellingParams, RoundHouseholdParams, RoundPairParams, Statement } from './http/explanations.ts';
export { IdempotencyKey, IfMatch, toEntityTag, versionOfEntityTag } from './http/headers.ts';
export { Liveness, Readiness } from './http/health.ts';
export { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, PagingQuery, pageOf } from './http/paging.ts';
export { Instant, LevelNumber, line, nullable, oneOf, PlainDate, ProgrammeName, TrackName, Uuid, Version } from './http/primitives.ts';
export { RotationFlag, RotationFlagCursor, RotationFlagPage, RotationFlagQuery, RotationRun, RotationRunCursor, RotationRunPage, RotationRunParams, RotationRunQuery, RotationRunRequest } from './http/rotation.ts';
export { ReSolveRequest, RoundCancellation, RoundChanges, RoundReplay } from './http/round-changes.ts';
export { CreatedRound, HouseholdExplanation, Ladder, LadderQuery, LadderStep, Proposal, Round, RoundCursor, RoundExport, RoundPage, RoundParams, RoundQuery, RoundRequest, VerdictCursor, VerdictPage, VerdictParams, VerdictQuery } from './http/rounds.ts';
export { WhatIfRequest, WhatIfResult } from './http/what-ifs.ts';
export { findJobPayloadProblem, isJobPayload, isQueueName, type JobKind, type JobPayload, type JobPayloadProblem, jobPayloadSchemas, listJobKinds, type QueueName } from './jobs/job-payloads.ts';
export { PROBLEM_MEDIA_TYPE, Problem, ProblemFault, ProblemKind, ProblemParams, type ProblemResponse, type ProblemStatus, problems, responsesOf } from './problems/problem.ts';
export { Appeal, AppealCursor, AppealDetails, AppealOutcome, AppealPage, AppealParams, AppealQuery, AppealRegistration, AppealReview, HandledAppeal, RegisteredAppeal } from './records/appeals.ts';
export { ApplicationCursor, ApplicationPage, ApplicationParams, ApplicationQuery, ApplicationRegistration, ApplicationStatusName, HousingApplication, MovedApplication, PreliminaryAnswer, ReApplication, RegisteredApplication } from './records/applications.ts';
export { AssessmentNeeds, StaffingName } from './records/assessment-needs.ts';
export { Assessment, AssessmentCursor, AssessmentDetails, AssessmentPage, AssessmentParams, AssessmentQuery, AssessmentRegistration, RegisteredAssessment } from './records/assessments.ts';
export { Correction, CorrectionParams, CorrectionProposal, CorrectionTransition, Decision, DecisionList, DecisionParams, IfMatchRuling, Protocol, RoundCase, RoundCaseCursor, RoundCasePage, RoundCaseParams, RoundCaseQuery, RoundSignature, RulingChange, SignedRound, SigningDraft, StoredRuling } from './records/decisions.ts';
export { DueDate, DueDateCursor, DueDatePage, DueDateQuery } from './records/due-dates.ts';
export { EntitlementList, EntitlementRegistration, RegisteredEntitlement } from './records/entitlements.ts';
export { DuplicateGroup, DuplicateGroupCursor, DuplicateGroupPage, DuplicateGroupQuery, HouseholdMerge, MergedHousehold } from './records/household-merges.ts';
export { ChangedHousehold, Household, HouseholdCursor, HouseholdJoining, HouseholdLeaving, HouseholdMemberParams, HouseholdPage, HouseholdParams, HouseholdQuery, HouseholdRegistration, HouseholdSearch, HouseholdSearchResult, RegisteredHousehold } from './records/households.ts';
export { KeepApart, KeepApartCursor, KeepApartEnd, KeepApartPage, KeepApartParams, KeepApartQuery, KeepApartReason, KeepApartRegistration, KeepApartReview, StoredKeepApart } from './records/keep-apart.ts';
export { ChangedLeaseParty, HandoverRecord, Handovers, LeaseOfOffer, LeaseOfOfferTerms, LeasePartyChange, RecordedHandover } from './records/lease-changes.ts';
export { ClosedLease, Lease, LeaseClosing, LeaseCursor, LeaseDayQuery, LeaseDetails, LeaseNoticeRegistration, LeasePage, LeaseParams, LeaseQuery, LeaseRegistration, LegalState, RecordedLeaseNotice, RegisteredLease } from './records/leases.ts';
export { DefaultLetterTemplateQuery, LetterSender, LetterSenderRegistration, LetterTemplate, LetterTemplateParams, LetterTemplates, LetterTemplateUpload, RecordedLetterSender, UploadedLetterTemplate } from './records/letter-templates.ts';
export { Lot, LotCursor, LotPage, LotQuery } from './records/lots.ts';
export { AgendaItemRegistration, AttendanceRegistration, ChangedMeeting, DissentDeclaration, Meeting, MeetingCursor, MeetingDetails, MeetingPage, MeetingParams, MeetingPlan, MeetingQuery, MeetingReference, MeetingTransition, PlannedMeeting, RecusalDeclaration, RegisteredAttendance, Superior } from './records/meetings.ts';
export { HandledNotice, LetterFormatQuery, LetterKindName, LetterLanguageName, Notice, NoticeCursor, NoticeDiscarding, NoticePage, NoticeParams, NoticePreparation, NoticeQuery, NoticeSending, NoticeWriting, PreparedNotice, SentNotice, WrittenNotice } from './records/notices.ts';
export { OccupancyAnswer, OccupancyRequest, OccupancyRequestParams, OccupancyRequestRegistration, RegisteredOccupancyRequest } from './records/occupancy-requests.ts';
export { AnsweredOffer, CaseTask, CaseTaskCursor, CaseTaskPage, CaseTaskParams, DoneCaseTask, HandledSuccession, Offer, OfferCursor, OfferDecline, OfferPage, OfferParams, OfferQuery, OfferRefusal, OfferRefusalPage, OfferWithdrawal, PageQuery, RefusalAssessment, Succession, SuccessionDecision, SuccessionDiscard, SuccessionPage, SuccessionParams, SuccessionQuery } from './records/offers.ts';
export { OverdueReviews, PlaceCapChange, PlaceCapHistory, PlaceLimitEnd, PlaceLimitEnded, PlaceLimitRenewal, PlaceLimitSet, PlaceStatusChange, PlaceStatusHistory } from './records/place-limits.ts';
export { Place, PlaceCursor, PlaceDetails, PlaceKindName, PlacePage, PlaceParams, PlaceQuery } from './records/places.ts';
export { PolicyContent } from './records/policy-content.ts';
export { PolicyImpactRun, PolicyImpactRunParams, RequestedPolicyImpactRun } from './records/policy-impact-runs.ts';
export { InForceQuery, PolicySet, PolicySetApproval, PolicySetChange, PolicySetComparison, PolicySetComparisonQuery, PolicySetCursor, PolicySetDetails, PolicySetDraft, PolicySetPage, PolicySetParams, PolicySetQuery, PolicySetRejection } from './records/policy-sets.ts';
export { QueueCursor, QueueItem, QueueMove, QueueMoveCursor, QueueMovePage, QueueMoveQuery, QueuePage, QueueQuery } from './records/queue.ts';
export { AddedLoad, RoleChange, RoleChangeHistory, RoleChangeRequest } from './records/role-changes.ts';
export { CareerPlan, CareerPlanAgreement, CareerPlanCursor, CareerPlanDetails, CareerPlanDraft, CareerPlanEnd, CareerPlanListQuery, CareerPlanPage, CareerPlanParams, CareerPlanRevision, ChangedCareerPlan, NewPlanStep, PlanStepMove, PlanStepParams } from './records/career-plans.ts';
export { EnvironmentReport, EnvironmentReportCursor, EnvironmentReportListQuery, EnvironmentReportPage, EnvironmentReportParams, EnvironmentReportRegistration, EnvironmentReportWithdrawal, Incident, IncidentCursor, IncidentHousehold, IncidentListQuery, IncidentPage, IncidentParams, IncidentRegistration, IncidentWithdrawal, PlaceEnvironment, PlaceEnvironmentList, PlaceEnvironmentQuery, RegisteredObservation, WithdrawnObservation } from './records/environment.ts';
export { AssignedFollowUp, CompletedFollowUp, FollowUp, FollowUpAssignment, FollowUpCursor, FollowUpDetails, FollowUpListQuery, FollowUpNote, FollowUpPage, FollowUpParams, VisitReport } from './records/follow-ups.ts';
export { LeaseRenewal, MovedReview, OpenedReview, RecordedReviewInput, RenewedLease, Review, ReviewAssignment, ReviewCursor, ReviewDetails, ReviewInputRecord, ReviewOpening, ReviewPage, ReviewParams, ReviewProtocol, ReviewQuery, ReviewRulingChange, ReviewSignature, ReviewTransition, RuledReview, SignedReview } from './records/reviews.ts';
