/** Texts in bokmål. */
export const shell = {
  'area.overview': 'Oversikt',
  'area.dwellings': 'Boliger',
  'area.queue': 'Søkere i kø',
  'area.rotation': 'Rullering',
  'shell.skip': 'Hopp til hovedinnhold',
  'shell.areas': 'Områder',
  'shell.language': 'Språk',
  'shell.demo': 'Demo',
  'shell.signOut': 'Logg ut',
  'shell.accessibility': 'Tilgjengelighet',
  'shell.privacy': 'Personvern',
  'shell.version': 'Versjon {version}',
  'shell.apiDocs': 'Programgrensesnitt (API)',
  'role.case-officer': 'Saksbehandler',
  'role.committee': 'Medlem av tildelingsutvalget',
  'role.housing-manager': 'Eiendomsforvalter',
  'role.leader': 'Leder',
  'role.auditor': 'Revisor',
  'role.follow-up': 'Booppfølger',
  'role.integration': 'Annet system',
  'state.loading': 'Henter …',
  'state.unreachable': 'Vi får ikke kontakt med Boligtrapp. Det du ser, kan være gammelt.',
  'state.errorCode': 'Feilkode:',
  'state.retry': 'Prøv igjen',
  'filter.all': 'Alle',
  'pager.label': 'Sider',
  'pager.before': 'Forrige',
  'pager.next': 'Neste',
  'pager.at': 'Side {page, number} av {pageCount, number}',
  'notFound.title': 'Siden finnes ikke',
  'notFound.back': 'Til oversikten',
  'welcome.title': 'Boligtrapp',
  'welcome.what':
    'Boligtrapp holder orden på kommunens to boligtrapper: hvem som venter, hvilke boliger som er ledige, hva som foreslås og hvorfor, og hvilke leieavtaler som må følges opp før en frist i loven.',
  'welcome.demo':
    'Dette er en demo. Kommunen Fjordvik finnes ikke, og ingen av personene og adressene er virkelige. Prøv det du vil.',
  'welcome.signIn': 'Logg inn',
  'welcome.whoTitle': 'Hvem du kan være',
  'welcome.who': 'På neste side velger du hvem du vil være. Ingen passord trengs.',
  'welcome.who1': 'demo-case-officer er saksbehandler: saker, kø, tildelingsrunder, tilbud og leieforhold.',
  'welcome.who2':
    'demo-chair, demo-member og demo-second-member sitter i tildelingsutvalget: møter, forslag og signering.',
  'welcome.who3':
    'demo-leader leder arbeidet: regelsett, kapasitetsgap og hvem som er innlogget. demo-auditor leser loggen.',
  'welcome.tryTitle': 'Tre ting å prøve',
  'welcome.try1':
    'Lag en tildelingsrunde som demo-case-officer: gå til Tildelingsrunder, velg dagen i dag, Omsorgsboliger og «Er med», og åpne begrunnelsen for en husstand når forslaget er klart.',
  'welcome.try2':
    'Få runden vedtatt: planlegg et møte i dag under Møter med runden på saklisten, og åpne det. Før opp demo-chair som leder, og demo-member og demo-second-member som medlemmer. Logg ut, og signer runden som demo-chair og så som demo-member.',
  'welcome.try3':
    'Finn et leieforhold som haster: gå til Rullering som demo-case-officer, og se hvilken dag som er den siste trygge, og hvorfor.',
} as const;
