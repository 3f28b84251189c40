import { expect, it } from 'vitest';
import { NOTICE_TRANSITIONS } from './notice-states.ts';

it('nothing is sent that is not written, and nothing is changed that was sent or discarded', () => {
  expect(NOTICE_TRANSITIONS.prepared).not.toHaveProperty('send');
  expect(NOTICE_TRANSITIONS.written.send).toBe('sent');
  expect([NOTICE_TRANSITIONS.sent, NOTICE_TRANSITIONS.discarded]).toEqual([{}, {}]);
});
