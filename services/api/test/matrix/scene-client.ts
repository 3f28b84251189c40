import type { Role } from '@boligtrapp/use-cases';
import type { FastifyInstance } from 'fastify';
import { signToken } from '../tokens.ts';

/** Who sets the scene: nobody of these is in the matrix. */
export type Setter = 'setter' | 'approver' | 'first-signer' | 'second-signer' | 'chair';

const ROLE_OF: Readonly<Record<Setter, Role>> = {
  setter: 'case-officer',
  approver: 'leader',
  'first-signer': 'committee',
  'second-signer': 'leader',
  chair: 'committee',
};

/** A row as the API gave it. */
export interface Made {
  readonly id: string;
  readonly version: number;
}

/** Sets a scene through the API: each step must succeed. */
export interface SceneClient {
  get<T>(path: string, as?: Setter): Promise<T>;
  post<T = Made>(path: string, body?: object, options?: StepOptions): Promise<T>;
  put<T>(path: string, body: object, options?: StepOptions): Promise<T>;
}

/** How a step is taken; by the setter where nothing is said. */
export interface StepOptions {
  readonly as?: Setter;
  readonly version?: number;
}

/** Makes a {@link SceneClient} for one municipality. */
export async function createSceneClient(app: FastifyInstance, municipalityId: string): Promise<SceneClient> {
  const setters = Object.entries(ROLE_OF).map(async ([subject, role]) => {
    return [subject, `Bearer ${await signToken({ role, municipalityId, subject })}`] as const;
  });
  const tokens = new Map<string, string>(await Promise.all(setters));
  let keys = 0;
  async function send<T>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    { body, as = 'setter', version }: StepOptions & { readonly body?: object | undefined },
  ): Promise<T> {
    keys += 1;
    const response = await app.inject({
      method,
      url: `/v1/${path}`,
      headers: {
        authorization: tokens.get(as) ?? '',
        ...(method === 'POST' ? { 'idempotency-key': `scene-${keys}-padded` } : {}),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.body}`);
    return response.json<T>();
  }
  return {
    get: async (path, as) => await send('GET', path, as === undefined ? {} : { as }),
    post: async (path, body, options) => await send('POST', path, { body, ...options }),
    put: async (path, body, options) => await send('PUT', path, { body, ...options }),
  };
}
