import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readDwellingSearch } from '../features/dwellings/dwelling-search.ts';
import { readGapSearch } from '../features/gap/gap-search.ts';
import { readLogSearch } from '../features/log/log-search.ts';
import { readOfferSearch } from '../features/offers/offer-search.ts';
import { readQueueSearch } from '../features/queue/queue-search.ts';
import { readRotationSearch } from '../features/rotation/rotation-search.ts';
import { readRoundSearch } from '../features/rounds/round-search.ts';
import { readWhatIfSearch } from '../features/rounds/what-if-search.ts';
import { loadMoreTexts } from '../i18n/catalogue.ts';
import { SIGNED_IN_PATH } from '../session/signed-in-again.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { Shell } from './shell.tsx';

// Each page is fetched when somebody goes there: the first one is there soon, also on a slow line.
/** A page that is fetched when somebody goes there, with the texts that it has beside those of the first page. */
function page<Module extends Readonly<Record<string, unknown>>, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), loadMoreTexts()]);
    return module;
  }, name);
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(
    async () => await import('../features/overview/overview-page.tsx'),
    'OverviewPage',
  ),
});
const dwellings = createRoute({
  getParentRoute: () => root,
  path: '/boliger',
  validateSearch: readDwellingSearch,
  component: page(async () => await import('../features/dwellings/dwellings-page.tsx'), 'DwellingsPage'),
});
const dwelling = createRoute({
  getParentRoute: () => root,
  path: '/boliger/$dwellingId',
  component: page(async () => await import('../features/dwellings/dwelling-page.tsx'), 'DwellingPage'),
});
const imports = createRoute({
  getParentRoute: () => root,
  path: '/boliger/importer',
  component: page(async () => await import('../features/imports/imports-page.tsx'), 'ImportsPage'),
});
const oneImport = createRoute({
  getParentRoute: () => root,
  path: '/boliger/importer/$importId',
  component: page(async () => await import('../features/imports/import-page.tsx'), 'ImportPage'),
});
const place = createRoute({
  getParentRoute: () => root,
  path: '/omrader/$placeId',
  component: page(async () => await import('../features/places/place-page.tsx'), 'PlacePage'),
});
const cases = createRoute({
  getParentRoute: () => root,
  path: '/saker',
  component: page(async () => await import('../features/cases/cases-page.tsx'), 'CasesPage'),
});
const theCase = createRoute({
  getParentRoute: () => root,
  path: '/saker/$householdId',
  component: page(async () => await import('../features/cases/case-page.tsx'), 'CasePage'),
});
const offers = createRoute({
  getParentRoute: () => root,
  path: '/tilbud',
  validateSearch: readOfferSearch,
  component: page(async () => await import('../features/offers/offers-page.tsx'), 'OffersPage'),
});
const queue = createRoute({
  getParentRoute: () => root,
  path: '/sokere',
  validateSearch: readQueueSearch,
  component: page(async () => await import('../features/queue/queue-page.tsx'), 'QueuePage'),
});
const rotation = createRoute({
  getParentRoute: () => root,
  path: '/rullering',
  validateSearch: readRotationSearch,
  component: page(async () => await import('../features/rotation/rotation-page.tsx'), 'RotationPage'),
});
const review = createRoute({
  getParentRoute: () => root,
  path: '/rullering/vurderinger/$reviewId',
  component: page(async () => await import('../features/reviews/review-page.tsx'), 'ReviewPage'),
});
const lease = createRoute({
  getParentRoute: () => root,
  path: '/leieforhold/$leaseId',
  component: page(async () => await import('../features/leases/lease-page.tsx'), 'LeasePage'),
});
const policySets = createRoute({
  getParentRoute: () => root,
  path: '/regelsett',
  component: page(async () => await import('../features/policy/policy-sets-page.tsx'), 'PolicySetsPage'),
});
const policySet = createRoute({
  getParentRoute: () => root,
  path: '/regelsett/$policySetId',
  component: page(async () => await import('../features/policy/policy-set-page.tsx'), 'PolicySetPage'),
});
const log = createRoute({
  getParentRoute: () => root,
  path: '/logg',
  validateSearch: readLogSearch,
  component: page(async () => await import('../features/log/log-page.tsx'), 'LogPage'),
});
const householdReadings = createRoute({
  getParentRoute: () => root,
  path: '/logg/husstander/$householdId',
  component: page(
    async () => await import('../features/log/household-readings-page.tsx'),
    'HouseholdReadingsPage',
  ),
});
const gap = createRoute({
  getParentRoute: () => root,
  path: '/kapasitetsgap',
  validateSearch: readGapSearch,
  component: page(async () => await import('../features/gap/gap-page.tsx'), 'GapPage'),
});
const tasks = createRoute({
  getParentRoute: () => root,
  path: '/oppgaver',
  component: page(async () => await import('../features/tasks/tasks-page.tsx'), 'TasksPage'),
});
const rounds = createRoute({
  getParentRoute: () => root,
  path: '/runder',
  component: page(async () => await import('../features/rounds/rounds-page.tsx'), 'RoundsPage'),
});
const round = createRoute({
  getParentRoute: () => root,
  path: '/runder/$roundId',
  validateSearch: readRoundSearch,
  component: page(async () => await import('../features/rounds/round-page.tsx'), 'RoundPage'),
});
const whatIf = createRoute({
  getParentRoute: () => root,
  path: '/runder/$roundId/hva-om',
  validateSearch: readWhatIfSearch,
  component: page(async () => await import('../features/rounds/what-if-page.tsx'), 'WhatIfPage'),
});
const meetings = createRoute({
  getParentRoute: () => root,
  path: '/moter',
  component: page(async () => await import('../features/meetings/meetings-page.tsx'), 'MeetingsPage'),
});
const meeting = createRoute({
  getParentRoute: () => root,
  path: '/moter/$meetingId',
  component: page(async () => await import('../features/meetings/meeting-page.tsx'), 'MeetingPage'),
});
const accessibility = createRoute({
  getParentRoute: () => root,
  path: '/hjelp/tilgjengelighet',
  component: page(async () => await import('../features/help/accessibility-page.tsx'), 'AccessibilityPage'),
});
const privacy = createRoute({
  getParentRoute: () => root,
  path: '/personvern',
  component: page(async () => await import('../features/help/privacy-page.tsx'), 'PrivacyPage'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/innstillinger',
  component: page(async () => await import('../features/settings/settings-page.tsx'), 'SettingsPage'),
});
const signedIn = createRoute({
  getParentRoute: () => root,
  path: SIGNED_IN_PATH,
  component: page(async () => await import('../session/signed-in-page.tsx'), 'SignedInPage'),
});

/** The pages by their addresses. Filters stand in the address, so that Back, reload and a link find them again. */
export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    dwellings,
    queue,
    rotation,
    review,
    lease,
    policySets,
    policySet,
    log,
    householdReadings,
    gap,
    settings,
    tasks,
    rounds,
    round,
    whatIf,
    meetings,
    meeting,
    accessibility,
    privacy,
    dwelling,
    imports,
    oneImport,
    place,
    cases,
    theCase,
    offers,
    signedIn,
  ]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- how the library learns of the routes
  interface Register {
    router: typeof router;
  }
}
