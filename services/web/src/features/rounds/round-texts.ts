import type { Schemas } from '@boligtrapp/client';
import type { useText } from '../../i18n/text.tsx';

type Texts = ReturnType<typeof useText>;

/** The tracks of a round in words. */
export function tracksText(text: Texts, tracks: Schemas['Round']['tracks']): string {
  const [first, second] = tracks;
  return first === undefined || second !== undefined ? text('rounds.bothTracks') : text(`track.${first}`);
}

/** A step of a ladder in words. */
export function stepText(
  text: Texts,
  { track, level }: Pick<Schemas['RoundCase'], 'track' | 'level'>,
): string {
  return `${text(`track.${track}`)}, ${text('ladder.step', { level }).toLowerCase()}`;
}

/** Colour beside the words of a state. */
export const STATE_COLOURS = {
  queued: 'neutral',
  solving: 'info',
  proposed: 'info',
  failed: 'danger',
  cancelled: 'neutral',
  closed: 'success',
} as const satisfies Record<Schemas['Round']['state'], string>;
