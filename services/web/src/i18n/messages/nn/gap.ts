import type { gap as wanted } from '../nb/gap.ts';

/** Texts in nynorsk. */
export const gap: Readonly<Record<keyof typeof wanted, string>> = {
  'gap.what':
    'Kvar manglar det bustader, og kvar er det fleire enn det trengst? Gapet er behov minus ledige bustader minus bustader som er venta ledige.',
  'gap.none': 'Ingen behov og ingen ledige bustader her.',
  'gap.form': 'Vis gapet som',
  'gap.asMap': 'Kart over trinn og soverom',
  'gap.horizon': 'Så langt fram',
  'gap.everywhere': 'Heile kommunen',
  'gap.mapCaption': '{track}: gap etter trinn og soverom',
  'gap.tableCaption': '{track}: behov, bustader og gap',
  'gap.cell': 'Trinn og soverom',
  'gap.cellName': 'Trinn {level}, {bedrooms, number} soverom',
  'gap.cellFigures':
    '{need, number} i kø − {supply, number} ledige − {expected, number} venta ledige = {gap, number}',
  'gap.need': 'Behov',
  'gap.supply': 'Ledige',
  'gap.expected': 'Venta ledige',
  'gap.gap': 'Gap',
  'gap.sum': 'Sum',
  'gap.asXlsx': 'Last ned som Excel (.xlsx)',
  'gap.asPdf': 'Last ned som PDF',
  'gap.fileNote': 'I filene står færre enn fem husstandar som «< 5».',
  'gap.legend': 'Vel ei rute for å sjå kven og kva som står bak talet.',
  'gap.short': 'Over 0: så mange bustader manglar',
  'gap.even': '0: så mange som det trengst',
  'gap.spare': 'Under 0: så mange fleire enn det trengst',
  'gap.households': 'Husstandar i kø: {count, number}',
  'gap.vacant': 'Ledige bustader: {count, number}',
  'gap.falling': 'Bustader som er venta ledige: {count, number}',
  'gap.nobody': 'Ingen',
  'gap.assumptions': 'Dette byggjer tala på',
  'gap.asOf': 'Tala gjeld',
  'gap.until': 'Venta ledige bustader er rekna til og med',
  'gap.assumption.need':
    'Behov er husstandar som står i kø med gyldig kartlegging. Dei blir talde på det trinnet kartlegginga gir, sjølv om eit anna trinn òg kan passe. Leigetakarar som skal flytte, er ikkje med.',
  'gap.assumption.bedrooms':
    'Soverom er det lågaste talet husstanden treng. Ein bustad blir talt med dei soveromma han har.',
  'gap.assumption.area':
    'Ein husstand høyrer til eit område berre når han må bu nettopp der. Andre blir talde for heile kommunen.',
  'gap.assumption.supply':
    'Ledige bustader er dei som kan brukast i dag utan leigeforhold, òg når dei er tilbodne nokon som enno står i kø.',
  'gap.assumption.expected':
    'Bustader er venta ledige av det som er kjent no: avslutta leigeforhold, flytteoppmodingar, avgjorde vurderingar og utbetringar. Nye søkjarar er ikkje rekna med.',
  'gap.assumption.programmes': 'Eigne program, som Housing First, er ikkje med.',
};
