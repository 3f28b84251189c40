import type { rounds as wanted } from '../nb/rounds.ts';

/** Texts in English. */
export const rounds: Readonly<Record<keyof typeof wanted, string>> = {
  'area.rounds': 'Allocation rounds',
  'rounds.round': 'Allocation round',
  'rounds.titleOf': 'Allocation round {reference}',
  'rounds.what':
    'An allocation round looks at everyone who waits and every dwelling that is vacant, and proposes who should get which. The committee decides in a meeting.',
  'rounds.caption': 'Allocation rounds, the newest first',
  'rounds.none': 'No allocation round has been made yet.',
  'rounds.more': 'Show more',
  'rounds.stale': 'Out of date',
  'rounds.reference': 'Round',
  'rounds.meetingOn': 'Day of the meeting',
  'rounds.tracks': 'Track',
  'rounds.state': 'Status',
  'rounds.computedAt': 'Computed',
  'rounds.notComputed': 'Not computed',
  'rounds.bothTracks': 'Both tracks',
  'rounds.state.queued': 'Waits to be computed',
  'rounds.state.solving': 'Being computed',
  'rounds.state.proposed': 'The proposal is ready',
  'rounds.state.failed': 'Computing it failed',
  'rounds.state.cancelled': 'Cancelled',
  'rounds.state.closed': 'Decided',
  'rounds.new': 'Make an allocation round',
  'rounds.make': 'Make the round and compute the proposal',
  'rounds.made': 'The round is made. The proposal is being computed.',
  'rounds.horizonDays': 'Days after the meeting',
  'rounds.horizonHelp':
    'Dwellings that fall vacant within so many days after the meeting take part. From 0 to 366.',
  'rounds.movers': 'Tenants who are ready to move along the ladder',
  'rounds.moversIn': 'Take part',
  'rounds.moversOut': 'Do not take part',
  'rounds.certainty': 'Dwellings that are expected to be vacant',
  'rounds.certaintyHelp': 'If you choose nothing, only dwellings registered as vacant take part.',
  'rounds.certainty.certain': 'Only certain ones',
  'rounds.certainty.likely': 'Certain and likely ones',
  'rounds.certainty.possible': 'Certain, likely and possible ones',
  'rounds.progress': '{done, number} of {total, number} households are decided',
  'rounds.starts': 'The computation starts in a moment.',
  'rounds.leave':
    'You can go to another page. The computation goes on, and you find the round again in the list.',
  'rounds.failedTitle': 'Computing it failed',
  'rounds.failed.solver.out-of-memory':
    'The round was too large for the memory of the service, with less effort, too.',
  'rounds.failed.solver.stopped': 'The computation stopped, with less effort, too.',
  'rounds.failed.proposal.refused': 'The check found a fault in the answer, and so it was discarded.',
  'rounds.failed.other': 'Reason: {code}',
  'rounds.cancelledTitle': 'The round is cancelled',
  'rounds.cancelledBy': 'Cancelled by {by}.',
  'rounds.replaced': 'The round was computed anew. Go to the new round',
  'rounds.reSolve': 'Compute anew',
  'rounds.reSolveText': 'A new round is made with the facts as they are now. This round is cancelled.',
  'rounds.reSolved': 'The round is being computed anew.',
  'rounds.cancel': 'Cancel the round',
  'rounds.cancelReason': 'Why is the round cancelled?',
  'rounds.cancelled': 'The round is cancelled.',
  'rounds.staleTitle': 'The proposal is out of date',
  'rounds.staleText':
    'The facts have changed since the proposal was computed. Compute it anew, or say in the signature why the changes do not matter.',
  'rounds.staleHidden': 'There are changes that you have no access to.',
  'rounds.head': 'About the proposal',
  'rounds.policy': 'Rule set',
  'rounds.hash': 'Checksum of the facts',
  'rounds.proof': 'Proof',
  'rounds.proven': 'It is proven that there is no better allocation',
  'rounds.servedProven': 'It is proven who can get a dwelling, but not that each allocation is the best',
  'rounds.unproven': 'The proposal follows every rule, but it is not proven to be the best',
  'rounds.meeting': 'Meeting',
  'rounds.meetingNone': 'On no agenda',
  'rounds.toMeetings': 'Go to meetings',
  'rounds.whatIf': 'Try what if …',
  'change.household-joined': '{count, plural, one {# household has joined} other {# households have joined}}',
  'change.household-left':
    '{count, plural, one {# household has left the queue} other {# households have left the queue}}',
  'change.assessment-superseded':
    '{count, plural, one {# assessment was replaced} other {# assessments were replaced}}',
  'change.household-moved': '{count, plural, one {# household has moved} other {# households have moved}}',
  'change.dwelling-freed':
    '{count, plural, one {# dwelling has fallen vacant} other {# dwellings have fallen vacant}}',
  'change.dwelling-taken':
    '{count, plural, one {# dwelling is no longer vacant} other {# dwellings are no longer vacant}}',
  'change.dwelling-changed': '{count, plural, one {# dwelling was changed} other {# dwellings were changed}}',
  'change.availability-changed':
    '{count, plural, one {# dwelling falls vacant on another day} other {# dwellings fall vacant on another day}}',
  'change.status-changed':
    '{count, plural, one {# place has a new status} other {# places have a new status}}',
  'change.cap-changed': '{count, plural, one {# place has a new cap} other {# places have a new cap}}',
  'change.staffing-changed':
    '{count, plural, one {# building has new staffing} other {# buildings have new staffing}}',
  'change.place-changed': '{count, plural, one {# place was changed} other {# places were changed}}',
  'change.resident-moved-in': '{count, plural, one {# household moved in} other {# households moved in}}',
  'change.resident-moved-out': '{count, plural, one {# household moved out} other {# households moved out}}',
  'change.resident-reassessed':
    '{count, plural, one {# resident was assessed anew} other {# residents were assessed anew}}',
  'change.home-promised':
    '{count, plural, one {# dwelling was promised to someone} other {# dwellings were promised to someone}}',
  'change.promise-ended':
    '{count, plural, one {# promise no longer holds} other {# promises no longer hold}}',
  'change.keep-apart-changed':
    '{count, plural, one {# change of who is not to live near whom} other {# changes of who is not to live near whom}}',
  'change.policy-replaced': 'A new rule set is in force',
};
