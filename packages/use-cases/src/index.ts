export { type Access, logAccess } from './access-log/log-access.ts';
export { type Actor, tenantOf } from './actor/actor.ts';
export { authorise, isAllowed } from './actor/authorise.ts';
export {
  GRANTS,
  PERMISSION_NAMES,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
} from './actor/permissions.ts';
export { SHOWN_CLASSES, sees } from './actor/shown-classes.ts';
export {
  type HandledAppeal,
  type RecordAppealOutcome,
  type ReviewAppeal,
  recordAppealOutcome,
  reviewAppeal,
  withdrawAppeal,
} from './appeal/handle-appeal.ts';
export {
  type AppealDetails,
  type AppealPage,
  type AppealView,
  getAppeal,
  listAppeals,
} from './appeal/read-appeals.ts';
export {
  type AppealDeps,
  type RegisterAppeal,
  type RegisteredAppeal,
  registerAppeal,
} from './appeal/register-appeal.ts';
export {
  type AssignApplications,
  type AssignApplicationsDeps,
  type AssignmentOutcome,
  assignApplications,
} from './application/assign-applications.ts';
export { getApplication, type ReadApplicationsDeps } from './application/get-application.ts';
export { houseApplication } from './application/house-application.ts';
export {
  type ApplicationPage,
  type ListApplications,
  listApplications,
} from './application/list-applications.ts';
export {
  type DueDateItem,
  type DueDateKey,
  type DueDatePage,
  type ListDueDatesDeps,
  listDueDates,
} from './application/list-due-dates.ts';
export {
  type ApplicationMove,
  followDecisions,
  type MoveApplicationDeps,
  type MovedApplication,
  moveApplication,
} from './application/move-application.ts';
export { type ReApply, reApply } from './application/re-apply.ts';
export {
  type RecordPreliminaryAnswer,
  type RecordPreliminaryAnswerDeps,
  recordPreliminaryAnswer,
} from './application/record-preliminary-answer.ts';
export {
  type RegisterApplication,
  type RegisterApplicationDeps,
  type RegisteredApplication,
  registerApplication,
} from './application/register-application.ts';
export {
  type SettleApplication,
  type SettleApplicationDeps,
  settleApplication,
} from './application/settle-application.ts';
export { type BedroomNormView } from './assessment/bedroom-norm-view.ts';
export {
  type AssessmentDetails,
  type AssessmentPage,
  getAssessment,
  type ListAssessments,
  listAssessments,
  type ReadAssessmentsDeps,
} from './assessment/read-assessments.ts';
export {
  type RegisterAssessment,
  type RegisterAssessmentDeps,
  type RegisteredAssessment,
  registerAssessment,
} from './assessment/register-assessment.ts';
export {
  type AuditActor,
  type AuditEntry,
  type AuditFields,
  type AuditValue,
  appendAuditEvent,
} from './audit/append-audit-event.ts';
export {
  type AuditAnchor,
  isTrueAnchor,
  type MakeAnchorDeps,
  makeAnchor,
  parseAnchor,
  type SealedAnchor,
} from './audit/audit-anchor.ts';
export {
  type AuditExport,
  type ExportAuditTrailDeps,
  exportAuditTrail,
  readAuditExport,
} from './audit/export-audit-trail.ts';
export {
  type HouseholdReadingPage,
  type ListReadings,
  listHouseholdReadings,
  listReadings,
  type ReadingPage,
} from './audit/list-readings.ts';
export {
  type AuditEventPage,
  type AuditEventView,
  type AuditTrailCheck,
  type CheckAuditTrailDeps,
  checkAuditTrail,
  type ListAuditEvents,
  listAuditEvents,
  type ReadTracesDeps,
} from './audit/read-audit-trail.ts';
export {
  type AuditFault,
  type AuditVerification,
  type VerifyAuditDeps,
  verifyAudit,
} from './audit/verify-audit.ts';
export {
  addPlanStep,
  agreeCareerPlan,
  type CareerPlanCommand,
  endCareerPlan,
  MAX_PLAN_STEPS,
  movePlanStep,
  reviseCareerPlan,
} from './career-plan/change-career-plan.ts';
export {
  type CareerPlanGoal,
  type ChangedCareerPlan,
  type MakeCareerPlan,
  makeCareerPlan,
  type NewPlanStep,
} from './career-plan/make-career-plan.ts';
export {
  type CareerPlanDetails,
  type CareerPlanPage,
  type CareerPlanView,
  getCareerPlan,
  listCareerPlans,
} from './career-plan/read-career-plans.ts';
export { type ChangeList, type ListChangesDeps, listChanges } from './changes/list-changes.ts';
export {
  type CorrectDecisionDeps,
  type ProposeCorrection,
  proposeCorrection,
  type SettleCorrection,
  settleProposedCorrection,
} from './decision/correct-decision.ts';
export {
  type CasePage,
  getSigningDraft,
  listCases,
  type ReadCasesDeps,
  type SigningDraft,
} from './decision/read-cases.ts';
export {
  getDecision,
  getProtocol,
  listHouseholdDecisions,
  listRoundDecisions,
  type ReadDecisionsDeps,
} from './decision/read-decisions.ts';
export { type Minutes, type MinutesCase, readMinutes } from './decision/read-minutes.ts';
export { type RuleCase, type RuleCaseDeps, ruleCase, type StoredRuling } from './decision/rule-case.ts';
export { type SignedRound, type SignRound, type SignRoundDeps, signRound } from './decision/sign-round.ts';
export { type ChangeDwelling, type ChangeDwellingDeps, changeDwelling } from './dwelling/change-dwelling.ts';
export { type ChangeRole, type ChangeRoleDeps, changeRole, type RoleChange } from './dwelling/change-role.ts';
export { type ExportDwellingsDeps, exportDwellings } from './dwelling/export-dwellings.ts';
export { type GetDwellingDeps, getDwelling } from './dwelling/get-dwelling.ts';
export { type ListDwellingPeriodsDeps, listDwellingPeriods } from './dwelling/list-dwelling-periods.ts';
export {
  type DwellingPage,
  type ListDwellings,
  type ListDwellingsDeps,
  listDwellings,
} from './dwelling/list-dwellings.ts';
export { type ListRoleChangesDeps, listRoleChanges } from './dwelling/list-role-changes.ts';
export { type EntitlementView, listEntitlements } from './entitlement/list-entitlements.ts';
export {
  type RegisterEntitlement,
  type RegisterEntitlementDeps,
  type RegisteredEntitlement,
  registerEntitlement,
} from './entitlement/register-entitlement.ts';
export {
  type EnvironmentReportPage,
  listEnvironmentReports,
  type RegisterEnvironmentReport,
  registerEnvironmentReport,
  withdrawEnvironmentReport,
} from './environment/environment-reports.ts';
export {
  getIncident,
  getIncidentHousehold,
  type IncidentPage,
  listIncidents,
} from './environment/read-incidents.ts';
export {
  getPlaceEnvironment,
  listPlaceEnvironments,
  type PlaceEnvironments,
  type PlaceEnvironmentView,
} from './environment/read-place-environments.ts';
export { type RegisterIncident, registerIncident } from './environment/register-incident.ts';
export { withdrawIncident } from './environment/withdraw-incident.ts';
export {
  AccessRefusedError,
  ConflictError,
  DomainError,
  type DomainErrorDetails,
  NotFoundError,
  RuleRefusedError,
  StaleVersionError,
  UnavailableError,
} from './errors/domain-error.ts';
export { type DomainErrorCode } from './errors/domain-error-code.ts';
export { type AskableRound, answerQuestion, toAskableRound } from './explanation/answer-question.ts';
export {
  type AskSolverDeps,
  type ComparedPair,
  comparePair,
  findNearestChangeFor,
  type NearestChangeView,
} from './explanation/ask-solver.ts';
export { type CertificateView, type Price, type PriceListView } from './explanation/certificate.ts';
export {
  type CandidateExplanation,
  type DwellingExplanationPage,
  type ExplainDwelling,
  explainDwellingOutcomes,
} from './explanation/explain-dwelling.ts';
export {
  type DwellingExplanation,
  type ExplainHousehold,
  explainHouseholdOutcomes,
  type HouseholdExplanationPage,
} from './explanation/explain-household.ts';
export {
  type AskedRound,
  type ExplanationAnswer,
  type ExplanationQuestion,
  type ExplanationSolver,
} from './explanation/explanation-solver.ts';
export { loadStatement } from './explanation/outcome-statements.ts';
export {
  expectationStatement,
  ruleName,
  ruleStatement,
  wishStatement,
} from './explanation/rule-statements.ts';
export {
  type GetLadderFlow,
  type GetLadderFlowDeps,
  getLadderFlow,
  type LadderFlow,
  type StepFlow,
} from './flow/get-ladder-flow.ts';
export {
  type FlowTenant,
  type FlowTenantPage,
  type ListFlowTenants,
  type ListFlowTenantsDeps,
  type ListTenantsAbove,
  type LongStayView,
  listLongStays,
  listTenantsAbove,
  type TenantAboveView,
} from './flow/list-flow-tenants.ts';
export { type AssignedFollowUp, type AssignFollowUp, assignFollowUp } from './follow-up/assign-follow-up.ts';
export {
  type CompletedFollowUp,
  type CompleteFollowUp,
  completeFollowUp,
} from './follow-up/complete-follow-up.ts';
export { type FollowUpCommand, type FollowUpDeps } from './follow-up/find-for-change.ts';
export { PLAN_FOLLOW_UPS } from './follow-up/plan-follow-ups.ts';
export {
  type FollowUpDetails,
  type FollowUpPage,
  type FollowUpView,
  getFollowUp,
  getFollowUpNote,
  listFollowUps,
} from './follow-up/read-follow-ups.ts';
export {
  type ForecastView,
  type ListForecastDeps,
  type ListForecastVacancies,
  listForecastVacancies,
} from './forecast/list-forecast-vacancies.ts';
export {
  type AddHouseholdMember,
  addHouseholdMember,
  type ChangedHousehold,
} from './household/add-household-member.ts';
export { type EndHouseholdMembership, endHouseholdMembership } from './household/end-household-membership.ts';
export { getHousehold, type ReadHouseholdsDeps } from './household/get-household.ts';
export {
  createIdentityCipher,
  IDENTITY_NUMBER_COLUMN,
  type IdentityCipher,
  type IdentitySealer,
  type SealedIdentityNumber,
} from './household/identity-cipher.ts';
export {
  type IdentityNumberKind,
  type IdentityNumbers,
  identityNumberKind,
} from './household/identity-number.ts';
export {
  type DuplicateGroupPage,
  type DuplicateGroupView,
  listDuplicates,
} from './household/list-duplicates.ts';
export { type HouseholdPage, type ListHouseholds, listHouseholds } from './household/list-households.ts';
export { type HouseholdView, type MemberView } from './household/member-view.ts';
export {
  type MergedHousehold,
  type MergeHouseholds,
  type MergeHouseholdsDeps,
  mergeHouseholds,
} from './household/merge-households.ts';
export {
  type NewHouseholdMember,
  type RegisteredHousehold,
  type RegisterHousehold,
  type RegisterHouseholdDeps,
  registerHousehold,
} from './household/register-household.ts';
export { type SearchHouseholdsDeps, searchHouseholds } from './household/search-household.ts';
export { type IdempotencyRequest, idempotent } from './idempotency/idempotent.ts';
export { type EndSessionDeps, endSession, endSessionsOf, type SessionEnder } from './identity/end-session.ts';
export {
  endSessionsOfUser,
  type IssuerSignOut,
  listStaffSessions,
  type StaffSessionPage,
  type StaffSessionView,
  signOutByIssuer,
  signOutEverywhere,
} from './identity/manage-sessions.ts';
export { endOwnSession, listOwnSessions } from './identity/own-sessions.ts';
export { listStaffDirectory, type StaffDirectoryPage } from './identity/read-directory.ts';
export { type Me, readMe } from './identity/read-me.ts';
export {
  findSession,
  type ResolvedSession,
  type ResolveSessionDeps,
  resolveSession,
  type SignedInSession,
} from './identity/resolve-session.ts';
export {
  csrfTokenOf,
  hashSessionToken,
  openRefreshToken,
  sealRefreshToken,
} from './identity/session-secrets.ts';
export {
  type BegunSession,
  recordRefusedSignIn,
  type SignInDeps,
  signInStaff,
} from './identity/sign-in-staff.ts';
export { applyImport } from './imports/apply-import.ts';
export { checkImport, failImport, type ImportJob, type ImportJobDeps } from './imports/check-import.ts';
export {
  getImport,
  getImportFaults,
  getImportRows,
  type ImportPage,
  listImports,
  type ReadImportsDeps,
} from './imports/read-imports.ts';
export {
  type ByteInspector,
  type ImportDeps,
  MOST_IMPORT_BYTES,
  type ReceivedImport,
  type ReceiveImport,
  receiveImport,
} from './imports/receive-import.ts';
export {
  type ApproveImport,
  approveImport,
  expireImports,
  refuseImport,
  type SettledImport,
  type SettleImport,
} from './imports/settle-import.ts';
export {
  getKeepApart,
  getKeepApartReason,
  type KeepApartPage,
  type KeepApartReason,
  type KeepApartView,
  type ListKeepApart,
  listKeepApart,
  type ReadKeepApartDeps,
} from './keep-apart/read-keep-apart.ts';
export {
  type KeepApartDeps,
  type RegisterKeepApart,
  registerKeepApart,
} from './keep-apart/register-keep-apart.ts';
export {
  type KeepApartOutcome,
  type ReviewKeepApart,
  reviewKeepApart,
} from './keep-apart/review-keep-apart.ts';
export { dropLookupKey, LookupKeyNeededError } from './keys/drop-lookup-key.ts';
export { type KeyCareDeps, type RotatedColumn } from './keys/encrypted-fields.ts';
export {
  createFieldCipher,
  DataKeyMissingError,
  type FieldCipher,
  type FieldCipherDeps,
  type FieldOf,
  type FieldSealer,
} from './keys/field-cipher.ts';
export {
  type DataKey,
  type DataKeyOwner,
  type FieldCrypto,
  type FieldPlace,
  type FormerIdentityCipher,
  type KeyParts,
  type KeyPurpose,
  type KeyService,
  type LookupHash,
  type LookupHasher,
  type WrappedKey,
} from './keys/key-ports.ts';
export {
  type ColumnKeyStatus,
  type FieldKeyState,
  type FieldKeyStatus,
  type KeyStatus,
  type LookupKeyStatus,
  readKeyStatus,
} from './keys/key-status.ts';
export {
  type ColumnRotation,
  KeyUnknownError,
  type RotateKeys,
  type RotateKeysDeps,
  rotateKeys,
} from './keys/rotate-keys.ts';
export {
  answerKoboQuestion,
  endKoboValuePair,
  enterKoboValuePair,
  listKoboValuePairs,
  type NewKoboValuePair,
} from './kobo/answer-kobo-question.ts';
export { compareAllDwellings, enqueueDueDwellings } from './kobo/enqueue-due-dwellings.ts';
export { type KoboDeps, type KoboJob, type KoboSyncDeps } from './kobo/kobo-deps.ts';
export { type KoboLinkView } from './kobo/kobo-link-view.ts';
export { type KoboOwner, listKoboOwners, setKoboOwner } from './kobo/kobo-owners.ts';
export {
  type LinkKoboDeps,
  type LinkKoboDwelling,
  linkKoboDwelling,
  replayKoboLink,
} from './kobo/link-kobo-dwelling.ts';
export { pauseAfterFaults } from './kobo/pause-after-faults.ts';
export {
  getKoboLink,
  type KoboPageOf,
  type ListKobo,
  listKoboConflicts,
  listKoboLedger,
  listKoboLinks,
  listKoboQuestions,
} from './kobo/read-kobo-links.ts';
export { readUnlinkedDwelling, type UnlinkedDwelling } from './kobo/read-unlinked-dwelling.ts';
export { type KoboHint, receiveKoboHint } from './kobo/receive-kobo-hint.ts';
export { type ResolveKoboConflict, resolveKoboConflict } from './kobo/resolve-kobo-conflict.ts';
export { syncKoboDwelling } from './kobo/sync-kobo-dwelling.ts';
export {
  type CapacityGap,
  type CapacityGapDeps,
  type GapCellView,
  type GapFile,
  type GapFileChoice,
  getCapacityGap,
  type ReadGapCell,
  readGapCell,
  readGapFile,
} from './ladder/get-capacity-gap.ts';
export { getLadder } from './ladder/get-ladder.ts';
export {
  type AnswerOccupancyRequest,
  type AnswerOccupancyRequestDeps,
  answerOccupancyRequest,
} from './lease/answer-occupancy-request.ts';
export {
  type ChangedLeaseParty,
  type ChangeLeaseParty,
  type ChangeLeasePartyDeps,
  changeLeaseParty,
} from './lease/change-lease-party.ts';
export { type ClosedLease, type CloseLease, type CloseLeaseDeps, closeLease } from './lease/close-lease.ts';
export { getLease, type LeaseDetails, type ReadLeasesDeps } from './lease/get-lease.ts';
export { getLeaseMoney, type LeaseMoney } from './lease/get-lease-money.ts';
export { getOccupancyRequest } from './lease/get-occupancy-request.ts';
export {
  type LeaseDepositDeps,
  type RecordedLeaseDeposit,
  type RecordLeaseDeposit,
  type ReleaseLeaseDeposit,
  recordLeaseDeposit,
  releaseDeposit,
} from './lease/lease-deposits.ts';
export { type LeaseView } from './lease/lease-view.ts';
export { type LeaseWarning } from './lease/lease-warnings.ts';
export { type LeasePage, type ListLeases, listLeases } from './lease/list-leases.ts';
export {
  type LeaseOfOffer,
  type MakeLeaseDeps,
  type MakeLeaseOfOffer,
  makeLeaseOfOffer,
} from './lease/make-lease-of-offer.ts';
export { type OccupancyRequestView } from './lease/occupancy-view.ts';
export {
  type HandoverDeps,
  listHandovers,
  type RecordHandover,
  recordHandover,
} from './lease/record-handover.ts';
export {
  type RecordedLeaseNotice,
  type RecordLeaseNotice,
  type RecordLeaseNoticeDeps,
  recordLeaseNotice,
} from './lease/record-lease-notice.ts';
export {
  type NewRent,
  type RecordedLeaseRent,
  type RecordLeaseRent,
  type RecordLeaseRentDeps,
  recordLeaseRent,
} from './lease/record-lease-rent.ts';
export {
  type RecordedTerminationInfo,
  type RecordTerminationInfo,
  type RecordTerminationInfoDeps,
  recordTerminationInfo,
} from './lease/record-termination-info.ts';
export {
  type RegisteredLease,
  type RegisterLease,
  type RegisterLeaseDeps,
  registerLease,
} from './lease/register-lease.ts';
export {
  type RegisteredOccupancyRequest,
  type RegisterOccupancyRequest,
  type RegisterOccupancyRequestDeps,
  registerOccupancyRequest,
} from './lease/register-occupancy-request.ts';
export { type ListLots, type LotPage, type LotView, listLots } from './lot/list-lots.ts';
export { addAgendaItem, type ChangeMeetingDeps, changeMeeting } from './meeting/change-meeting.ts';
export { type CorrectAttendanceDeps, correctAttendance } from './meeting/correct-attendance.ts';
export { type DeclareDissentDeps, declareDissent } from './meeting/declare-dissent.ts';
export { type DeclareRecusalDeps, declareRecusal, setSuperior } from './meeting/declare-recusal.ts';
export { type PlanMeeting, type PlanMeetingDeps, planMeeting } from './meeting/plan-meeting.ts';
export {
  getMeeting,
  listAllMeetings,
  type MeetingDetails,
  type ReadMeetingsDeps,
} from './meeting/read-meetings.ts';
export { type RegisterAttendanceDeps, registerAttendance } from './meeting/register-attendance.ts';
export { type DiscardNotice, discardNotice, type HandledNotice } from './notice/discard-notice.ts';
export {
  getLetterSender,
  type RecordedLetterSender,
  type RecordLetterSender,
  recordLetterSender,
} from './notice/letter-sender.ts';
export {
  getDefaultLetterTemplate,
  getLetterTemplateFile,
  type LetterTemplateView,
  listLetterTemplates,
  previewLetterTemplate,
  type UploadedLetterTemplate,
  type UploadLetterTemplate,
  uploadLetterTemplate,
} from './notice/letter-templates.ts';
export { type NoticeDeps } from './notice/notice-deps.ts';
export { type PreparedNotice, type PrepareNotice, prepareNotice } from './notice/prepare-notice.ts';
export {
  getNotice,
  getNoticeDocument,
  type LetterFormat,
  type ListNotices,
  listNotices,
  type NoticePage,
  type NoticeView,
} from './notice/read-notices.ts';
export { type SendNotice, type SentNotice, sendNotice } from './notice/send-notice.ts';
export { type WriteNotice, type WrittenNotice, writeNotice } from './notice/write-notice.ts';
export { type AnsweredOffer, acceptOffer, type OfferDeps } from './offer/accept-offer.ts';
export {
  DECLINE_REASONS,
  type DeclineOffer,
  type DeclineReason,
  declineOffer,
} from './offer/decline-offer.ts';
export { type ExpireOffersDeps, enqueueExpiry, expireOffers } from './offer/expire-offers.ts';
export {
  type CaseTaskDeps,
  type CaseTaskPage,
  completeCaseTask,
  listCaseTasks,
} from './offer/handle-case-tasks.ts';
export {
  type AssessRefusal,
  assessRefusal,
  listOfferRefusals,
  type OfferRefusalPage,
  type RefusalDeps,
} from './offer/handle-refusals.ts';
export {
  confirmSuccession,
  type DecideSuccession,
  type DiscardSuccession,
  decideSuccession,
  discardSuccession,
  type HandledSuccession,
  type SuccessionDeps,
} from './offer/handle-succession.ts';
export {
  type DecisionToOffer,
  type MadeOffer,
  type MakeOffers,
  type MakeOffersDeps,
  makeOffers,
} from './offer/make-offers.ts';
export {
  type ProposedSuccessor,
  type ProposeSuccessor,
  type ProposeSuccessorDeps,
  proposeSuccessor,
} from './offer/propose-successor.ts';
export {
  getOffer,
  type ListOffers,
  listOffers,
  type OfferPage,
  type OfferView,
  type ReadOffersDeps,
} from './offer/read-offers.ts';
export { listSuccessions, type SuccessionPage, type SuccessionView } from './offer/read-successions.ts';
export {
  WITHDRAWAL_REASONS,
  type WithdrawalReason,
  type WithdrawOffer,
  withdrawOffer,
} from './offer/withdraw-offer.ts';
export {
  type EndPlaceLimit,
  endPlaceLimitOn,
  type RenewPlaceLimit,
  renewPlaceLimit,
} from './place/end-or-renew-place-limit.ts';
export { type GetPlaceDeps, getPlace, type PlaceDetails } from './place/get-place.ts';
export { type AddedLoadOfStep, type ListAddedLoadsDeps, listAddedLoads } from './place/list-added-loads.ts';
export { type ListPlaceShapesDeps, listPlaceShapes } from './place/list-place-shapes.ts';
export {
  type ListPlaces,
  type ListPlacesDeps,
  listPlaces,
  type PlaceKey,
  type PlacePage,
} from './place/list-places.ts';
export { type PlaceLoadView } from './place/place-load-view.ts';
export {
  getOverdueReviews,
  listPlaceLimits,
  type OverdueReviews,
  type PlaceLimitView,
  type ReadPlaceLimitsDeps,
} from './place/read-place-limits.ts';
export {
  type PlaceLimitDeps,
  type PlaceLimitSet,
  type SetPlaceLimit,
  setPlaceLimit,
} from './place/set-place-limit.ts';
export {
  type ApprovePolicySet,
  type ApprovePolicySetDeps,
  approvePolicySet,
} from './policy-set/approve-policy-set.ts';
export {
  type ChangePolicySet,
  type ChangePolicySetDeps,
  changePolicySet,
} from './policy-set/change-policy-set.ts';
export { type PolicySetVersion } from './policy-set/check-policy.ts';
export {
  type ComparePolicySetsDeps,
  comparePolicySets,
  type PolicySetComparison,
} from './policy-set/compare-policy-sets.ts';
export {
  computeImpact,
  type ImpactHousehold,
  type ImpactPart,
  type ImpactTask,
  type PolicyImpact,
} from './policy-set/compute-impact.ts';
export {
  type DraftPolicySet,
  type DraftPolicySetDeps,
  draftPolicySet,
} from './policy-set/draft-policy-set.ts';
export {
  discardPolicySet,
  type MovePolicySetDeps,
  type RejectPolicySet,
  rejectPolicySet,
  submitPolicySet,
} from './policy-set/move-policy-set.ts';
export {
  getPolicyImpactRun,
  type ImpactCells,
  type ImpactPartView,
  type PolicyImpactRunView,
  type ReadPolicyImpactDeps,
} from './policy-set/read-policy-impact.ts';
export {
  getPolicySet,
  getPolicySetInForce,
  listPolicySets,
  type PolicySetPage,
  type ReadPolicySetsDeps,
} from './policy-set/read-policy-sets.ts';
export { type RequestPolicyImpactDeps, requestPolicyImpactRun } from './policy-set/request-policy-impact.ts';
export {
  failPolicyImpactRun,
  type RunPolicyImpact,
  type RunPolicyImpactDeps,
  runPolicyImpact,
} from './policy-set/run-policy-impact.ts';
export { type FileScanDeps, type FileScanner } from './ports/file-scanner.ts';
export {
  KOBO_CALL_LIMIT_MS,
  type KoboAnswer,
  type KoboFaultKind,
  type KoboGateway,
} from './ports/kobo-gateway.ts';
export {
  type LetterContent,
  type LetterToWrite,
  type LetterWriter,
  type TemplateFault,
  type WritingResult,
} from './ports/letter-writer.ts';
export {
  type AuditSealer,
  type Clock,
  type IdSource,
  type LotSource,
  type TokenSource,
} from './ports/ports.ts';
export { type RowFile, RowFileError, type RowFileErrorCode, type RowReader } from './ports/row-file.ts';
export {
  type Confirmation,
  EXCHANGE_LIMIT_MS,
  type KeepRefreshToken,
  type StaffIdentity,
  type StaffIssuer,
  type StaffRole,
} from './ports/staff-issuer.ts';
export {
  type CarryOutDeps,
  type CarryOutRetention,
  carryOutRetention,
} from './privacy/carry-out-retention.ts';
export {
  type CaseBlockPage,
  type LiftCaseBlock,
  type LiftReason,
  liftCaseBlock,
  listCaseBlocks,
  type RequestCaseLift,
  requestCaseLift,
} from './privacy/case-blocks.ts';
export {
  isTrueErasure,
  parseErasure,
  readErasures,
  sealErasure,
  toErasureLine,
} from './privacy/erasure-ledger.ts';
export {
  type MakePersonDataExport,
  makePersonDataExport,
  type PersonData,
} from './privacy/make-person-data-export.ts';
export { type NightlyRetention, runNightlyRetention } from './privacy/nightly-retention.ts';
export {
  type ExportReason,
  type FetchPersonDataDeps,
  fetchPersonData,
  getPersonDataExport,
  type IdentityOpener,
  listPersonDataExports,
  type PersonDataDeps,
  type PersonDataExportPage,
  type RequestedPersonDataExport,
  type RequestPersonDataExport,
  requestPersonDataExport,
} from './privacy/person-data-exports.ts';
export { previewRetention, type RetentionPreview } from './privacy/preview-retention.ts';
export {
  isTrueProtection,
  parseProtection,
  type SealedProtection,
  sealProtection,
  toProtectionLine,
} from './privacy/protection-ledger.ts';
export {
  getRetentionRun,
  listItemsOfRetentionRun,
  listRetentionRuns,
  type RetentionRunDetails,
  type RetentionRunPage,
} from './privacy/read-retention-runs.ts';
export { type ReappliedErasures, reapplyErasures } from './privacy/reapply-erasures.ts';
export {
  type ReappliedProtections,
  type ReapplyProtectionsDeps,
  reapplyProtections,
} from './privacy/reapply-protections.ts';
export {
  type ErasureReason,
  type PlannedRetentionRun,
  type RequestRetentionRun,
  requestRetentionRun,
} from './privacy/request-retention-run.ts';
export {
  getRetentionRules,
  type RetentionDeps,
  type RetentionOverview,
  type RetentionRuleView,
  type SetRetentionFigure,
  setRetentionFigure,
  type TableRetentionView,
} from './privacy/retention-rules.ts';
export {
  type SettledRetentionRun,
  type SettleRetentionRun,
  settleRetentionRun,
} from './privacy/settle-retention-run.ts';
export {
  type AddressCipher,
  type AddressOwner,
  createAddressCipher,
  PROTECTED_ADDRESS_COLUMN,
} from './protection/address-cipher.ts';
export {
  type CaseAccessDeps,
  type GrantCaseAccess,
  type GrantedCaseAccess,
  grantCaseAccess,
} from './protection/grant-case-access.ts';
export {
  type AddressedPerson,
  eraseProtectedAddress,
  getProtectedAddress,
  type ProtectedAddress,
  type ProtectedAddressDeps,
  type ProtectedAddressView,
  putProtectedAddress,
  type WriteProtectedAddress,
} from './protection/protected-address.ts';
export { type CaseAccessView, listCaseAccessOf, listUnattendedCases } from './protection/read-case-access.ts';
export { type SetAddressProtection, setAddressProtection } from './protection/set-address-protection.ts';
export {
  type WithdrawCaseAccess,
  type WithdrawnCaseAccess,
  withdrawCaseAccess,
} from './protection/withdraw-case-access.ts';
export { type GetQueueHistory, getQueueHistory, type QueueHistoryPage } from './queue/get-queue-history.ts';
export {
  type ListQueue,
  type ListQueueDeps,
  listQueue,
  type QueueKey,
  type QueuePage,
} from './queue/list-queue.ts';
export { type QueueItem, type QueuePointsPart, queuePositions } from './queue/queue-positions.ts';
export {
  catchUpQueue,
  type QueueChange,
  type QueueMoment,
  recordQueueChange,
} from './queue/record-queue-change.ts';
export {
  type HandedOver,
  type LetterDispatch,
  type OutgoingDocument,
  type RecordsArchive,
} from './records-archive/archive-ports.ts';
export { type HandOverDeps, handOverDocuments } from './records-archive/hand-over-documents.ts';
export { assertVisible } from './recusal/assert-visible.ts';
export { hiddenHouseholds } from './recusal/hidden-households.ts';
export {
  type CalendarFeed,
  type CalendarLinkDeps,
  type CalendarLinkPage,
  type CalendarLinkView,
  endCalendarLink,
  listOwnCalendarLinks,
  type MadeCalendarLink,
  makeCalendarLink,
  readCalendarFeed,
} from './report/calendar-links.ts';
export {
  type DeadlineDays,
  type ReadReportDeps,
  type ReadRotationReport,
  readRotationReport,
} from './report/read-rotation-report.ts';
export {
  listDeliveries,
  listSubscriptions,
  type ReportDeliveryPage,
  type ReportSubscriptionDeps,
  type ReportSubscriptionPage,
  subscribeToReport,
  unsubscribeFromReport,
} from './report/report-subscriptions.ts';
export { loadReviewCase, type MissingInput, type ReviewCase } from './review/load-review.ts';
export {
  type AssignReview,
  assignReview,
  type MovedReview,
  type PrepareReview,
  prepareReview,
} from './review/move-review.ts';
export { OPEN_DUE_REVIEWS } from './review/open-due-reviews.ts';
export { type OpenedReview, type OpenReview, openReview, type ReviewDeps } from './review/open-review.ts';
export {
  getReview,
  getReviewProtocol,
  listReviews,
  type ReviewDetails,
  type ReviewPage,
  type ReviewRulingView,
  type ReviewView,
} from './review/read-reviews.ts';
export {
  type RecordedReviewInput,
  type RecordReviewInput,
  recordReviewInput,
  type TakenIn,
} from './review/record-review-input.ts';
export { type RenewedLease, type RenewLease, renewLease } from './review/renew-lease.ts';
export { parseReviewContent, type ReviewContent } from './review/review-content.ts';
export { type RuledReview, type RuleReview, ruleReview } from './review/rule-review.ts';
export { type SignedReview, type SignReview, signReview } from './review/sign-review.ts';
export {
  type EnqueueMissedRunsDeps,
  enqueueMissedRuns,
  NIGHTLY_SCHEDULER,
} from './rotation/enqueue-missed-runs.ts';
export { lastNightDueAt } from './rotation/last-night.ts';
export { makeOwedRuns, type OwedRun } from './rotation/make-owed-runs.ts';
export {
  NIGHTLY_STEPS,
  type Night,
  type NightlyStep,
  type NightlyStepDeps,
} from './rotation/nightly-steps.ts';
export {
  getRotationRun,
  listAllRotationRuns,
  listFlags,
  type ReadRotationDeps,
} from './rotation/read-rotation.ts';
export { type RequestRotationRunDeps, requestRotationRun } from './rotation/request-rotation-run.ts';
export {
  failRotationRun,
  type RunRotation,
  type RunRotationDeps,
  runRotation,
} from './rotation/run-rotation.ts';
export { buildProblem } from './round/build-problem.ts';
export { type CancelRound, type CancelRoundDeps, cancelRound } from './round/cancel-round.ts';
export { type FactsChange, type PlaceChange, type RoundPolicy } from './round/change-facts.ts';
export {
  type ComparedDwelling,
  type ComparedHousehold,
  type ComparedPlace,
  type OutcomeComparison,
} from './round/compare-outcomes.ts';
export {
  type ComputedProposal,
  type ComputeOptions,
  computeProposal,
  ENGINE_VERSION,
  ProposalRefusedError,
} from './round/compute-proposal.ts';
export {
  computeWhatIf,
  type PlacedPair,
  type WhatIf,
  type WhatIfOutcome,
  type WhatIfResult,
  type WhatIfTask,
} from './round/compute-what-if.ts';
export {
  type CreatedRound,
  type CreateRound,
  type CreateRoundDeps,
  createRound,
} from './round/create-round.ts';
export { type DrawnLots, drawLots } from './round/draw-lots.ts';
export { findRoundChanges } from './round/find-round-changes.ts';
export { getProposal, type Placement, type Proposal, type Unplaced } from './round/get-proposal.ts';
export { getRoundChanges, type RoundChanges, type RoundChangeView } from './round/get-round-changes.ts';
export {
  type DwellingVerdict,
  type ExplainedDwelling,
  explainHousehold,
  type HouseholdVerdicts,
  listRoundVerdicts,
} from './round/get-verdicts.ts';
export { listStaleRounds, type StaleRound } from './round/list-stale-rounds.ts';
export { type LoadChange } from './round/load-change.ts';
export { type ReSolveRound, reSolveRound } from './round/re-solve-round.ts';
export { exportRound, getRound, listAllRounds, type ReadRoundDeps } from './round/read-round.ts';
export {
  type ReplayedHash,
  type ReplayRoundDeps,
  type RoundReplay,
  replayRound,
} from './round/replay-round.ts';
export {
  type ImpactSolver,
  type RoundSolveOptions,
  type RoundSolver,
  type SolvedRound,
  type SolverDeathCode,
  SolverDiedError,
  type WhatIfSolver,
} from './round/round-solver.ts';
export { type RunWhatIf, type RunWhatIfDeps, runWhatIf } from './round/run-what-if.ts';
export {
  failRound,
  ProposalDiffersError,
  type SolveRound,
  type SolveRoundDeps,
  solveRound,
} from './round/solve-round.ts';
export {
  type Figure,
  type GetStatistics,
  type GetStatisticsDeps,
  getStatistics,
  type Statistics,
} from './statistics/get-statistics.ts';
export { CLOUD_EVENT_TYPE, type CloudEvent, toCloudEvent } from './webhook/cloud-event.ts';
export { type DeliverWebhookDeps, deliverWebhook } from './webhook/deliver-webhook.ts';
export { type PublishEventsDeps, publishEvents, requeueOverdue } from './webhook/publish-events.ts';
export { signWebhook, toWebhookSecret } from './webhook/sign-webhook.ts';
export {
  type ListWebhookDeliveries,
  listWebhookDeliveries,
  MAX_REPLAYED,
  moveWebhookSubscription,
  replayWebhookDelivery,
  replayWebhookRange,
  testWebhookSubscription,
  type WebhookDeliveryPage,
  type WebhookDeliveryView,
} from './webhook/webhook-messages.ts';
export {
  createWebhookCipher,
  WEBHOOK_SECRET_COLUMN,
  type WebhookAnswer,
  type WebhookCall,
  type WebhookDeps,
  type WebhookSender,
  type WebhookSettings,
} from './webhook/webhook-ports.ts';
export {
  changeWebhookSubscription,
  endWebhookSubscription,
  getWebhookSubscription,
  listWebhookSubscriptions,
  rotateWebhookSecret,
  subscribeToEvents,
  type WebhookSubscriptionPage,
  type WebhookSubscriptionView,
  type WebhookSubscriptionWithSecret,
} from './webhook/webhook-subscriptions.ts';
