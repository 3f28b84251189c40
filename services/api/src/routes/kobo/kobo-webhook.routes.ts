import { createHash, timingSafeEqual } from 'node:crypto';
import { type Db, findMunicipalityId } from '@boligtrapp/database';
import type { KoboMunicipality, KoboSettings } from '@boligtrapp/platform';
import { type KoboDeps, receiveKoboHint } from '@boligtrapp/use-cases';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { AuthenticationError } from '../../problems/authentication-error.ts';

/** What the webhook of Kobo needs. */
export interface KoboWebhookRouteDeps extends KoboDeps {
  /** For what happens before the municipality is known. */
  readonly identityDb: Db;
  readonly koboSettings: KoboSettings;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NOBODY_KEY = 'no municipality has this key, as nobody knows it';
/** Municipalities come and go with years; one that is new is asked for again. */
const KEPT_MUNICIPALITIES = 1_000;

/**
 * Where Kobo tells that a dwelling of its has changed: `POST /webhooks/kobo/{kommunenummer}`. The key of the
 * municipality lets it in; one of two while it is changed. What it says is a hint: of the body nothing is looked at but
 * the id of the dwelling, which is then read from Kobo. Header and body are not published, so their names are settings;
 * for the same reason this is not part of the described API.
 *
 * A municipality that is not connected is answered as one with another key: who may not come in is not told who is there.
 */
export const koboWebhookRoutes: FastifyPluginAsync<{ readonly deps: KoboWebhookRouteDeps }> = async (
  app,
  { deps },
) => {
  const municipalityIds = new Map<string, string>();

  async function municipalityIdOf(kommunenummer: string): Promise<string | undefined> {
    const known = municipalityIds.get(kommunenummer);
    if (known !== undefined) return known;
    const id = await findMunicipalityId(deps.identityDb, { kommunenummer });
    if (id !== undefined && municipalityIds.size < KEPT_MUNICIPALITIES)
      municipalityIds.set(kommunenummer, id);
    return id;
  }

  declareRoute(app, async (kommunenummer, headers, body) => {
    const settings = deps.koboSettings.get(kommunenummer);
    const isKnown = isKeyOf(settings, headers[settings?.webhookKeyHeader ?? 'x-api-key']);
    if (settings === undefined || !isKnown) throw new AuthenticationError('authentication.invalid');
    const municipalityId = await municipalityIdOf(kommunenummer);
    if (municipalityId === undefined) throw new AuthenticationError('authentication.invalid');
    const koboId = idIn(body, settings.webhookIdField);
    if (koboId !== undefined) await receiveKoboHint(deps, { municipalityId, koboId });
    return koboId !== undefined;
  });
};

type Receive = (
  kommunenummer: string,
  headers: Readonly<Record<string, unknown>>,
  body: unknown,
) => Promise<boolean>;

function declareRoute(app: FastifyInstance, receive: Receive): void {
  app.post<{ readonly Params: { readonly kommunenummer: string } }>(
    '/webhooks/kobo/:kommunenummer',
    // Counted by nobody: it comes for every dwelling, a thousand at a time when they are changed together.
    { config: { access: 'public', quota: 'probe' }, schema: { hide: true } },
    async (request, reply) => {
      const { params, headers, body } = request;
      const isUnderstood = await receive(params.kommunenummer, headers, body);
      // Whoever has the key and tells of no dwelling may mean something that is not published: the nightly comparison finds it.
      if (!isUnderstood) request.log.warn('a webhook of Kobo named no dwelling');
      return await reply.code(202).send();
    },
  );
}

/** Compares with every key that there is, in a time that does not depend on where they differ. */
function isKeyOf(settings: KoboMunicipality | undefined, given: unknown): boolean {
  const keys = settings?.webhookKeys ?? [NOBODY_KEY];
  const wanted = hash(typeof given === 'string' ? given : '');
  return keys.map((key) => timingSafeEqual(hash(key), wanted)).includes(true) && settings !== undefined;
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The id that a body names, where it is one. */
function idIn(body: unknown, field: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Object.entries(body).find(([name]) => name === field)?.[1];
  return typeof value === 'string' && UUID.test(value) ? value.toLowerCase() : undefined;
}
