/** Texts in bokmål. */
export const help = {
  'help.accessibility': 'Tilgjengelighet',
  'help.accessibility.what':
    'Sidene skal kunne brukes av alle som arbeider med dem. De er laget etter WCAG 2.1, nivå A og AA.',
  'help.accessibility.keyboard': 'Alt kan gjøres med tastatur. Trykk ? for å se snarveiene.',
  'help.accessibility.width':
    'Sidene får plass på en skjerm som er 320 piksler bred, og med 400 % forstørring.',
  'help.accessibility.colour': 'Det som vises med farge eller mønster, står også som tekst.',
  'help.accessibility.checked':
    'Hver side blir prøvd med en automatisk kontroll på tre språk før en ny versjon tas i bruk. En slik kontroll finner ikke alt.',
  'help.accessibility.statement': 'Kommunen publiserer sin tilgjengelighetserklæring på',
  'help.accessibility.tell':
    'Finner du noe du ikke kan bruke, si fra til den som har ansvar for Boligtrapp i kommunen.',
  'privacy.title': 'Personvern',
  'privacy.what':
    'Boligtrapp har opplysninger som kan skade folk om de kommer på avveie. Derfor gjelder dette for deg som arbeider her:',
  'privacy.log':
    'Hver gang du åpner en sak, en liste eller et søk med personer, blir det skrevet i en logg som ingen kan endre.',
  'privacy.need': 'Du ser det rollen din trenger. Utvalget ser hva en bolig må ha, ikke diagnosen.',
  'privacy.hidden':
    'Saker du er inhabil i, og saker med adressesperre som du ikke er oppnevnt for, finnes ikke for deg.',
  'privacy.address': 'Fødselsnummer og beskyttede adresser er kryptert, og står aldri i adressefeltet.',
  'privacy.kept': 'Opplysninger blir slettet eller sperret etter frister som kommunen har satt.',
} as const;
