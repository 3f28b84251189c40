/** A page of the site. */
export interface SitePage {
  readonly text: string;
  /** Path from the root of the site, without `.html`; a folder ends with a slash. */
  readonly link: string;
}

/** Pages that stand together in the menu. */
export interface SiteGroup {
  readonly text: string;
  readonly items: readonly SitePage[];
}

/** Pages in Norwegian, by whom they are for. */
const GUIDES: readonly SiteGroup[] = [
  {
    text: 'Bruk',
    items: [
      { text: 'For tildelingsutvalget', link: '/bruk/utvalget' },
      { text: 'For saksbehandler', link: '/bruk/saksbehandler' },
      { text: 'For leder', link: '/bruk/leder' },
    ],
  },
  {
    text: 'Regler',
    items: [
      { text: 'Regler og forklaring', link: '/bruk/regler-og-forklaring' },
      { text: 'Universell utforming', link: '/bruk/universell-utforming' },
    ],
  },
  {
    text: 'Teknisk',
    items: [
      { text: 'For drift', link: '/drift/' },
      { text: 'For integrasjon', link: '/integrasjon/' },
      { text: 'Hendelser', link: '/integrasjon/hendelser' },
      { text: 'Arkiv og brev', link: '/integrasjon/arkiv' },
      { text: 'Statistikk', link: '/integrasjon/statistikk' },
      { text: 'Feilkoder', link: '/integrasjon/feilkoder' },
    ],
  },
];

/** Pages in English that the repository has anyway. */
const REFERENCE: readonly SiteGroup[] = [
  {
    text: 'Oppslag (på engelsk)',
    items: [
      { text: 'Lovregler', link: '/rules' },
      { text: 'Begreper', link: '/glossary' },
      { text: 'Tilstander', link: '/state-machines/' },
      { text: 'Motoren', link: '/engine' },
      { text: 'Forklaringer', link: '/explanations' },
      { text: 'En sak over API-et', link: '/tutorial' },
      { text: 'Filformater', link: '/formats' },
      { text: 'Krav til sidene', link: '/ui-criteria' },
      { text: 'Arkitekturvalg', link: '/adr/' },
    ],
  },
  {
    text: 'Drift (på engelsk)',
    items: [
      { text: 'Oversikt', link: '/operations/' },
      { text: 'Innlogging', link: '/operations/sign-in' },
      { text: 'Rettigheter', link: '/operations/permissions' },
      { text: 'Hvem ser hva', link: '/operations/who-sees-what' },
      { text: 'Logg', link: '/operations/audit' },
      { text: 'Nøkler', link: '/operations/keys' },
      { text: 'Personvern', link: '/operations/privacy' },
      { text: 'Behandlingsprotokoll', link: '/operations/record-of-processing' },
      { text: 'Personvernkonsekvenser', link: '/operations/dpia' },
      { text: 'Sikkerhet', link: '/operations/security' },
    ],
  },
];

/** The menu beside every page. */
export const SIDEBAR: readonly SiteGroup[] = [...GUIDES, ...REFERENCE];

/** Folders of pages in Norwegian; all other pages but the first are in English. */
const NORWEGIAN = /^(?:index\.md|(?:bruk|drift|integrasjon)\/)/;

/** Language of a page, by its path from the folder `docs`. */
export function languageOf(page: string): 'nb' | 'en' {
  return NORWEGIAN.test(page) ? 'nb' : 'en';
}

/** The file of a page, by its link: `/drift/` is `drift/index.md`. A README stands for the index of its folder. */
export function filesOf(link: string): readonly string[] {
  const path = link.slice(1);
  return path === '' || path.endsWith('/') ? [`${path}index.md`, `${path}README.md`] : [`${path}.md`];
}
