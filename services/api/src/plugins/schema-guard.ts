import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { AUTHENTICATION_PLUGIN_ID } from './authentication.ts';

/** Name of {@link schemaGuard} among the plugins. */
export const SCHEMA_GUARD_PLUGIN_ID = 'schema-guard';

/** What {@link schemaGuard} needs. */
export interface SchemaGuardOptions {
  /** Resolves when the database has the schema of this code; asks no more once it has. Rejects otherwise. */
  readonly ensureSchemaFits: () => Promise<void>;
}

/**
 * Serves nothing from a database with another schema. The check at the start is not enough: the process also
 * starts while the database is down, and finds it migrated by a newer version when it comes back.
 */
export const schemaGuard = fp<SchemaGuardOptions>(
  async (app: FastifyInstance, { ensureSchemaFits }) => {
    app.addHook('onRequest', async (request) => {
      if (request.actor !== null) await ensureSchemaFits();
    });
  },
  { name: SCHEMA_GUARD_PLUGIN_ID, fastify: '5.x', dependencies: [AUTHENTICATION_PLUGIN_ID] },
);
