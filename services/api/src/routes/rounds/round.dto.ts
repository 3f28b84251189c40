import type { Proposal as ProposalDto, Round } from '@boligtrapp/contracts';
import type { RoundRow } from '@boligtrapp/database';
import type { Proposal } from '@boligtrapp/use-cases';

/** A round as the API shows it. */
export function toRound(row: RoundRow): Round {
  const { progressDone, progressTotal, tracks, ...same } = row;
  return { ...same, tracks: [...tracks], progress: { done: progressDone, total: progressTotal } };
}

/** A proposal as the API shows it: needs and references, no person. */
export function toProposalDto(proposal: Proposal): ProposalDto {
  return {
    ...proposal,
    round: toRound(proposal.round),
    objective: { ...proposal.objective },
    placements: proposal.placements.map(({ household, dwelling, ...same }) => ({
      ...same,
      household: { ...household },
      dwelling: {
        id: dwelling.id,
        reference: dwelling.reference,
        track: dwelling.track,
        level: dwelling.level,
        vacancy: dwelling.vacancy,
        availableFrom: dwelling.availableFrom,
        certainty: dwelling.certainty ?? null,
      },
    })),
    unplaced: proposal.unplaced.map((unplaced) => ({ ...unplaced, excludedBy: [...unplaced.excludedBy] })),
    places: [...proposal.places],
  };
}
