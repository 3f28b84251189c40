import type {
  EnvironmentProposal,
  IncidentKind,
  IncidentSeverity,
  PlaceKind,
  PlaceStatus,
} from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { nullable, oneOf, PlainDate, Uuid } from '../http/primitives.ts';
import { EnvironmentLevelNumber } from './follow-ups.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const Severity = Type.Unsafe<IncidentSeverity>(
  Type.Integer({ minimum: 1, maximum: 3, description: '1 slight, 2 serious, 3 grave.' }),
);
const KindName = oneOf(
  ['noise', 'threat', 'damage', 'fire', 'other'] as const satisfies readonly IncidentKind[],
  { description: 'What it was; there is no text.' },
);
const ReporterName = oneOf(
  ['case-officer', 'follow-up', 'housing-manager', 'caretaker', 'neighbour', 'tenant', 'police'],
  { description: 'Where the report came from; no person.' },
);
const IncidentWithdrawalName = oneOf([
  'wrong-place',
  'wrong-household',
  'registered-twice',
  'unfounded',
  'other',
]);
const ReportWithdrawalName = oneOf(['wrong-place', 'registered-twice', 'unfounded', 'other']);

const happened = {
  occurredOn: PlainDate,
  severity: Severity,
  kind: KindName,
  reportedByRole: ReporterName,
};

/** What happened at a building or dwelling. */
export const IncidentRegistration = Type.Object(
  {
    buildingId: Type.Optional({ ...Uuid, description: 'This or dwellingId.' }),
    dwellingId: Type.Optional({ ...Uuid, description: 'This or buildingId.' }),
    ...happened,
    householdId: nullable({
      ...Uuid,
      description:
        'The household that it is put down to, kept apart from the incident; it never counts for a place.',
    }),
  },
  { ...closed, title: 'IncidentRegistration' },
);

const withdrawal = { withdrawnOn: nullable(PlainDate), withdrawnBy: nullable(Type.String()) };

/** An incident (hendelse), without whom it is put down to. */
export const Incident = Type.Object(
  {
    id: Uuid,
    buildingId: Uuid,
    dwellingId: nullable(Uuid),
    ...happened,
    registeredBy: Type.String(),
    ...withdrawal,
    withdrawnBecause: nullable(IncidentWithdrawalName),
  },
  { ...closed, title: 'Incident' },
);
/** {@link Incident} */
export type Incident = Static<typeof Incident>;
/** A page of incidents from the latest. */
export const IncidentPage = pageOf('IncidentPage', Incident);
/** Keys of the cursor: day and id. */
export const IncidentCursor = Type.Tuple([PlainDate, Uuid]);

const atPlace = {
  placeId: Type.Optional({ ...Uuid, description: 'A building or a neighbourhood.' }),
  withdrawn: Type.Optional(Type.Boolean()),
  ...PagingQuery,
};
/** Filters of the list; a neighbourhood has the incidents of its buildings. */
export const IncidentListQuery = Type.Object(atPlace, closed);
/** Path of one incident. */
export const IncidentParams = Type.Object({ incidentId: Uuid }, closed);
/** Whom an incident is put down to. */
export const IncidentHousehold = Type.Object(
  { householdId: Uuid },
  { ...closed, title: 'IncidentHousehold' },
);
/** Why an incident was wrong. */
export const IncidentWithdrawal = Type.Object(
  { because: IncidentWithdrawalName },
  { ...closed, title: 'IncidentWithdrawal' },
);
/** What was registered about the environment of a place. */
export const RegisteredObservation = Type.Object({ id: Uuid }, { ...closed, title: 'RegisteredObservation' });
/** What was withdrawn; it stays, and counts no more. */
export const WithdrawnObservation = Type.Object(
  { id: Uuid, withdrawnOn: PlainDate },
  { ...closed, title: 'WithdrawnObservation' },
);

const report = {
  placeId: { ...Uuid, description: 'A building or a neighbourhood.' },
  reportedOn: PlainDate,
  level: EnvironmentLevelNumber,
  complaintCount: Type.Integer({
    minimum: 0,
    maximum: 999,
    description: 'Complaints of neighbours since the report before; shown, not weighed.',
  }),
};
/** How somebody finds the environment of a place: a level and a count, no text. */
export const EnvironmentReportRegistration = Type.Object(report, {
  ...closed,
  title: 'EnvironmentReportRegistration',
});
/** A report about the environment (bomiljø) of a place. */
export const EnvironmentReport = Type.Object(
  {
    id: Uuid,
    ...report,
    placeKind: oneOf(['building', 'neighbourhood']),
    reportedBy: Type.String(),
    ...withdrawal,
    withdrawnBecause: nullable(ReportWithdrawalName),
  },
  { ...closed, title: 'EnvironmentReport' },
);
/** {@link EnvironmentReport} */
export type EnvironmentReport = Static<typeof EnvironmentReport>;
/** A page of reports from the latest. */
export const EnvironmentReportPage = pageOf('EnvironmentReportPage', EnvironmentReport);
/** Keys of the cursor: day and id. */
export const EnvironmentReportCursor = Type.Tuple([PlainDate, Uuid]);
/** Filters of the list. */
export const EnvironmentReportListQuery = Type.Object(atPlace, closed);
/** Path of one report. */
export const EnvironmentReportParams = Type.Object({ reportId: Uuid }, closed);
/** Why a report was wrong. */
export const EnvironmentReportWithdrawal = Type.Object(
  { because: ReportWithdrawalName },
  { ...closed, title: 'EnvironmentReportWithdrawal' },
);

const points = Type.Integer({ minimum: 0, description: 'By the policy in force.' });

const Part = Type.Union(
  [
    Type.Object(
      {
        source: Type.Literal('incidents'),
        severity: Severity,
        count: Type.Integer({ minimum: 1 }),
        points,
      },
      closed,
    ),
    Type.Object(
      { source: Type.Literal('report'), level: EnvironmentLevelNumber, reportedOn: PlainDate, points },
      closed,
    ),
  ],
  { description: 'All incidents of a severity, or the latest report.' },
);

/** What the environment of a place speaks for, beside the status that it has. */
export const PlaceEnvironment = Type.Object(
  {
    placeId: Uuid,
    kind: oneOf(['building', 'neighbourhood'] as const satisfies readonly PlaceKind[]),
    name: Type.String(),
    status: oneOf(['open', 'caution', 'spared'] as const satisfies readonly PlaceStatus[]),
    countsFrom: { ...PlainDate, description: 'First day (inclusive) of what counts.' },
    points,
    parts: list(Part),
    proposal: oneOf(['none', 'caution', 'spare'] as const satisfies readonly EnvironmentProposal[], {
      description: 'What the points speak for. A person sets the status.',
    }),
    direction: nullable(
      oneOf(['tighten', 'relax'], {
        description: 'Whether that is stricter than the status, or less strict; null where they agree.',
      }),
    ),
  },
  { ...closed, title: 'PlaceEnvironment' },
);
/** Every place that has something to judge. */
export const PlaceEnvironmentList = Type.Object(
  { on: PlainDate, items: list(PlaceEnvironment) },
  { ...closed, title: 'PlaceEnvironmentList' },
);
/** Filter of the list. */
export const PlaceEnvironmentQuery = Type.Object(
  {
    hasProposal: Type.Optional(
      Type.Boolean({ description: 'Only places whose status is not what is proposed, or only the others.' }),
    ),
  },
  closed,
);
