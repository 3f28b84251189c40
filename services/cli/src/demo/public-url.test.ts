import { describe, expect, it } from 'vitest';
import { publicUrlOf } from './public-url.ts';

describe('the address of a local start', () => {
  it('is that of its port, 3000 where none is set', () => {
    expect(publicUrlOf({})).toEqual({ PUBLIC_URL: 'http://127.0.0.1:3000' });
    expect(publicUrlOf({ PORT: '3055' })).toEqual({ PUBLIC_URL: 'http://127.0.0.1:3055' });
  });

  it.each([{ PORT: '0' }, { HOST: '0.0.0.0' }, { PORT: '' }, { PORT: 'x' }])(
    'is not guessed: %o',
    (environment) => {
      expect(publicUrlOf(environment)).toEqual({});
    },
  );
});
