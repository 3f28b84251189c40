import { type LockedMeeting, lockMeeting, type Tx } from '@boligtrapp/database';
import { ConflictError, NotFoundError } from '../errors/domain-error.ts';

/** The meeting with its row locked. @throws {NotFoundError} `meeting.not-found` */
export async function loadLockedMeeting(tx: Tx, meetingId: string): Promise<LockedMeeting> {
  const meeting = await lockMeeting(tx, meetingId);
  if (meeting === undefined) throw new NotFoundError('meeting.not-found');
  return meeting;
}

/** The same for what is done while the meeting sits. @throws {ConflictError} `meeting.not-open` */
export async function loadOpenMeeting(tx: Tx, meetingId: string): Promise<LockedMeeting> {
  const meeting = await loadLockedMeeting(tx, meetingId);
  if (meeting.state !== 'open')
    throw new ConflictError('meeting.not-open', { facts: { state: meeting.state } });
  return meeting;
}
