import type { ProblemDefinition } from './problem-definition.ts';

/** It is not known who asks, or it was not their doing. */
export const AUTHENTICATION_PROBLEMS = {
  'authentication.missing': {
    status: 401,
    title: {
      nb: 'Du er ikke logget inn.',
      nn: 'Du er ikkje logga inn.',
      en: 'You are not signed in.',
    },
    explanation:
      'Staff sign in at `/auth/sign-in`, which leads to the identity provider of the municipality. Machines send `Authorization: Bearer` and an access token of Maskinporten.',
  },
  'authentication.invalid': {
    status: 401,
    title: {
      nb: 'Tilgangsbeviset er ikke gyldig.',
      nn: 'Tilgangsbeviset er ikkje gyldig.',
      en: 'The access token is not valid.',
    },
    explanation:
      'The token has expired, lives too long, is meant for another service, has no scope of this one, or was not issued by the issuer that this service trusts. Get a new one.',
  },
  'authentication.session-over': {
    status: 401,
    title: {
      nb: 'Innloggingen din er avsluttet.',
      nn: 'Innlogginga di er avslutta.',
      en: 'Your session is over.',
    },
    explanation:
      'You signed out, did nothing for too long, or were signed in for as long as it is allowed; or your role was changed or taken away. Sign in again at `/auth/sign-in`.',
  },
  'authentication.issuer-unreachable': {
    status: 503,
    title: {
      nb: 'Innloggingstjenesten svarer ikke akkurat nå.',
      nn: 'Innloggingstenesta svarer ikkje akkurat no.',
      en: 'The identity provider does not answer at the moment.',
    },
    explanation:
      'Whether you still may could not be confirmed, and nobody gets in on an old answer. You are still signed in; try again after the seconds in `Retry-After`.',
  },
  'authentication.request-not-ours': {
    status: 403,
    title: {
      nb: 'Forespørselen kom ikke fra en av sidene våre.',
      nn: 'Førespurnaden kom ikkje frå ei av sidene våre.',
      en: 'The request did not come from a page of ours.',
    },
    explanation:
      'Whoever is signed in by cookie sends the `csrfToken` of `GET /v1/me` in the header `x-csrf-token` with everything that is no GET, from the host itself. Nothing was stored.',
  },
  'authentication.issuer-unknown': {
    status: 404,
    title: {
      nb: 'Innloggingstjenesten finnes ikke.',
      nn: 'Innloggingstenesta finst ikkje.',
      en: 'The identity provider does not exist.',
    },
    explanation:
      'There is no identity provider of this name, or there are several and none was named. The settings of the installation say which there are.',
  },
  'authentication.sign-in-failed': {
    status: 401,
    title: {
      nb: 'Innloggingen lyktes ikke.',
      nn: 'Innlogginga lukkast ikkje.',
      en: 'The sign-in did not succeed.',
    },
    explanation:
      'It took longer than ten minutes, was begun in another browser or another tab, was given up at the identity provider, or the answer of the identity provider does not hold. Begin anew at `/auth/sign-in`.',
  },
  'authentication.role-missing': {
    status: 403,
    title: {
      nb: 'Du har ingen rolle her, eller mer enn én.',
      nn: 'Du har inga rolle her, eller meir enn éi.',
      en: 'You have no role here, or more than one.',
    },
    explanation:
      'The identity provider knows you, but gives you no app role of Boligtrapp, or several. Whoever administers it in your municipality has to give you exactly one.',
  },
  'authentication.municipality-unknown': {
    status: 403,
    title: {
      nb: 'Kommunen i tilgangsbeviset finnes ikke her.',
      nn: 'Kommunen i tilgangsbeviset finst ikkje her.',
      en: 'The municipality of the access token does not exist here.',
    },
    explanation: 'The token names a municipality that this installation does not serve. Get a new token.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
