/**
 * PostgreSQL: roles, migrations, transactions for one municipality, and what is read and written per aggregate.
 */

export {
  type AppealChange,
  type AppealQuery,
  countAppeals,
  findAppeal,
  insertAppeal,
  listAppealPanel,
  listAppeals,
  lockAppeal,
  updateAppeal,
} from './appeal/appeal.repository.ts';
export { type AppealedDecision, type AppealRow, type NewAppeal } from './appeal/appeal.rows.ts';
export {
  findAppealedDecision,
  findAppealedEntitlement,
  listInvolvedPersons,
} from './appeal/appealed-case.read-model.ts';
export {
  type ApplicationQuery,
  countApplications,
  findApplication,
  listApplications,
  listUnansweredApplications,
  type UndecidedApplication,
} from './application/application.read-model.ts';
export {
  insertApplication,
  type LockedApplication,
  lockApplication,
  lockOpenApplication,
  type NewApplication,
  updateApplicationStatus,
  updatePreliminaryAnswer,
} from './application/application.repository.ts';
export {
  APPLICATION_SOURCES,
  APPLICATION_STATUSES,
  type ApplicationRow,
  type ApplicationSource,
  type ApplicationStatus,
} from './application/application.rows.ts';
export {
  type ApplicationAssignment,
  type AssignedApplication,
  appendApplicationAssignment,
  findApplicationAssignment,
  lockAssignedApplications,
  type NewApplicationAssignment,
} from './application/application-assignment.repository.ts';
export { countAssessments, findAssessment, listAssessments } from './assessment/assessment.read-model.ts';
export {
  appendAssessment,
  findKnownBuildings,
  findKnownNeighbourhoods,
  type NewAssessment,
} from './assessment/assessment.repository.ts';
export { type AssessmentRow, type NeedPointsPart } from './assessment/assessment.rows.ts';
export {
  CAREER_PLAN_EVENTS,
  type CareerPlanContent,
  type CareerPlanEvent,
  type CareerPlanQuery,
  type CareerPlanRow,
  type CareerPlanVersionRow,
  countCareerPlans,
  findCareerPlan,
  fulfilPlanFollowUps,
  insertCareerPlan,
  insertCareerPlanVersion,
  insertPlanSteps,
  listCareerPlans,
  listCareerPlanVersions,
  type PlanStepRow,
  updateCareerPlan,
  updatePlanStep,
} from './career-plan/career-plan.repository.ts';
export { type ConnectionSettings, createDb, createPool, type Db, type ReadDb, type Tx } from './connect.ts';
export { databaseFailureOf, sqlStateOf } from './database-failure.ts';
export {
  type CorrectionRow,
  insertCorrection,
  lockCorrection,
  settleCorrection,
} from './decision/correction.repository.ts';
export {
  type DecisionRow,
  findDecision,
  findDecisionOfReview,
  listDecisions,
  listDecisionsOfHousehold,
  listReviewDecisionsOfMeeting,
} from './decision/decision.read-model.ts';
export {
  type DecisionOutcome,
  insertDecisions,
  type NewDecision,
  type SoftBreak,
} from './decision/decision.repository.ts';
export { listOffersOfDecision } from './decision/decision-offers.read-model.ts';
export {
  findProtocol,
  insertProtocol,
  insertSignature,
  listRulings,
  listSignatures,
  type RulingRow,
  type SignatureRow,
  upsertRuling,
} from './decision/ruling.repository.ts';
export {
  DOCUMENT_MEDIA_TYPES,
  findDocument,
  insertDocument,
  type NewDocument,
  type StoredDocument,
} from './document/document.repository.ts';
export {
  countDwellings,
  type DwellingFilter,
  type DwellingPeriodRow,
  type DwellingScope,
  findDwelling,
  listDwellingPeriods,
  listDwellings,
  listDwellingsById,
} from './dwelling/dwelling.read-model.ts';
export {
  findDwellingForUpdate,
  findLeasedInUntil,
  type LockedDwelling,
  updateDwellingAttributes,
} from './dwelling/dwelling.repository.ts';
export { type DwellingAttributes, type DwellingRow, type DwellingStatus } from './dwelling/dwelling.rows.ts';
export {
  type DwellingOnDay,
  listRoleChanges,
  lockDwellingOnDay,
  type RoleChangeRow,
  storeRoleChange,
} from './dwelling/role-change.repository.ts';
export {
  type EntitlementConflict,
  type EntitlementRow,
  hasCurrentAssessment,
  insertEntitlement,
  listEntitlements,
} from './entitlement/entitlement.repository.ts';
export { type ConductCounts, conductCounts } from './environment/conduct-counts.ts';
export {
  countEnvironmentReports,
  type EnvironmentReportKey,
  type EnvironmentReportQuery,
  type EnvironmentReportRow,
  insertEnvironmentReport,
  listEnvironmentReports,
  lockEnvironmentReport,
  type NewEnvironmentReport,
  REPORT_WITHDRAWALS,
  type ReportWithdrawal,
  withdrawEnvironmentReport,
} from './environment/environment-report.repository.ts';
export {
  countIncidents,
  findIncident,
  findIncidentHousehold,
  INCIDENT_REPORTERS,
  INCIDENT_WITHDRAWALS,
  type IncidentKey,
  type IncidentQuery,
  type IncidentReporter,
  type IncidentRow,
  type IncidentWithdrawal,
  insertIncident,
  listIncidents,
  type NewIncident,
  withdrawIncident,
} from './environment/incident.repository.ts';
export {
  findBuildingOfDwelling,
  type PlaceEnvironmentFacts,
  readPlaceEnvironments,
} from './environment/place-environment.read-model.ts';
export { readFlowTenancies } from './flow/flow-tenancies.read-model.ts';
export { readTenantNames, type TenantNameRow } from './flow/tenant-names.read-model.ts';
export { readTenantsAbove, type TenantAboveRow } from './flow/tenants-above.read-model.ts';
export {
  countFollowUps,
  type FollowUpCounts,
  type FollowUpKey,
  type FollowUpQuery,
  findFollowUp,
  findFollowUpNote,
  findVisitOutcome,
  listFollowUpAssignments,
  listFollowUps,
} from './follow-up/follow-up.read-model.ts';
export {
  assignFollowUp,
  type CompletedVisit,
  completeFollowUp,
  type LockedFollowUp,
  lockAssignedFollowUps,
  lockFollowUp,
} from './follow-up/follow-up.repository.ts';
export {
  type FollowUpAssignmentRow,
  type FollowUpNoteRow,
  type FollowUpRow,
  type VisitOutcomeRow,
} from './follow-up/follow-up.rows.ts';
export {
  type DueFollowUpKey,
  type DueFollowUpRow,
  type FollowUpSettling,
  insertFollowUps,
  type NewFollowUp,
  readDueFollowUps,
  readStayPage,
  type StayRow,
  settleFollowUps,
} from './follow-up/follow-up-schedule.ts';
export { type FactPeriod, type VisitFact, type VisitFacts, visitFacts } from './follow-up/visit-facts.ts';
export { type OutlookQuery, type OutlookRow, readOutlooks } from './forecast/outlook.read-model.ts';
export {
  countHouseholds,
  findHousehold,
  type HouseholdQuery,
  listHouseholds,
  listHouseholdsOfPerson,
  listMembers,
} from './household/household.read-model.ts';
export {
  insertHousehold,
  insertMember,
  insertPerson,
  lockHousehold,
  type NewMember,
  type NewPerson,
} from './household/household.repository.ts';
export {
  type HouseholdRow,
  MEMBER_RELATIONS,
  type MemberRelation,
  type MemberRow,
} from './household/household.rows.ts';
export {
  bumpHouseholdVersion,
  endMembership,
  findOpenMembership,
  findPersonByNumber,
  joinHousehold,
  lockHouseholdVersion,
  type OpenMembership,
} from './household/household-member.repository.ts';
export {
  carryKeepApart,
  findKeptHousehold,
  findMergeObstacle,
  insertHouseholdMerge,
  listPairsToCarry,
  listWithMerged,
  lockHouseholdsForMerge,
  type MergeObstacle,
  type NewHouseholdMerge,
  type PairToCarry,
  readDuplicateSubjects,
  readHouseholdReferences,
} from './household/household-merge.repository.ts';
export { type IdentityLookup, insertIdentityLookups } from './household/identity-lookup.repository.ts';
export {
  deleteExpiredIdempotencyKey,
  deleteExpiredIdempotencyKeys,
  findStoredAnswer,
  type IdempotencyKeyId,
  insertStoredAnswer,
  type StoredAnswer,
  tryLockIdempotencyKey,
} from './idempotency/idempotency-keys.repository.ts';
export { findMunicipalityId, type MunicipalityKey } from './identity/municipality-keys.read-model.ts';
export {
  claimConfirmation,
  findSessionByToken,
  findSessionsOfIssuer,
  releaseConfirmation,
  type SeenSession,
  storeConfirmation,
  storeRefreshToken,
  sweepStaffSessions,
} from './identity/session-lookup.ts';
export {
  countDirectory,
  type DirectoryEntry,
  enterStaff,
  listDirectory,
  listDirectoryOf,
} from './identity/staff-directory.repository.ts';
export {
  countActiveSessions,
  insertStaffSession,
  listActiveSessions,
  listSessionsOf,
  lockSessionsOf,
  lockStaffSession,
  markSessionEnded,
  readLastWord,
} from './identity/staff-session.repository.ts';
export {
  type NewStaffSession,
  type SessionEndReason,
  type StaffSessionRow,
} from './identity/staff-session.rows.ts';
export {
  type ExternalIdRow,
  type ExternalIdScope,
  insertExternalIds,
  listExternalIds,
} from './imports/external-id.repository.ts';
export {
  deleteAbandonedFiles,
  deleteImportFile,
  findImportFilePart,
  insertImportFilePart,
} from './imports/import-file.repository.ts';
export {
  countImportFaults,
  countImportRows,
  deleteImportRows,
  type ImportFaultRow,
  type ImportOutcome,
  type ImportRowRow,
  insertImportRows,
  listImportFaults,
  listImportRows,
  listRowsToStore,
  markOvertaken,
  nameStoredObjects,
} from './imports/import-row.repository.ts';
export {
  countImportRuns,
  findImportRun,
  type ImportCounts,
  type ImportFormat,
  type ImportRunRow,
  insertImportRun,
  listImportRuns,
  listWaitingImports,
  lockImportRun,
  type NewImportRun,
  updateImportRun,
} from './imports/import-run.repository.ts';
export {
  findBuildingIds,
  type ImportedDwelling,
  insertDwellings,
  listDwellingsForImport,
  type NewDwelling,
  type StoredDwelling,
  updateImportedDwelling,
} from './imports/imported-dwelling.repository.ts';
export {
  insertPlace,
  listPlacesForImport,
  type NewPlace,
  type StoredPlace,
  updateImportedPlace,
} from './imports/imported-place.repository.ts';
export {
  countKeepApart,
  findKeepApart,
  type KeepApartKey,
  type KeepApartQuery,
  listKeepApart,
  readKeepApartReason,
} from './keep-apart/keep-apart.read-model.ts';
export {
  appendKeepApartReview,
  insertKeepApart,
  type KeepApartInsertion,
  type LockedKeepApart,
  lockKeepApart,
  type NewKeepApart,
} from './keep-apart/keep-apart.repository.ts';
export { type KeepApartReviewRow, type KeepApartRow } from './keep-apart/keep-apart.rows.ts';
export {
  type DataKeyRow,
  findDataKey,
  findDataKeyInUse,
  insertDataKey,
  listDataKeys,
  retireDataKey,
  rewrapDataKey,
} from './keys/data-key.repository.ts';
export {
  type BehindWhat,
  countByHead,
  countFieldsBehind,
  type EncryptedColumn,
  type EncryptedField,
  lockFieldsBehind,
  type PrefixCount,
  replaceFields,
} from './keys/encrypted-column.repository.ts';
export {
  addMissingLookups,
  countByLookupKey,
  countHashedUnderOneOnly,
  deleteLookups,
  type LookupKeyCount,
} from './keys/lookup-key.repository.ts';
export {
  appendKoboLedger,
  type KoboEffect,
  type KoboLedgerRow,
  type KoboLinkListRow,
  listKoboLedgerRows,
  listKoboLinkRows,
  noteKoboHint,
  settleKoboHint,
} from './kobo/kobo-ledger.repository.ts';
export {
  findKoboLink,
  insertKoboLink,
  type KoboComparable,
  type KoboLinkChange,
  type KoboLinkRow,
  listDueKoboLinks,
  lockKoboComparable,
  lockKoboLink,
  lockKoboLinkBySupplierId,
  type NewKoboLink,
  updateKoboComparable,
  updateKoboLink,
  wantAllKoboComparisons,
  wantKoboComparison,
} from './kobo/kobo-link.repository.ts';
export {
  answerKoboQuestionRow,
  answerKoboQuestionsOf,
  findKoboConflict,
  insertKoboConflict,
  type KoboConflictRow,
  type KoboFact,
  type KoboPage,
  type KoboPairedField,
  type KoboQuestionRow,
  type KoboSide,
  listKoboConflictRows,
  listKoboQuestionRows,
  lockKoboConflict,
  lockKoboQuestion,
  lockLiveKoboConflicts,
  noteKoboQuestion,
  resolveKoboConflictRow,
  settleKoboConflict,
} from './kobo/kobo-question.repository.ts';
export {
  endKoboValuePairRow,
  insertKoboValuePair,
  type KoboOwnerRow,
  type KoboValuePairRow,
  listKoboOwnerRows,
  listKoboValuePairRows,
  setKoboOwnerRow,
} from './kobo/kobo-rules.repository.ts';
export {
  type LadderDwellingRow,
  type NeedRow,
  readLadderDwellings,
  readLadderNeeds,
} from './ladder/capacity.read-model.ts';
export { readStepCounts, type StepCounts } from './ladder/ladder.read-model.ts';
export {
  HANDOVER_ITEMS,
  HANDOVER_REMARKS,
  type HandoverItem,
  type HandoverItemRow,
  type HandoverRemark,
  type HandoverRow,
  insertHandover,
  listHandovers,
} from './lease/handover.repository.ts';
export {
  countLeases,
  findLease,
  type LeaseKey,
  type LeaseQuery,
  listLeases,
  readLeaseNotices,
} from './lease/lease.read-model.ts';
export {
  closeLease,
  insertLease,
  insertLeaseNotice,
  type LeaseInsertion,
  type LockedLease,
  lockLease,
  type NewLease,
} from './lease/lease.repository.ts';
export {
  ALLOCATION_KINDS,
  type AllocationKind,
  LEASE_CLOSING_REASONS,
  LEASE_FACT_COLUMNS,
  LEASE_NOTICE_KINDS,
  type LeaseClosingReason,
  type LeaseFactsRow,
  type LeaseNoticeKind,
  type LeaseNoticeRow,
  type LeaseRow,
  NOTICE_CHANNELS,
  type NoticeChannel,
  toLeaseFacts,
} from './lease/lease.rows.ts';
export {
  insertLeaseDeposit,
  insertLeaseRent,
  type LeaseDepositRow,
  type LeaseRentRow,
  type LockedLeaseDeposit,
  listLeaseDeposits,
  listLeaseRents,
  lockLeaseDeposit,
  releaseLeaseDeposit,
  storeTerminationInfo,
} from './lease/lease-money.repository.ts';
export {
  findOccupancyRequest,
  insertOccupancyRequest,
  listUnansweredOccupancyRequests,
  lockOccupancyRequest,
  type OccupancyRequestRow,
  updateOccupancyAnswer,
} from './lease/occupancy-request.repository.ts';
export {
  findHomeAtApplication,
  listStandingLeases,
  type StandingLease,
} from './lease/offered-lease.repository.ts';
export {
  insertPartyChange,
  type LeaseTerms,
  lockLeaseTerms,
  type PartyChangeRow,
} from './lease/party-change.repository.ts';
export { countLots, type LotRow, listLots } from './lot/lot.read-model.ts';
export {
  type AttendanceEntry,
  findHeldAttendance,
  type HeldAttendance,
  insertAttendance,
  listDecidedAttendance,
  type SittingKey,
} from './meeting/attendance.repository.ts';
export {
  type AgendaItem,
  type AttendanceCorrectionRow,
  countMeetings,
  type DissentRow,
  findMeeting,
  listAgenda,
  listAttendance,
  listAttendanceCorrections,
  listDissents,
  listMeetings,
  type MeetingRow,
} from './meeting/meeting.read-model.ts';
export {
  type AgendaSubject,
  type Attendee,
  appendMeetingItem,
  insertDissent,
  insertMeeting,
  isRoundOnAnotherAgenda,
  type LockedMeeting,
  lockMeeting,
  lockOpenMeetingOfLease,
  lockOpenMeetingOfRound,
  updateMeetingState,
} from './meeting/meeting.repository.ts';
export {
  insertRecusal,
  listRecusals,
  listSuperiors,
  lockRecusals,
  upsertSuperior,
} from './meeting/recusal.repository.ts';
export { type MigrateOptions, migrateToLatest } from './migrator/migrate.ts';
export {
  assertSchemaFits,
  MigrationChangedError,
  readSchemaState,
  SchemaBehindCodeError,
  SchemaNewerThanCodeError,
} from './migrator/schema-state.ts';
export { listMunicipalityIds } from './municipality.ts';
export {
  findLetterSender,
  findLetterTemplate,
  findTemplateInForce,
  insertLetterSender,
  insertLetterTemplate,
  type LetterSenderRow,
  type LetterTemplateRow,
  listLetterTemplates,
} from './notice/letter-template.repository.ts';
export {
  countNotices,
  findNotice,
  listNotices,
  lockNotice,
  type NoticeCount,
  type NoticeQuery,
  type NoticeSubject,
  readNoticeSubject,
} from './notice/notice.read-model.ts';
export {
  discardGroundlessNotices,
  insertDueNotices,
  insertNotice,
  insertNoticeLetter,
  insertNoticeSending,
  type NoticeChange,
  updateNotice,
  updateNoticeGrounds,
} from './notice/notice.repository.ts';
export {
  type NewNotice,
  type NoticeKeyRow,
  type NoticeLetterRow,
  type NoticeOrigin,
  type NoticeRow,
  type NoticeSendingRow,
} from './notice/notice.rows.ts';
export {
  findNoticeFacts,
  type OpenNotice,
  readNoticeFactsPage,
  readOpenNoticesPage,
} from './notice/notice-facts.read-model.ts';
export {
  CASE_TASK_KINDS,
  type CaseTaskKey,
  type CaseTaskKind,
  type CaseTaskRow,
  completeCaseTasks,
  countOpenCaseTasks,
  ensureCaseTask,
  listOpenCaseTasks,
  lockOpenCaseTask,
  type NewCaseTask,
} from './offer/case-task.repository.ts';
export {
  findDecisionRound,
  findOffer,
  isDwellingUnderOffer,
  isOfferedToAnother,
  listHouseholdsOffered,
  listOverdueOffers,
  readLinkedOffers,
  readOfferHouseholds,
} from './offer/linked-offers.read-model.ts';
export { countOffers, listOffers, type OfferListRow, type OfferQuery } from './offer/offer.read-model.ts';
export {
  insertOffers,
  lockOffers,
  type NewOffer,
  type OfferChange,
  updateOffer,
} from './offer/offer.repository.ts';
export { type OfferRow } from './offer/offer.rows.ts';
export { lockOfferParties, type OfferFactsQuery, readOfferFacts } from './offer/offer-facts.read-model.ts';
export {
  assessRefusal,
  countOpenRefusals,
  countRefusals,
  findOfferRefusal,
  insertOfferRefusal,
  listOpenRefusals,
  type NewOfferRefusal,
  type OfferRefusalRow,
  REFUSAL_ASSESSMENTS,
  type RefusalAssessment,
} from './offer/offer-refusal.repository.ts';
export {
  countSuccessions,
  findSuccession,
  hasOpenSuccession,
  insertSuccession,
  listOpenSuccessionsOf,
  listSuccessions,
  listSuccessionsAfter,
  type NewSuccession,
  type SuccessionChange,
  type SuccessionQuery,
  type SuccessionRow,
  updateSuccession,
} from './offer/succession.repository.ts';
export { appendOutbox, type OutboxMessage } from './outbox/append-outbox.ts';
export { readOldestDueSeconds } from './outbox/pending-outbox.read-model.ts';
export { sweepOutbox } from './outbox/sweep-outbox.ts';
export { countOverdueReviews, type OverdueReviewCounts } from './place/overdue-reviews.read-model.ts';
export {
  endPlaceLimit,
  findPlaceKind,
  insertPlaceLimit,
  listPlaceLimits,
  overwritePlaceLimit,
  type PlaceLimitKind,
  type PlaceLimitRow,
  type PlaceLimitTerms,
  type PlaceLimitValue,
} from './place/place-limit.repository.ts';
export { listPlaceShapes, type PlaceShape, type PlaceShapeRow } from './place/place-shape.read-model.ts';
export {
  findPlaceStatusNote,
  listPlacesWithOverdueReview,
  type PlaceStatusNote,
} from './place/place-status.read-model.ts';
export { findPolicyInForce, type PolicyInForce } from './policy-set/find-policy-in-force.ts';
export {
  findLatestPolicyImpactRun,
  findPolicyImpactRun,
  hasImpactRunOf,
  insertPolicyImpactRun,
  lockPolicyImpactRun,
  markImpactDone,
  markImpactFailed,
  markImpactRunning,
  type NewPolicyImpactRun,
  type PolicyImpactRunRow,
  type PolicyImpactRunState,
  updateImpactProgress,
} from './policy-set/policy-impact-run.repository.ts';
export {
  countPolicySets,
  findPolicySet,
  listOpenPolicySets,
  listPolicySets,
  type PolicySetRow,
} from './policy-set/policy-set.read-model.ts';
export {
  closePolicySetBefore,
  findPolicySetFrom,
  insertPolicySet,
  lockApprovals,
  lockPolicySet,
  type NewPolicySet,
  type PolicySetChange,
  type PolicySetStoring,
  updatePolicySet,
} from './policy-set/policy-set.repository.ts';
export {
  type CaseBlockRow,
  closeCaseBlock,
  countCaseBlocks,
  findCaseBlock,
  insertCaseBlock,
  listBlockedAmong,
  listCaseBlocks,
  lockCaseBlock,
  requestLift,
} from './privacy/case-blocks.repository.ts';
export {
  blockCases,
  CASE_TABLES,
  type CaseTable,
  type CaseTableLink,
  liftCases,
} from './privacy/case-tables.ts';
export {
  type DueQuery,
  ERASE_ORDER,
  type ErasableTable,
  findSubjectHousehold,
  isErasableTable,
  listDueSubjects,
  listRowsOfSubjects,
  type RetentionRow,
} from './privacy/due-subjects.read-model.ts';
export { eraseRows, isStored, lockSubjects, unlessReferred } from './privacy/erase-rows.repository.ts';
export {
  type ErasureAction,
  type ErasureEntry,
  erasureText,
  insertErasures,
  listErasures,
  type SealedErasure,
} from './privacy/erasure-ledger.repository.ts';
export {
  findMembershipsOfPerson,
  hasProtectedPerson,
  listChangesOfObjects,
  listReadingsOfHouseholds,
  type PersonMembership,
  readCaseRows,
  readFrozenRounds,
  readPersonRow,
} from './privacy/person-data.read-model.ts';
export {
  countPersonDataExports,
  expirePersonDataExports,
  findPersonDataExport,
  insertPersonDataExport,
  listPersonDataExports,
  listRequestedExports,
  type NewPersonDataExport,
  type PersonDataExportKind,
  type PersonDataExportRow,
  readExportContent,
  settlePersonDataExport,
} from './privacy/person-data-export.repository.ts';
export { listProtectionEvents, type ProtectionEvent } from './privacy/protection-events.read-model.ts';
export {
  countRetentionItems,
  countRetentionRuns,
  findOpenPlan,
  findRetentionRun,
  insertRetentionFigure,
  insertRetentionRun,
  listPendingItems,
  listRetentionFigures,
  listRetentionItems,
  listRetentionRuns,
  listRunsToCarryOut,
  lockRetentionRun,
  moveRetentionRun,
  type NewRetentionRun,
  type RetentionCount,
  type RetentionFigure,
  type RetentionItem,
  type RetentionRunKind,
  type RetentionRunRow,
  settleItem,
} from './privacy/retention.repository.ts';
export {
  type AddressProtectionChange,
  listAddressProtectionChanges,
  listHouseholdsEverOf,
  lockAddressProtection,
  setAddressProtection,
} from './protection/address-protection.repository.ts';
export {
  type CaseAccessRow,
  endCaseAccess,
  insertCaseAccess,
  isAttended,
  isProtectedCase,
  listCaseAccess,
  listPastCaseAccess,
  listUnattendedHouseholds,
  lockCaseAccess,
  type NewCaseAccess,
} from './protection/case-access.repository.ts';
export {
  listHiddenHouseholds,
  listProtectedHouseholds,
  listRecusedHouseholds,
} from './protection/hidden-cases.read-model.ts';
export {
  deleteProtectedAddress,
  findProtectedAddress,
  findProtectedPerson,
  type SealedAddressRow,
  writeProtectedAddress,
} from './protection/protected-address.repository.ts';
export { type QueueQuery, type QueueRow, readQueue } from './queue/queue.read-model.ts';
export {
  countQueueMoves,
  findLastQueueEvent,
  insertQueueEvent,
  listQueueMoves,
  lockQueue,
  type NewQueueEvent,
  QUEUE_EVENT_KINDS,
  type QueueEventKind,
  type QueueMoveRow,
  readRecordedPlaces,
} from './queue/queue-history.repository.ts';
export {
  claimOutgoing,
  findOutgoingContent,
  insertOutgoing,
  listMissingOutgoing,
  lockOutgoing,
  markHandedOver,
  markHandOverFailed,
  type OutgoingDocumentRow,
  type OutgoingTarget,
} from './records-archive/outgoing-document.repository.ts';
export {
  type CalendarLinkRow,
  countCalendarLinks,
  findCalendarLinkByToken,
  insertCalendarLink,
  listCalendarLinks,
  lockCalendarLink,
  revokeCalendarLink,
} from './report/calendar-link.repository.ts';
export {
  countReportDeliveries,
  countReportSubscriptions,
  endReportSubscription,
  insertReportDelivery,
  insertReportSubscription,
  listReportDeliveries,
  listReportSubscriptions,
  listUntoldSubscriptions,
  lockReportSubscription,
  type ReportDeliveryRow,
  type ReportSubscriptionRow,
} from './report/report-subscription.repository.ts';
export {
  countHeldFlags,
  countSettledFlags,
  findReportableRun,
  hasKeptFlags,
  listReportFlags,
  type NightsCompared,
  type ReportableRun,
  type ReportPart,
  readReportedMunicipality,
} from './report/rotation-report.read-model.ts';
export { findFlagIds, type KeptRun, keepFlags, keepOpenFlags } from './report/run-flags.repository.ts';
export { isDecisionOverturned } from './review/overturned-decision.ts';
export {
  countReviews,
  findReview,
  listReviews,
  type ReviewKey,
  type ReviewQuery,
} from './review/review.read-model.ts';
export {
  type FlaggedLease,
  insertReview,
  insertReviewsOnce,
  lapseReviews,
  listFlaggedLeases,
  lockAssignedReviews,
  lockReview,
  lockReviewsAssignedTo,
  type ReviewChange,
  updateReview,
} from './review/review.repository.ts';
export {
  type NewReview,
  type ReviewAuthority,
  type ReviewInput,
  type ReviewInputKind,
  type ReviewInputRow,
  type ReviewRow,
  type ReviewRulingRow,
  type ReviewSignatureRow,
} from './review/review.rows.ts';
export {
  findLeaseOfRenewal,
  insertReviewDecision,
  type NewReviewDecision,
} from './review/review-decision.repository.ts';
export { type ReviewFactsRow, readReviewFacts } from './review/review-facts.read-model.ts';
export { insertReviewInput, listReviewInputs, newestInput } from './review/review-input.repository.ts';
export {
  appendReviewRuling,
  findReviewProtocol,
  findReviewRuling,
  findReviewSnapshot,
  insertReviewProtocol,
  insertReviewSignature,
  insertReviewSnapshot,
  listReviewSignatures,
} from './review/review-ruling.repository.ts';
export {
  readTenancyFacts,
  type TenancyFacts,
  type TenancyPeriod,
} from './review/tenancy-facts.read-model.ts';
export { DATABASE_ROLES, type DatabaseRole, ensureRoles, RolesUnavailableError } from './roles.ts';
export { type NightWatch, readNightWatch } from './rotation/night-watch.read-model.ts';
export {
  readFactsPage,
  readProtectedLeases,
  readReviewedLimits,
} from './rotation/rotation-facts.read-model.ts';
export {
  countHiddenFindings,
  countRotationFlags,
  type HiddenFindings,
  listRotationFlags,
  type RotationFlagCount,
  type RotationFlagQuery,
  type RotationFlagRow,
} from './rotation/rotation-flag.read-model.ts';
export {
  addFlags,
  clearFlags,
  clearFlagsOfClosedLeases,
  type FlagKey,
  type FoundFlag,
  type OpenFlag,
  readOpenFlags,
  readOpenLimitFlags,
} from './rotation/rotation-flag.repository.ts';
export { withRotationLock } from './rotation/rotation-lock.ts';
export {
  beginRotationProgress,
  type ClaimedRun,
  claimRotationRun,
  markRotationDone,
  type RotationProgress,
  RotationRunTakenError,
  recordFailedStep,
  saveRotationProgress,
  storeRotationResult,
} from './rotation/rotation-progress.repository.ts';
export {
  countRotationRuns,
  ensureRotationRun,
  findRotationRun,
  isRotationRunSettled,
  latestDoneRunOn,
  listOwedRunDates,
  listRotationRuns,
  markRotationFailed,
  type RotationRunRow,
  touchRotationRequest,
} from './rotation/rotation-run.repository.ts';
export { readPlaces } from './round/read-places.ts';
export {
  type RoundDwellingQuery,
  readMoverHomes,
  readRoundDwellings,
  readVacancies,
} from './round/read-round-dwellings.ts';
export {
  type RoundCandidate,
  type RoundCandidateQuery,
  readCandidates,
  readKeepApart,
  readProspect,
  readResidents,
} from './round/read-round-people.ts';
export {
  countRounds,
  findLastProposedRound,
  findLotSeed,
  findProposal,
  findRound,
  listProposedRounds,
  listRounds,
  listVerdicts,
  type ProposalRow,
  type RoundRow,
  type VerdictRow,
} from './round/round.read-model.ts';
export {
  countSolverDeath,
  findSnapshot,
  insertLot,
  insertProposal,
  insertRound,
  insertSnapshot,
  insertVerdicts,
  lockRound,
  markRoundCancelled,
  markRoundClosed,
  markRoundFailed,
  markRoundProposed,
  markRoundSolving,
  type NewProposal,
  type NewRound,
  type NewVerdicts,
  parseFacts,
  updateRoundProgress,
} from './round/round.repository.ts';
export {
  countFailures,
  countVerdicts,
  type FailureCount,
  type HouseholdPosition,
  type PairVerdictRow,
  readVerdictsAt,
  readVerdictsOf,
} from './round/verdict.read-model.ts';
export { type DB } from './schema.generated.ts';
export {
  countNewlyMovedIn,
  type DisposedDwellings,
  readDisposedDwellings,
} from './statistics/statistics.read-model.ts';
export { inTenant, inTenantLoggedSnapshot, inTenantSnapshot, type TenantScope } from './tenant-scope.ts';
export { insertAccessEvent, type NewAccessEvent } from './traces/access-events.repository.ts';
export {
  type AccessDigest,
  type AccessWindow,
  CHAIN_START,
  type ChainPosition,
  type ChainStretch,
  findLastAuditEvent,
  readAccessDigest,
  readChainStretch,
} from './traces/audit-chain.read-model.ts';
export { insertAuditEvent, insertAuditEvents, type NewAuditEvent } from './traces/audit-events.repository.ts';
export {
  type AuditHead,
  auditHeadText,
  findSealedHead,
  type SealAuditHead,
  type SealedAuditHead,
} from './traces/audit-head.ts';
export { CASE_LINKS, type CaseLink, listCaseIds, listHouseholdsOf } from './traces/case-ids.read-model.ts';
export {
  type ChangedKind,
  type ChangedObjectRow,
  listChangedObjects,
} from './traces/changed-objects.read-model.ts';
export {
  type AuditEventQuery,
  type AuditEventRow,
  countAuditEvents,
  countReadings,
  listAuditEvents,
  listAuditEventsAfter,
  listReadings,
  type ReadingQuery,
  type ReadingRow,
} from './traces/traces.read-model.ts';
export {
  listTellingMunicipalities,
  listUntoldMunicipalities,
  lockOverdueWebhookMessages,
  lockWebhookCursor,
  moveWebhookCursor,
  putOffWebhookMessages,
  sweepWebhookEvents,
} from './webhook/webhook-cursor.repository.ts';
export {
  countWebhookMessages,
  findWebhookMessage,
  insertWebhookAttempt,
  insertWebhookEvent,
  insertWebhookMessage,
  listWebhookAttempts,
  listWebhookMessages,
  lockWebhookMessage,
  updateWebhookMessage,
  type WebhookAttemptRow,
  type WebhookEventRow,
  type WebhookMessageQuery,
  type WebhookMessageRow,
  type WebhookOutcome,
} from './webhook/webhook-message.repository.ts';
export {
  countWebhookSubscriptions,
  findWebhookSubscription,
  insertWebhookSubscription,
  listLiveWebhookSubscriptions,
  listWebhookSubscriptions,
  lockWebhookSubscription,
  updateWebhookSubscription,
  type WebhookSubscriptionRow,
} from './webhook/webhook-subscription.repository.ts';
