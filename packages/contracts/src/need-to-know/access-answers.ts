import { SessionEnd, StaffDirectoryPage, StaffSessionPage } from '../http/identity.ts';
import {
  CaseAccess,
  GrantedCaseAccess,
  ProtectedAddress,
  UnattendedCases,
  WithdrawnCaseAccess,
  WrittenProtectedAddress,
} from '../records/case-access.ts';
import {
  PersonDataContent,
  PersonDataExport,
  PersonDataExportPage,
  RequestedPersonData,
} from '../records/person-data.ts';
import {
  CaseBlockPage,
  PlannedRetentionRun,
  RequestedCaseLift,
  RetentionItemPage,
  RetentionRunDetails,
  RetentionRunPage,
  SettledRetentionRun,
} from '../records/retention.ts';
import { type ClassedAnswer, classed } from './classed-answer.ts';
import { HANDLED, pageFields } from './shared-fields.ts';

const COPY = {
  id: 'case',
  personId: 'case',
  householdId: 'case',
  reasonCode: 'case',
  reference: 'case',
  state: 'case',
  requestedBy: 'staff',
  requestedAt: 'case',
  madeAt: 'case',
  expiresAt: 'case',
  version: 'case',
} as const;

const RUN = {
  id: 'open',
  kind: 'open',
  runOn: 'open',
  state: 'open',
  reasonCode: 'open',
  reference: 'open',
  requestedBy: 'staff',
  requestedAt: 'open',
  itemsHash: 'open',
  settledBy: 'staff',
  settledAt: 'open',
  finishedAt: 'open',
  version: 'open',
} as const;

const PROTECTION: readonly ClassedAnswer[] = [
  classed(CaseAccess, {
    householdId: 'case',
    grants: {
      id: 'case',
      householdId: 'case',
      member: 'staff',
      state: 'case',
      isInForce: 'case',
      until: 'case',
      reason: 'staff',
      grantedBy: 'staff',
      grantedAt: 'case',
      endedBy: 'staff',
      endedAt: 'case',
      endedBecause: 'staff',
    },
    protectionChanges: {
      id: 'protection',
      personId: 'protection',
      grade: 'protection',
      changedAt: 'protection',
      changedBy: 'protection',
    },
  }),
  classed(GrantedCaseAccess, { id: 'case', householdId: 'case' }),
  classed(WithdrawnCaseAccess, { id: 'case', state: 'case' }),
  classed(UnattendedCases, { householdIds: 'case' }),
  classed(ProtectedAddress, {
    personId: 'case',
    version: 'case',
    writtenAt: 'case',
    homeLines: 'address',
    postalLines: 'address',
    contact: 'address',
  }),
  classed(WrittenProtectedAddress, { personId: 'case', version: 'case' }),
];

const PRIVACY: readonly ClassedAnswer[] = [
  classed(PlannedRetentionRun, { id: 'open', version: 'open', itemCount: 'open', itemsHash: 'open' }),
  classed(RetentionRunPage, pageFields(RUN)),
  classed(RetentionRunDetails, {
    ...RUN,
    counts: { rule: 'open', tableName: 'open', state: 'open', itemCount: 'open', rowCount: 'open' },
  }),
  classed(
    RetentionItemPage,
    pageFields({ number: 'open', rule: 'open', subjectId: 'case', tableName: 'open', rowId: 'case' }),
  ),
  classed(SettledRetentionRun, { id: 'open', state: 'open', version: 'open' }),
  classed(
    CaseBlockPage,
    pageFields({
      id: 'case',
      householdId: 'case',
      state: 'case',
      blockedAt: 'case',
      liftRequestedBy: 'staff',
      liftReasonCode: 'case',
      liftReference: 'case',
      liftedAt: 'case',
      version: 'case',
    }),
  ),
  classed(RequestedCaseLift, HANDLED),
  classed(RequestedPersonData, { id: 'case', version: 'case' }),
  classed(PersonDataExportPage, pageFields(COPY)),
  classed(PersonDataExport, COPY),
  classed(PersonDataContent, {
    format: 'open',
    kind: 'case',
    exportId: 'case',
    madeAt: 'case',
    person: 'record',
    tables: 'record',
    rounds: 'record',
    readings: 'record',
    changes: 'record',
    textsToRead: 'record',
  }),
];

const SESSIONS: readonly ClassedAnswer[] = [
  classed(
    StaffSessionPage,
    pageFields({
      id: 'staff',
      user: 'staff',
      role: 'staff',
      signedInAt: 'staff',
      usedAt: 'staff',
      expiresAt: 'staff',
    }),
  ),
  classed(SessionEnd, { endedCount: 'open' }),
  classed(StaffDirectoryPage, pageFields({ member: 'staff', name: 'staff', role: 'staff' })),
];

/** Answers about who may see a case, who is signed in, and what is kept of somebody for how long. */
export const ACCESS_ANSWERS: readonly ClassedAnswer[] = [...PROTECTION, ...PRIVACY, ...SESSIONS];
