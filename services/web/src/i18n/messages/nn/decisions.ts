import type { decisions as wanted } from '../nb/decisions.ts';

/** Texts in nynorsk. */
export const decisions: Readonly<Record<keyof typeof wanted, string>> = {
  'signing.title': 'Vedtak og signering',
  'signing.what':
    'To medlemmer som er til stades i eit ope møte, må signere det same innhaldet. Då er sakene vedtekne, og tilboda blir laga.',
  'signing.decided': '{decided, number} av {count, number} saker er vedtekne',
  'signing.noMeeting':
    'Runden blir ikkje behandla i eit ope møte. Set han på saklista til eit møte, og opne møtet.',
  'signing.nobody': 'Ingen har signert innhaldet slik det er no',
  'signing.signedBy': 'Signert av {members}',
  'signing.sign': 'Signer',
  'signing.dialog': 'Signer {reference}',
  'signing.means':
    'Du signerer forslaget med overstyringane slik dei er no. Når to har signert, kan ikkje runden endrast.',
  'signing.signed': 'Du har signert. Ein person til må signere.',
  'signing.closed': 'Runden er vedteken. Tilboda er laga.',
  'signing.staleReason': 'Kvifor betyr ikkje endringane noko?',
  'signing.staleHelp':
    'Opplysningane er endra etter at forslaget vart berekna. Grunngivinga står i protokollen.',
  'signing.faults': 'Overstyringane kan ikkje gjennomførast samla',
  'signing.fault.dwelling-given-twice': 'To husstandar får same bustad:',
  'signing.fault.home-not-vacated': 'Den som bur i bustaden, flyttar ikkje:',
  'signing.fault.place-overfull': 'Ein stad får {after, number} poeng og har eit tak på {cap, number}.',
  'signing.fault.kept-apart': 'To husstandar som ikkje skal bu nær kvarandre, får bustader nær kvarandre.',
  'signing.waiting.no-quorum':
    '{count, plural, one {# sak er ikkje vedteken, fordi utvalet ikkje er vedtaksført i ho} other {# saker er ikkje vedtekne, fordi utvalet ikkje er vedtaksført i dei}}.',
  'signing.waiting.needs-signature':
    '{count, plural, one {# sak treng} other {# saker treng}} ein signatur til.',
  'signing.conflict.dwelling-taken': 'Bustaden er ikkje ledig lenger. Ta stilling til saka på nytt.',
  'signing.conflict.dwelling-out-of-use': 'Bustaden er ute av bruk. Ta stilling til saka på nytt.',
  'signing.conflict.household-lives-there': 'Husstanden bur der allereie. Ta stilling til saka på nytt.',
  'signing.conflict.household-has-offer-accepted':
    'Husstanden har takka ja til eit anna tilbod. Ta stilling til saka på nytt.',
  'signing.conflict.household-has-home': 'Husstanden har fått bustad. Ta stilling til saka på nytt.',
  'signing.conflict.household-gone': 'Husstanden er ute av køen. Ta stilling til saka på nytt.',
  'decisions.title': 'Vedtak',
  'decisions.readOnly': 'Runden er vedteken og signert av to personar. Han kan ikkje endrast.',
  'decisions.protocol': 'Last ned protokollen (PDF)',
  'decisions.hash': 'Kontrollsum for protokollen:',
  'decisions.caption': '{count, plural, one {# vedtak} other {# vedtak}} i runden',
  'decisions.outcome': 'Vedtak',
  'decisions.outcome.allocated': 'Tildelt bustad',
  'decisions.outcome.overridden': 'Overstyrt',
  'decisions.outcome.postponed': 'Utsett',
  'decisions.outcome.refused': 'Avslått',
  'decisions.outcome.renewed': 'Ny periode',
  'decisions.outcome.moved': 'Blir flytta',
  'decisions.outcome.private-rental': 'Privat leige',
  'decisions.outcome.startlan': 'Leige til eige',
  'decisions.outcome.ended': 'Avslutta',
  'decisions.offer': 'Tilbod',
  'decisions.signers': 'Signert av',
  'decisions.at': 'Vedteke',
  'decisions.corrected': 'Gjort om av eit seinare vedtak',
  'decisions.offerState.waiting': 'Ventar på at bustaden blir fri',
  'decisions.offerState.open': 'Ope, ventar på svar',
  'decisions.offerState.accepted': 'Takka ja',
  'decisions.offerState.declined': 'Takka nei',
  'decisions.offerState.expired': 'Fristen er ute',
  'decisions.offerState.withdrawn': 'Trekt tilbake',
  'decisions.offerState.fulfilled': 'Leigeavtale er inngått',
};
