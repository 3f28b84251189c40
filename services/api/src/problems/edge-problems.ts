import { AUTHENTICATION_PROBLEMS } from './authentication.problems.ts';
import type { ProblemDefinition } from './problem-definition.ts';

/** Problems that arise at the edge, before a use case or because it could not run. */
export const EDGE_PROBLEMS = {
  'request.invalid': {
    status: 400,
    title: {
      nb: 'Forespørselen har feil i ett eller flere felter.',
      nn: 'Førespurnaden har feil i eitt eller fleire felt.',
      en: 'One or more fields of the request are wrong.',
    },
    explanation:
      'A field is missing, unknown or has a value that the description of the API does not allow. `errors` names each field by a JSON pointer. Nothing was stored.',
  },
  'request.malformed': {
    status: 400,
    title: {
      nb: 'Forespørselen kan ikke leses.',
      nn: 'Førespurnaden kan ikkje lesast.',
      en: 'The request cannot be read.',
    },
    explanation: 'The body is not JSON, or the address or a header is not well-formed. Nothing was stored.',
  },
  'request.value-out-of-range': {
    status: 400,
    title: {
      nb: 'En verdi i forespørselen kan ikke lagres.',
      nn: 'Ein verdi i førespurnaden kan ikkje lagrast.',
      en: 'A value of the request cannot be stored.',
    },
    explanation: 'A value has the right form, but lies outside what can be stored. Nothing was stored.',
  },
  'request.too-large': {
    status: 413,
    title: {
      nb: 'Forespørselen er for stor.',
      nn: 'Førespurnaden er for stor.',
      en: 'The request is too large.',
    },
    explanation: 'The body of a request holds 64 kB at most.',
  },
  'request.address-too-long': {
    status: 414,
    title: {
      nb: 'Adressen er for lang.',
      nn: 'Adressa er for lang.',
      en: 'The address is too long.',
    },
    explanation: 'The address of a request holds 8,000 characters at most, the query included.',
  },
  'request.rate-exceeded': {
    status: 429,
    title: {
      nb: 'Det er sendt for mange forespørsler på kort tid.',
      nn: 'Det er sendt for mange førespurnader på kort tid.',
      en: 'Too many requests have been sent in a short time.',
    },
    explanation:
      'Each user and each address has a quota of requests for every minute; lists have a smaller one, files and computations the smallest. The quota and what is left of it stand in `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset`. Try again after the seconds in `Retry-After`.',
  },
  'request.headers-too-large': {
    status: 431,
    title: {
      nb: 'Forespørselens hoder er for store.',
      nn: 'Hovuda i førespurnaden er for store.',
      en: 'The headers of the request are too large.',
    },
    explanation: 'The headers of a request hold 16 kB at most, the access token included.',
  },
  'request.timeout': {
    status: 408,
    title: {
      nb: 'Forespørselen kom ikke fram i tide.',
      nn: 'Førespurnaden kom ikkje fram i tide.',
      en: 'The request did not arrive in time.',
    },
    explanation: 'A request must have arrived within five seconds, its headers within four.',
  },
  'request.media-type-unsupported': {
    status: 415,
    title: {
      nb: 'Innholdet må være JSON.',
      nn: 'Innhaldet må vere JSON.',
      en: 'The body must be JSON.',
    },
    explanation: 'Send the body with `Content-Type: application/json`.',
  },
  'request.precondition-missing': {
    status: 428,
    title: {
      nb: 'Endringen må si hvilken versjon den bygger på.',
      nn: 'Endringa må seie kva versjon ho byggjer på.',
      en: 'The change must say which version it builds on.',
    },
    explanation:
      'Send `If-Match` with the `ETag` of the version that was read. It keeps one change from overwriting another.',
  },
  'route.not-found': {
    status: 404,
    title: {
      nb: 'Adressen finnes ikke.',
      nn: 'Adressa finst ikkje.',
      en: 'The address does not exist.',
    },
    explanation: 'There is no such address, or it does not take this method. `/docs` shows all of them.',
  },
  ...AUTHENTICATION_PROBLEMS,
  'service.unavailable': {
    status: 503,
    title: {
      nb: 'Tjenesten er utilgjengelig akkurat nå.',
      nn: 'Tenesta er utilgjengeleg akkurat no.',
      en: 'The service is unavailable at the moment.',
    },
    explanation:
      'The database cannot be reached. Try again after the seconds in `Retry-After`; a POST with the same `Idempotency-Key`.',
  },
  'service.busy': {
    status: 503,
    title: {
      nb: 'Tjenesten er opptatt akkurat nå.',
      nn: 'Tenesta er oppteken akkurat no.',
      en: 'The service is busy at the moment.',
    },
    explanation:
      'The request stood in the way of another one or took too long, and was undone. Try again after the seconds in `Retry-After`; a POST with the same `Idempotency-Key`.',
  },
  'service.fault': {
    status: 500,
    title: {
      nb: 'Det oppstod en feil i tjenesten.',
      nn: 'Det oppstod ein feil i tenesta.',
      en: 'The service has a fault.',
    },
    explanation: 'A fault of the service. The log has it under the request id of `instance`.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;

/** A code of {@link EDGE_PROBLEMS}. */
export type EdgeProblemCode = keyof typeof EDGE_PROBLEMS;
