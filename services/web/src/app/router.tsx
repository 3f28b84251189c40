import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readDwellingSearch } from '../features/dwellings/dwelling-search.ts';
import { readOfferSearch } from '../features/offers/offer-search.ts';
import { readQueueSearch } from '../features/queue/queue-search.ts';
import { readRotationSearch } from '../features/rotation/rotation-search.ts';
import { SIGNED_IN_PATH } from '../session/signed-in-again.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { Shell } from './shell.tsx';

// Each page is fetched when somebody goes there: the first one is there soon, also on a slow line.
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
  component: lazyRouteComponent(
    async () => await import('../features/dwellings/dwellings-page.tsx'),
    'DwellingsPage',
  ),
});
const dwelling = createRoute({
  getParentRoute: () => root,
  path: '/boliger/$dwellingId',
  component: lazyRouteComponent(
    async () => await import('../features/dwellings/dwelling-page.tsx'),
    'DwellingPage',
  ),
});
const place = createRoute({
  getParentRoute: () => root,
  path: '/omrader/$placeId',
  component: lazyRouteComponent(async () => await import('../features/places/place-page.tsx'), 'PlacePage'),
});
const cases = createRoute({
  getParentRoute: () => root,
  path: '/saker',
  component: lazyRouteComponent(async () => await import('../features/cases/cases-page.tsx'), 'CasesPage'),
});
const theCase = createRoute({
  getParentRoute: () => root,
  path: '/saker/$householdId',
  component: lazyRouteComponent(async () => await import('../features/cases/case-page.tsx'), 'CasePage'),
});
const offers = createRoute({
  getParentRoute: () => root,
  path: '/tilbud',
  validateSearch: readOfferSearch,
  component: lazyRouteComponent(async () => await import('../features/offers/offers-page.tsx'), 'OffersPage'),
});
const queue = createRoute({
  getParentRoute: () => root,
  path: '/sokere',
  validateSearch: readQueueSearch,
  component: lazyRouteComponent(async () => await import('../features/queue/queue-page.tsx'), 'QueuePage'),
});
const rotation = createRoute({
  getParentRoute: () => root,
  path: '/rullering',
  validateSearch: readRotationSearch,
  component: lazyRouteComponent(
    async () => await import('../features/rotation/rotation-page.tsx'),
    'RotationPage',
  ),
});
const signedIn = createRoute({
  getParentRoute: () => root,
  path: SIGNED_IN_PATH,
  component: lazyRouteComponent(async () => await import('../session/signed-in-page.tsx'), 'SignedInPage'),
});

/** The pages by their addresses. Filters stand in the address, so that Back, reload and a link find them again. */
export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    dwellings,
    dwelling,
    place,
    cases,
    theCase,
    queue,
    offers,
    rotation,
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
