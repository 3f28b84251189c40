/** A district and its neighbourhoods. */
export interface DistrictNames {
  readonly name: string;
  readonly neighbourhoods: readonly string[];
}

/**
 * Nine districts with sixty neighbourhoods, as a block of three by three: 6, 8 and 6 neighbourhoods in each row of
 * districts. The names are made of common landscape words.
 */
export const DISTRICT_NAMES: readonly DistrictNames[] = [
  {
    name: 'Ytre Vika',
    neighbourhoods: ['Vikastranda', 'Naustneset', 'Skjærholmen', 'Båtsvingen', 'Sjøhaugen', 'Tangodden'],
  },
  {
    name: 'Sentrum',
    neighbourhoods: [
      'Torget',
      'Havnekvartalet',
      'Kirkehaugen',
      'Stasjonsbyen',
      'Elveparken',
      'Bryggerigården',
      'Gamlebrua',
      'Skolebakken',
    ],
  },
  {
    name: 'Østmarka',
    neighbourhoods: ['Marksvingen', 'Granåsen', 'Tjernslia', 'Skogstua', 'Lyngheia', 'Østre Kleiva'],
  },
  {
    name: 'Nordlia',
    neighbourhoods: ['Øverli', 'Nedre Lia', 'Solsida', 'Bekkefaret', 'Bjørkelunden', 'Lisletta'],
  },
  {
    name: 'Midtbygda',
    neighbourhoods: [
      'Kornmoen',
      'Møllefossen',
      'Smiehagen',
      'Låveplassen',
      'Bygdetunet',
      'Nyjordet',
      'Engene',
      'Åkersvingen',
    ],
  },
  {
    name: 'Åsen',
    neighbourhoods: ['Åstoppen', 'Utsikten', 'Steinrøysa', 'Furukollen', 'Hellinga', 'Vestre Ås'],
  },
  {
    name: 'Sørmyra',
    neighbourhoods: ['Myrkanten', 'Tranebærmyra', 'Torvmoen', 'Kjerratmyra', 'Sivbukta', 'Brattmyra'],
  },
  {
    name: 'Elvesletta',
    neighbourhoods: [
      'Elvebredden',
      'Sandgropa',
      'Flomvollen',
      'Orehagen',
      'Fløterbakken',
      'Kvernplassen',
      'Seljemoen',
      'Vadet',
    ],
  },
  {
    name: 'Fjellgrenda',
    neighbourhoods: ['Seterlia', 'Storsteinen', 'Ærfuglnuten', 'Ulvehiet', 'Kvitberget', 'Øygarden'],
  },
];

/** First and last parts of street names; every pair is one street. */
export const STREET_PARTS = {
  first: [
    'Bjørke',
    'Furu',
    'Gran',
    'Rogne',
    'Hegge',
    'Lønne',
    'Aske',
    'Eike',
    'Linde',
    'Or',
    'Selje',
    'Hassel',
    'Einer',
    'Alme',
    'Bøke',
    'Osp',
    'Lerke',
    'Trost',
    'Stær',
    'Svale',
    'Meis',
    'Gjøk',
    'Vipe',
    'Erle',
    'Tern',
    'Alke',
    'Havørn',
    'Orrfugl',
    'Rype',
    'Spurve',
    'Kløver',
    'Blåklokke',
    'Hvitveis',
    'Lyng',
    'Multe',
    'Tytte',
    'Nype',
    'Solsikke',
    'Timotei',
    'Rørkvein',
  ],
  last: ['veien', 'bakken', 'stien', 'svingen', 'kroken', 'tråkket'],
} as const;
