import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** Name of {@link securityHeaders} among the plugins. */
export const SECURITY_HEADERS_PLUGIN_ID = 'security-headers';

/** What {@link securityHeaders} needs. */
export interface SecurityHeadersOptions {
  /** Whether callers reach the API over HTTPS only: browsers are then told never to try anything else. */
  readonly isHttpsOnly: boolean;
}

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Only what this origin serves, nothing written into a page, and no page of ours in a frame. */
const CONTENT_SECURITY_POLICY = {
  'default-src': ["'self'"],
  'base-uri': ["'none'"],
  'font-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  // Pictures within a style sheet, as the documentation has them.
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  'style-src': ["'self'"],
};

/** What a page of ours may ask a browser for: nothing of this is needed, so a script that got in shall not have it. */
const PERMISSIONS_POLICY = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * Headers of every answer: what a page of this origin may load, that it is never framed, guessed about or named to
 * others, and that no cache keeps it. That is the rule for all, so that no route with personal data can forget it;
 * a route without any may set `cache-control` itself.
 */
export const securityHeaders = fp<SecurityHeadersOptions>(
  async (app: FastifyInstance, { isHttpsOnly }) => {
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          ...CONTENT_SECURITY_POLICY,
          ...(isHttpsOnly ? { 'upgrade-insecure-requests': [] } : {}),
        },
      },
      strictTransportSecurity: isHttpsOnly ? { maxAge: YEAR_SECONDS, includeSubDomains: true } : false,
      xFrameOptions: { action: 'deny' },
      referrerPolicy: { policy: 'no-referrer' },
    });
    app.addHook('onRequest', async (_request, reply) => {
      void reply.headers({ 'cache-control': 'no-store', 'permissions-policy': PERMISSIONS_POLICY });
    });
  },
  { name: SECURITY_HEADERS_PLUGIN_ID, fastify: '5.x' },
);
