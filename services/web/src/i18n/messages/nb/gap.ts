/** Texts in bokmål. */
export const gap = {
  'gap.what':
    'Hvor mangler det boliger, og hvor er det flere enn det trengs? Gapet er behov minus ledige boliger minus boliger som ventes ledige.',
  'gap.none': 'Ingen behov og ingen ledige boliger her.',
  'gap.form': 'Vis gapet som',
  'gap.asMap': 'Kart over trinn og soverom',
  'gap.horizon': 'Så langt fram',
  'gap.everywhere': 'Hele kommunen',
  'gap.mapCaption': '{track}: gap etter trinn og soverom',
  'gap.tableCaption': '{track}: behov, boliger og gap',
  'gap.cell': 'Trinn og soverom',
  'gap.cellName': 'Trinn {level}, {bedrooms, number} soverom',
  'gap.cellFigures':
    '{need, number} i kø − {supply, number} ledige − {expected, number} ventet ledige = {gap, number}',
  'gap.need': 'Behov',
  'gap.supply': 'Ledige',
  'gap.expected': 'Ventet ledige',
  'gap.gap': 'Gap',
  'gap.sum': 'Sum',
  'gap.asXlsx': 'Last ned som Excel (.xlsx)',
  'gap.asPdf': 'Last ned som PDF',
  'gap.fileNote': 'I filene står færre enn fem husstander som «< 5».',
  'gap.legend': 'Velg en rute for å se hvem og hva som står bak tallet.',
  'gap.short': 'Over 0: så mange boliger mangler',
  'gap.even': '0: så mange som det trengs',
  'gap.spare': 'Under 0: så mange flere enn det trengs',
  'gap.households': 'Husstander i kø: {count, number}',
  'gap.vacant': 'Ledige boliger: {count, number}',
  'gap.falling': 'Boliger som ventes ledige: {count, number}',
  'gap.nobody': 'Ingen',
  'gap.assumptions': 'Dette bygger tallene på',
  'gap.asOf': 'Tallene gjelder',
  'gap.until': 'Ventede ledige boliger er regnet til og med',
  'gap.assumption.need':
    'Behov er husstander som står i kø med gyldig kartlegging. De telles på det trinnet kartleggingen gir, selv om et annet trinn også kan passe. Leietakere som skal flytte, er ikke med.',
  'gap.assumption.bedrooms':
    'Soverom er det færreste antallet husstanden trenger. En bolig telles med de soverommene den har.',
  'gap.assumption.area':
    'En husstand hører til et område bare når den må bo nettopp der. Andre telles for hele kommunen.',
  'gap.assumption.supply':
    'Ledige boliger er de som kan bebos i dag uten leieforhold, også når de er tilbudt noen som ennå står i kø.',
  'gap.assumption.expected':
    'Boliger ventes ledige av det som er kjent nå: avsluttede leieforhold, flytteoppfordringer, avgjorte vurderinger og utbedringer. Nye søkere er ikke regnet med.',
  'gap.assumption.programmes': 'Egne programmer, som Housing First, er ikke med.',
} as const;
