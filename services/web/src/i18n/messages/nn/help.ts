import type { help as wanted } from '../nb/help.ts';

/** Texts in nynorsk. */
export const help: Readonly<Record<keyof typeof wanted, string>> = {
  'help.accessibility': 'Tilgjenge',
  'help.accessibility.what':
    'Sidene skal kunne brukast av alle som arbeider med dei. Dei er laga etter WCAG 2.1, nivå A og AA.',
  'help.accessibility.keyboard': 'Alt kan gjerast med tastatur. Trykk ? for å sjå snarvegane.',
  'help.accessibility.width':
    'Sidene får plass på ein skjerm som er 320 pikslar brei, og med 400 % forstørring.',
  'help.accessibility.colour': 'Det som blir vist med farge eller mønster, står òg som tekst.',
  'help.accessibility.checked':
    'Kvar side blir prøvd med ein automatisk kontroll på tre språk før ein ny versjon blir teken i bruk. Ein slik kontroll finn ikkje alt.',
  'help.accessibility.statement': 'Kommunen publiserer si tilgjengeerklæring på',
  'help.accessibility.tell':
    'Finn du noko du ikkje kan bruke, sei frå til den som har ansvar for Boligtrapp i kommunen.',
  'privacy.title': 'Personvern',
  'privacy.what':
    'Boligtrapp har opplysningar som kan skade folk om dei kjem på avvege. Difor gjeld dette for deg som arbeider her:',
  'privacy.log':
    'Kvar gong du opnar ei sak, ei liste eller eit søk med personar, blir det skrive i ein logg som ingen kan endre.',
  'privacy.need': 'Du ser det rolla di treng. Utvalet ser kva ein bustad må ha, ikkje diagnosen.',
  'privacy.hidden':
    'Saker du er inhabil i, og saker med adressesperre som du ikkje er oppnemnd for, finst ikkje for deg.',
  'privacy.address': 'Fødselsnummer og verna adresser er krypterte, og står aldri i adressefeltet.',
  'privacy.kept': 'Opplysningar blir sletta eller sperra etter fristar som kommunen har sett.',
};
