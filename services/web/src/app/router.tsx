import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { readDwellingSearch } from '../features/dwellings/dwelling-search.ts';
import { DwellingsPage } from '../features/dwellings/dwellings-page.tsx';
import { OverviewPage } from '../features/overview/overview-page.tsx';
import { QueuePage } from '../features/queue/queue-page.tsx';
import { readStepSearch } from '../features/queue/queue-search.ts';
import { RotationPage } from '../features/rotation/rotation-page.tsx';
import { readRotationSearch } from '../features/rotation/rotation-search.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
const overview = createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage });
const dwellings = createRoute({
  getParentRoute: () => root,
  path: '/boliger',
  validateSearch: readDwellingSearch,
  component: DwellingsPage,
});
const queue = createRoute({
  getParentRoute: () => root,
  path: '/sokere',
  validateSearch: readStepSearch,
  component: QueuePage,
});
const rotation = createRoute({
  getParentRoute: () => root,
  path: '/rullering',
  validateSearch: readRotationSearch,
  component: RotationPage,
});

/** The pages by their addresses. Filters stand in the address, so that Back, reload and a link find them again. */
export const router = createRouter({
  routeTree: root.addChildren([overview, dwellings, queue, rotation]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- how the library learns of the routes
  interface Register {
    router: typeof router;
  }
}
