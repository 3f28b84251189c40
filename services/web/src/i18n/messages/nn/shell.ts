import type { shell as wanted } from '../nb/shell.ts';

/** Texts in nynorsk. */
export const shell: Readonly<Record<keyof typeof wanted, string>> = {
  'area.overview': 'Oversikt',
  'area.dwellings': 'Bustader',
  'area.queue': 'Søkjarar i kø',
  'area.rotation': 'Rullering',
  'shell.skip': 'Hopp til hovudinnhald',
  'shell.areas': 'Område',
  'shell.language': 'Språk',
  'shell.demo': 'Demo',
  'shell.signOut': 'Logg ut',
  'shell.accessibility': 'Tilgjenge',
  'shell.privacy': 'Personvern',
  'shell.version': 'Versjon {version}',
  'shell.apiDocs': 'Programgrensesnitt (API)',
  'role.case-officer': 'Saksbehandlar',
  'role.committee': 'Medlem av tildelingsutvalet',
  'role.housing-manager': 'Eigedomsforvaltar',
  'role.leader': 'Leiar',
  'role.auditor': 'Revisor',
  'role.follow-up': 'Buoppfølgjar',
  'role.integration': 'Anna system',
  'state.loading': 'Hentar …',
  'state.unreachable': 'Vi får ikkje kontakt med Boligtrapp. Det du ser, kan vere gammalt.',
  'state.errorCode': 'Feilkode:',
  'state.retry': 'Prøv igjen',
  'filter.all': 'Alle',
  'pager.label': 'Sider',
  'pager.before': 'Førre',
  'pager.next': 'Neste',
  'pager.at': 'Side {page, number} av {pageCount, number}',
  'notFound.title': 'Sida finst ikkje',
  'notFound.back': 'Til oversikta',
  'welcome.title': 'Boligtrapp',
  'welcome.what':
    'Boligtrapp held orden på dei to bustadtrappene til kommunen: kven som ventar, kva bustader som er ledige, kva som blir foreslått og kvifor, og kva leigeavtalar som må følgjast opp før ein frist i lova.',
  'welcome.demo':
    'Dette er ein demo. Kommunen Fjordvik finst ikkje, og ingen av personane og adressene er verkelege. Prøv det du vil.',
  'welcome.signIn': 'Logg inn',
  'welcome.whoTitle': 'Kven du kan vere',
  'welcome.who': 'På neste side vel du kven du vil vere. Ingen passord trengst.',
  'welcome.who1': 'demo-case-officer er saksbehandlar: saker, kø, tildelingsrundar, tilbod og leigeforhold.',
  'welcome.who2':
    'demo-chair, demo-member og demo-second-member sit i tildelingsutvalet: møte, forslag og signering.',
  'welcome.who3':
    'demo-leader leier arbeidet: regelsett, kapasitetsgap og kven som er innlogga. demo-auditor les loggen.',
  'welcome.tryTitle': 'Tre ting å prøve',
  'welcome.try1':
    'Lag ein tildelingsrunde som demo-case-officer: gå til Tildelingsrundar, vel dagen i dag, Omsorgsbustader og «Er med», og opne grunngivinga for ein husstand når forslaget er klart.',
  'welcome.try2':
    'Få runden vedteken: planlegg eit møte i dag under Møte med runden på saklista, og opne det. Før opp demo-chair som leiar, og demo-member og demo-second-member som medlemer. Logg ut, og signer runden som demo-chair og så som demo-member.',
  'welcome.try3':
    'Finn eit leigeforhold som hastar: gå til Rullering som demo-case-officer, og sjå kva dag som er den siste trygge, og kvifor.',
};
