import { type Static, Type } from 'typebox';

/** Media type of every answer that is not a success (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** One fault of a request. */
export const ProblemFault = Type.Object(
  {
    pointer: Type.String({
      description: 'JSON pointer into the request: `/body/…`, `/query/…`, `/params/…` or `/headers/…`.',
    }),
    code: Type.String({ description: 'What is wrong, for programs.' }),
    detail: Type.String({ description: 'What is wrong, for people, in the language asked for.' }),
  },
  { additionalProperties: false, title: 'ProblemFault' },
);
/** {@link ProblemFault} */
export type ProblemFault = Static<typeof ProblemFault>;

/** Why a request did not succeed. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Address of the page that explains this kind of problem.' }),
    title: Type.String({
      description: 'The kind of problem in one sentence: nb, or nn or en by Accept-Language.',
    }),
    status: Type.Integer({ description: 'The HTTP status.' }),
    code: Type.String({ description: 'The kind of problem, for programs; never renamed.' }),
    instance: Type.String({ description: 'This occurrence: `urn:uuid:` and the request id of the log.' }),
    errors: Type.Optional(Type.Array(ProblemFault)),
    lawRefs: Type.Optional(
      Type.Array(Type.String(), { description: 'Rows of the law register on which a refusal rests.' }),
    ),
    facts: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        description: 'Ids and figures that help to act on the problem.',
      }),
    ),
  },
  { title: 'Problem' },
);
/** {@link Problem} */
export type Problem = Static<typeof Problem>;

/** A status that an answer with a problem may have. */
export type ProblemStatus =
  | 400
  | 401
  | 403
  | 404
  | 408
  | 409
  | 412
  | 413
  | 414
  | 415
  | 422
  | 428
  | 429
  | 431
  | 500
  | 503;

const MEANING: Readonly<Record<ProblemStatus, string>> = {
  400: 'The request is not well-formed; `errors` names the fields.',
  401: 'No valid access token.',
  403: 'The role does not include the permission.',
  404: 'It does not exist, or not for you.',
  408: 'The request did not arrive in time.',
  409: 'It does not go with the present state.',
  412: 'It has been changed since the version in If-Match.',
  413: 'The body is too large.',
  414: 'The address is too long.',
  415: 'The body is not JSON.',
  422: 'A rule refuses it.',
  428: 'The header If-Match is missing.',
  429: 'Too many requests; see Retry-After.',
  431: 'The headers are too large.',
  500: 'A fault of the service.',
  503: 'The service cannot answer at the moment; see Retry-After.',
};

/** Problems that every route with a token may answer with. */
const EVERYWHERE = [400, 401, 403, 414, 429, 500, 503] as const;

/** Response schema of one problem status. */
export interface ProblemResponse {
  readonly description: string;
  readonly content: { readonly [PROBLEM_MEDIA_TYPE]: { readonly schema: typeof Problem } };
}

/** The response schemas of the problems that a route may answer with: the given ones and those of every route. */
export function problems<Status extends ProblemStatus = never>(
  ...statuses: readonly Status[]
): Record<Status | (typeof EVERYWHERE)[number], ProblemResponse> {
  return responsesOf([...EVERYWHERE, ...statuses]);
}

/** The response schemas of the given problems and no other; for the few routes that need no token. */
export function responsesOf<Status extends ProblemStatus>(
  statuses: readonly Status[],
): Record<Status, ProblemResponse> {
  const responses: Partial<Record<ProblemStatus, ProblemResponse>> = {};
  for (const status of statuses) {
    responses[status] = {
      description: MEANING[status],
      content: { [PROBLEM_MEDIA_TYPE]: { schema: Problem } },
    };
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each of the statuses has just got its response
  return responses as Record<Status, ProblemResponse>;
}

/** Path of the page of one kind of problem. */
export const ProblemParams = Type.Object(
  { code: Type.String({ maxLength: 80, pattern: '^[a-z-]+\\.[a-z-]+$' }) },
  { additionalProperties: false },
);

/** One kind of problem. */
export const ProblemKind = Type.Object(
  {
    code: Type.String(),
    status: Type.Integer(),
    title: Type.Object(
      { nb: Type.String(), nn: Type.String(), en: Type.String() },
      { additionalProperties: false },
    ),
    explanation: Type.String({ description: 'When it comes and what the caller can do.' }),
  },
  { additionalProperties: false, title: 'ProblemKind' },
);
