import type { Ladder, Proposal } from '@boligtrapp/contracts';
import { alignColumns } from '../output.ts';
import type { MainJobResult } from './main-job.ts';

const SHOWN_ROWS = 12;

/** What the main job found, in plain lines of at most some 110 characters. */
export function summaryLines(result: MainJobResult): readonly string[] {
  return [
    ...ladderLines(result.ladder),
    '',
    ...proposalLines(result.proposal),
    '',
    ...placeLines(result.proposal),
    '',
    ...rotationLines(result),
  ];
}

function ladderLines({ on, steps }: Ladder): readonly string[] {
  const rows = steps.map((step) => [
    step.programme === 'ladder' ? `${step.track} ${step.level}` : step.programme,
    ...[step.stock, step.occupied, step.vacant, step.outOfUse, step.queue].map(figure),
  ]);
  const total = steps.reduce((sum, step) => sum + step.stock, 0);
  return [
    `THE LADDER on ${on}: ${total} dwellings`,
    ...alignColumns([
      ['step', ...['stock', 'occupied', 'vacant', 'out of use', 'queue'].map((head) => head.padStart(10))],
      ...rows,
    ]).map((line) => `  ${line}`),
  ];
}

/** The proposal of a round in plain lines. */
export function proposalLines(proposal: Proposal): readonly string[] {
  const { round, placements, unplaced } = proposal;
  const movers = placements.filter(({ fromDwellingId }) => fromDwellingId !== null).length;
  const reasons = new Map<string, number>();
  for (const { because } of unplaced) reasons.set(because, (reasons.get(because) ?? 0) + 1);
  const nothingFits = unplaced.filter(({ because }) => because === 'nothing-fits');
  return [
    `ROUND ${round.reference} for the meeting on ${round.meetingOn}: ${placements.length + unplaced.length} households, ${proposal.dwellingCount} dwellings`,
    `  ${placements.length} are proposed a dwelling, ${movers} of them tenants who move along the ladder`,
    `  ${unplaced.length} are not: ${[...reasons].map(([reason, count]) => `${count} ${REASONS[reason] ?? reason}`).join(', ')}`,
    `  who is served is ${proposal.servedSetProven ? 'proven' : 'not proven in full'}; the placement is ${proposal.optimal ? 'proven optimal' : 'checked and feasible, not proven optimal'}`,
    `  levels beside need ${proposal.objective.misfit}, load above soft levels ${proposal.objective.excess}, points of wishes ${proposal.objective.score}; computed in ${proposal.solveMs} ms`,
    '  First by rank:',
    ...alignColumns(
      placements
        .slice(0, SHOWN_ROWS)
        .map(({ household, dwelling, fromDwellingId }) => [
          `  ${household.rank}.`,
          household.reference,
          `needs ${household.track} ${household.level}`,
          `gets ${dwelling.reference}`,
          `${dwelling.track} ${dwelling.level}`,
          VACANCIES[dwelling.vacancy](dwelling),
          fromDwellingId === null ? '' : 'moves',
        ]),
    ).map((line) => `  ${line}`),
    `  Nothing fits for ${nothingFits.length}; the rules that exclude most dwellings for each:`,
    ...alignColumns(
      nothingFits.slice(0, SHOWN_ROWS).map(({ household, excludedBy }) => [
        `  ${household.rank}.`,
        household.reference,
        `needs ${household.track} ${household.level}`,
        excludedBy
          .slice(0, 4)
          .map(({ rule, dwellings }) => `${rule} ${dwellings}`)
          .join(', '),
      ]),
    ).map((line) => `  ${line}`),
    ...(nothingFits.length > SHOWN_ROWS ? [`    … and ${nothingFits.length - SHOWN_ROWS} more`] : []),
  ];
}

type Placed = Proposal['placements'][number]['dwelling'];

const VACANCIES = {
  vacant: () => 'vacant',
  forecast: ({ availableFrom, certainty }: Placed) =>
    certainty === null ? `free from ${availableFrom}` : `expected free from ${availableFrom}, ${certainty}`,
  'home-of-mover': () => 'freed by a move',
} as const;

const REASONS: Readonly<Record<string, string>> = {
  'nothing-fits': 'for whom no dwelling passes every rule',
  'hall-set': 'whose dwellings are all needed by those before them',
  resource: 'for whom the places are full',
  'exhausted-search': 'for whom a complete search found none',
  unproven: 'for whom the search was given up',
};

const FINDINGS = {
  holdover: 'stays after the last day; last safe day for a request to move',
  'early-request-only': 'the only request to move was sent too early to count',
  'became-indefinite': 'nobody asked in time; indefinite since',
  'short-term-without-basis': 'shorter than three years without a valid ground; indefinite since',
  'repeated-short-term': 'one short term too many; indefinite since',
  'last-safe-day-nears': 'stays after the last day; the next step to the last safe day has come',
  'silent-consent-soon': 'an application to take somebody in counts as approved after this day',
  'review-due': 'runs out; last day of the term',
  'notice-before-end': 'runs out; a notice was due on this day',
  'termination-info-missing': 'not told in writing that the lease cannot be terminated in its term',
  'exceptions-info-missing': 'not told in writing by the signing which exceptions of § 11-1 are agreed',
  'deposit-over-limit': 'deposit and guarantee come to more than six months of rent',
  'deposit-not-separate': 'a deposit that is not on an account of its own',
  'rent-index-possible': 'the rent may follow the index from this day on',
  'gjengs-leie-possible': 'gjengs leie may be demanded from this day on',
  'follow-up-overdue': 'a visit or plan that is not done',
  'place-status-overdue': 'a place or pair that nobody has looked at again in time',
} as const satisfies Readonly<Record<MainJobResult['flagCounts'][number]['kind'], string>>;

function placeLines({ places }: Proposal): readonly string[] {
  const noteworthy = places.filter(
    ({ fullnessBefore, fullnessAfter }) =>
      ['near', 'full', 'over'].includes(fullnessBefore) || ['near', 'full', 'over'].includes(fullnessAfter),
  );
  return [
    `PLACES near, at or over their cap: ${noteworthy.length}`,
    ...alignColumns(
      noteworthy.map(({ name, kind, before, after, cap, fullnessBefore, fullnessAfter }) => [
        name,
        kind,
        `${before} of ${cap ?? '-'}`,
        fullnessBefore,
        before === after ? '' : `after the round ${after}, ${fullnessAfter}`,
      ]),
    ).map((line) => `  ${line}`),
  ];
}

function rotationLines({ run, flagCounts, deadlines }: MainJobResult): readonly string[] {
  const states = Object.entries(run.stateCounts ?? {}).map(([state, count]) => `${count} ${state}`);
  const shown = deadlines.first.slice(0, SHOWN_ROWS);
  return [
    `ROTATION on ${run.runOn}: ${run.leaseCount ?? 0} leases looked at, ${run.flagCount ?? 0} findings, ${run.newFlagCount ?? 0} of them seen for the first time`,
    `  legal states: ${states.join(', ')}`,
    '  Findings by kind, with the days that matter:',
    ...alignColumns(
      flagCounts.map(({ kind, count, firstDueOn, lastDueOn }) => [
        `  ${String(count).padStart(5)}`,
        kind,
        firstDueOn === lastDueOn ? firstDueOn : `${firstDueOn} to ${lastDueOn}`,
        FINDINGS[kind],
      ]),
    ).map((line) => `  ${line}`),
    '  Next deadlines of the law (husleieloven § 9-2): without a written request to move until that day the lease is indefinite:',
    ...alignColumns(
      shown.map(({ dueOn, kind, dwellingReference, householdReference }) => [
        `  ${dueOn}`,
        kind,
        dwellingReference ?? '',
        householdReference ?? '',
      ]),
    ).map((line) => `  ${line}`),
    ...(deadlines.count === 0 ? ['    none'] : []),
    ...(deadlines.count > shown.length ? [`    … and ${deadlines.count - shown.length} more`] : []),
    `  The report of the night: /v1/rotation-runs/${run.id}/report, …/report/xlsx and …/report/pdf`,
  ];
}

function figure(value: number): string {
  return String(value).padStart(10);
}
