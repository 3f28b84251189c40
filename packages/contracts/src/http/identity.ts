import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from './paging.ts';
import { Instant, nullable, oneOf, Uuid } from './primitives.ts';

const closed = { additionalProperties: false } as const;

/** Names of roles, in the order of the roles. */
const RoleName = oneOf([
  'case-officer',
  'committee',
  'housing-manager',
  'leader',
  'auditor',
  'follow-up',
  'integration',
]);

/** Who asks. */
export const Me = Type.Object(
  {
    id: Type.String({ description: 'Id at the identity provider, as attendance and the traces know it.' }),
    role: RoleName,
    municipality: nullable(
      Type.Object({ id: Uuid, kommunenummer: Type.String(), name: Type.String() }, closed),
    ),
    permissions: Type.Array(Type.String(), { description: 'What routes ask for as `x-permission`.' }),
    session: nullable(
      Type.Object(
        {
          idleUntil: {
            ...Instant,
            description: 'The session ends then, unless it is used before; to the minute.',
          },
          expiresAt: { ...Instant, description: 'The session ends then, however much it is used.' },
          csrfToken: Type.String({
            description:
              'Goes into the header `x-csrf-token` of every request that is no GET. Keep it in memory.',
          }),
        },
        { ...closed, description: 'Null for whoever came with an access token.' },
      ),
    ),
  },
  { ...closed, title: 'Me' },
);
/** {@link Me} */
export type Me = Static<typeof Me>;

/** Where to go once signed in, and by which identity provider. */
export const SignInQuery = Type.Object(
  {
    returnTo: Type.Optional(
      Type.String({
        maxLength: 500,
        pattern: '^/',
        description: 'A path of this host, with query; `/` where it is not given, or leads elsewhere.',
      }),
    ),
    issuer: Type.Optional(
      Type.String({
        maxLength: 60,
        pattern: '^[a-z0-9-]+$',
        description: 'Name of the identity provider in the settings; the only one where there is one.',
      }),
    ),
  },
  closed,
);

/** What an identity provider sends back; checked by the library that speaks with it. */
export const SignInCallbackQuery = Type.Object(
  {
    code: Type.Optional(Type.String({ maxLength: 4_000 })),
    state: Type.Optional(Type.String({ maxLength: 200 })),
    iss: Type.Optional(Type.String({ maxLength: 500 })),
    session_state: Type.Optional(Type.String({ maxLength: 500 })),
    scope: Type.Optional(Type.String({ maxLength: 2_000 })),
    error: Type.Optional(Type.String({ maxLength: 200 })),
    error_description: Type.Optional(Type.String({ maxLength: 4_000 })),
    error_uri: Type.Optional(Type.String({ maxLength: 2_000 })),
    error_subcode: Type.Optional(Type.String({ maxLength: 200 })),
  },
  closed,
);

/** Whether a browser comes with a session, for a page that is just being opened. */
export const SignedIn = Type.Object(
  {
    isSignedIn: Type.Boolean({ description: 'False where the session that the browser brings has ended.' }),
    isDemo: Type.Boolean({
      description: 'Whether anybody can sign in as anybody, for a demonstration: no person here is real.',
    }),
  },
  { ...closed, title: 'SignedIn' },
);
/** {@link SignedIn} */
export type SignedIn = Static<typeof SignedIn>;

/** Signed out here; where to go to be signed out at the identity provider, too. */
export const SignedOut = Type.Object(
  {
    endedCount: Type.Integer({ minimum: 0, description: 'Sessions that were ended.' }),
    next: nullable(
      Type.String({ description: 'Page of the identity provider that ends its own session, if it has one.' }),
    ),
  },
  { ...closed, title: 'SignedOut' },
);
/** {@link SignedOut} */
export type SignedOut = Static<typeof SignedOut>;

/** A session of somebody of the staff (innlogging). */
export const StaffSession = Type.Object(
  {
    id: Uuid,
    user: Type.String({ description: 'Id of the user at the identity provider.' }),
    role: Type.String(),
    signedInAt: Instant,
    usedAt: { ...Instant, description: 'Last use, to the minute.' },
    expiresAt: Instant,
  },
  { ...closed, title: 'StaffSession' },
);
/** A page of sessions. */
export const StaffSessionPage = pageOf('StaffSessionPage', StaffSession);
/** Filters of sessions: none. */
export const StaffSessionQuery = Type.Object({ ...PagingQuery }, closed);
/** Key of the cursor. */
export const StaffSessionCursor = Type.Tuple([Uuid]);

/** Where one is signed in. */
export const OwnSessions = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          id: Uuid,
          isThis: Type.Boolean({ description: 'Whether it is the session that asks.' }),
          signedInAt: Instant,
          usedAt: { ...Instant, description: 'Last use, to the minute.' },
          expiresAt: Instant,
        },
        { ...closed, title: 'OwnSession' },
      ),
    ),
  },
  { ...closed, title: 'OwnSessions' },
);
/** A session of one's own that is to end. */
export const OwnSessionEndRequest = Type.Object({ sessionId: Uuid }, closed);

/** Whose sessions are to be ended. */
export const SessionEndRequest = Type.Object(
  {
    user: Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: '^[\\x21-\\x7e]+$',
      description: 'Id of the user at the identity provider.',
    }),
  },
  closed,
);
/** How many there were. */
export const SessionEnd = Type.Object(
  { endedCount: Type.Integer({ minimum: 0 }) },
  { ...closed, title: 'SessionEnd' },
);
