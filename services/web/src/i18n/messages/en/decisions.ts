import type { decisions as wanted } from '../nb/decisions.ts';

/** Texts in English. */
export const decisions: Readonly<Record<keyof typeof wanted, string>> = {
  'signing.title': 'Decision and signing',
  'signing.what':
    'Two of those who have a vote and are present in the open meeting sign the same content. Then the cases are decided, and the offers are made.',
  'signing.decided': '{decided, number} of {count, number} cases are decided',
  'signing.noMeeting':
    'No open meeting deals with the round. Put it on the agenda of a meeting, and open the meeting.',
  'signing.nobody': 'Nobody has signed the content as it is now',
  'signing.signedBy': 'Signed by {members}',
  'signing.voters': 'May sign: {members}',
  'signing.notVoter': 'You do not sign: you are not registered with a vote in the meeting.',
  'signing.noQuorumYet': 'Nobody can sign before there is a quorum.',
  'signing.sign': 'Sign',
  'signing.dialog': 'Sign {reference}',
  'signing.means':
    'You sign the proposal with the overrides as they are now. Once two have signed, the round cannot be changed.',
  'signing.signed': 'You have signed. One more person has to sign.',
  'signing.closed': 'The round is decided. The offers are made.',
  'signing.staleReason': 'Why do the changes not matter?',
  'signing.staleHelp':
    'The facts have changed since the proposal was computed. The reason stands in the minutes.',
  'signing.faults': 'The overrides cannot be carried out together',
  'signing.fault.dwelling-given-twice': 'Two households get the same dwelling:',
  'signing.fault.home-not-vacated': 'Whoever lives in the dwelling does not move:',
  'signing.fault.place-overfull': 'A place gets {after, number} points and has a cap of {cap, number}.',
  'signing.fault.kept-apart':
    'Two households that are not to live near each other get dwellings near each other.',
  'signing.waiting.no-quorum':
    '{count, plural, one {# case is} other {# cases are}} not decided, because there is no quorum for {count, plural, one {it} other {them}}.',
  'signing.waiting.needs-signature':
    '{count, plural, one {# case needs} other {# cases need}} one more signature.',
  'signing.conflict.dwelling-taken': 'The dwelling is no longer vacant. Decide the case anew.',
  'signing.conflict.dwelling-out-of-use': 'The dwelling is out of use. Decide the case anew.',
  'signing.conflict.household-lives-there': 'The household lives there already. Decide the case anew.',
  'signing.conflict.household-has-offer-accepted':
    'The household has accepted another offer. Decide the case anew.',
  'signing.conflict.household-has-home': 'The household has a dwelling. Decide the case anew.',
  'signing.conflict.household-gone': 'The household has left the queue. Decide the case anew.',
  'decisions.title': 'Decisions',
  'decisions.readOnly': 'The round is decided and signed by two persons. It cannot be changed.',
  'decisions.protocol': 'Download the minutes (PDF)',
  'decisions.hash': 'Checksum of the minutes:',
  'decisions.caption': '{count, plural, one {# decision} other {# decisions}} of the round',
  'decisions.outcome': 'Decision',
  'decisions.outcome.allocated': 'Allocated a dwelling',
  'decisions.outcome.overridden': 'Overridden',
  'decisions.outcome.postponed': 'Postponed',
  'decisions.outcome.refused': 'Refused',
  'decisions.outcome.renewed': 'New term',
  'decisions.outcome.moved': 'To move',
  'decisions.outcome.private-rental': 'Private rental',
  'decisions.outcome.startlan': 'Rent to own',
  'decisions.outcome.ended': 'Ended',
  'decisions.offer': 'Offer',
  'decisions.signers': 'Signed by',
  'decisions.at': 'Decided',
  'decisions.corrected': 'Corrected by a later decision',
  'decisions.offerState.waiting': 'Waits for the dwelling to be free',
  'decisions.offerState.open': 'Open, waiting for an answer',
  'decisions.offerState.accepted': 'Accepted',
  'decisions.offerState.declined': 'Declined',
  'decisions.offerState.expired': 'The time for an answer is over',
  'decisions.offerState.withdrawn': 'Withdrawn',
  'decisions.offerState.fulfilled': 'A lease was made',
};
