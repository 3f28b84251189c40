import { anchorOf } from '../../scripts/heading-anchor.ts';
import { SIDEBAR } from './navigation.ts';
import { fitToSite, type Markdown } from './repository-links.ts';

/** Settings of VitePress. Without its types: the checks of the repository run where it is not installed. */
export default {
  lang: 'nb-NO',
  title: 'Boligtrapp',
  description: 'Tildeling og rullering av kommunale boliger: bruk, regler, drift og integrasjon.',
  head: [
    ['link', { rel: 'icon', href: 'data:,' }],
    // The name of a language in grey is too pale, and the keys on the button are no part of its name.
    [
      'style',
      {},
      'html:root { --vp-code-lang-color: var(--vp-c-text-2) } .DocSearch-Button-Keys { display: none !important }',
    ],
  ],
  srcExclude: ['**/node_modules/**'],
  // A folder is read by its README in the repository and by its index here.
  rewrites: {
    'adr/README.md': 'adr/index.md',
    'operations/README.md': 'operations/index.md',
    'state-machines/README.md': 'state-machines/index.md',
  },
  markdown: {
    anchor: { slugify: anchorOf },
    config: (markdown: Markdown): void => fitToSite(markdown),
  },
  themeConfig: {
    nav: [
      { text: 'Utvalget', link: '/bruk/utvalget' },
      { text: 'Saksbehandler', link: '/bruk/saksbehandler' },
      { text: 'Leder', link: '/bruk/leder' },
      { text: 'Drift', link: '/drift/' },
      { text: 'Integrasjon', link: '/integrasjon/' },
    ],
    // The many pages of problems are short: a menu would be most of each.
    sidebar: { '/problems/': [], '/': SIDEBAR },
    outline: { level: [2, 3], label: 'På denne siden' },
    docFooter: { prev: 'Forrige', next: 'Neste' },
    sidebarMenuLabel: 'Meny',
    returnToTopLabel: 'Til toppen',
    skipToContentLabel: 'Hopp til innholdet',
    darkModeSwitchLabel: 'Utseende',
    lightModeSwitchTitle: 'Bytt til lyst utseende',
    darkModeSwitchTitle: 'Bytt til mørkt utseende',
    notFound: {
      title: 'Siden finnes ikke',
      quote: 'Adressen er feil, eller siden er flyttet.',
      linkLabel: 'Til forsiden',
      linkText: 'Til forsiden',
    },
    search: {
      provider: 'local',
      options: {
        translations: {
          button: { buttonText: 'Søk', buttonAriaLabel: 'Søk' },
          modal: {
            displayDetails: 'Vis detaljer',
            resetButtonTitle: 'Tøm søket',
            backButtonTitle: 'Lukk søket',
            noResultsText: 'Ingen treff på',
            footer: {
              selectText: 'velg',
              selectKeyAriaLabel: 'Enter',
              navigateText: 'flytt',
              navigateUpKeyAriaLabel: 'pil opp',
              navigateDownKeyAriaLabel: 'pil ned',
              closeText: 'lukk',
              closeKeyAriaLabel: 'Escape',
            },
          },
        },
      },
    },
  },
};
