import type { OccupancyRequestRow } from '@boligtrapp/database';
import {
  type OccupancyState,
  occupancyAnswerDueOn,
  occupancyStateOn,
  type PlainDateString,
} from '@boligtrapp/domain';

/** An application to take somebody in, with what it amounts to on a day. */
export interface OccupancyRequestView extends OccupancyRequestRow {
  /** Last day on which an answer keeps silence from being consent. */
  readonly dueOn: PlainDateString;
  readonly state: OccupancyState;
}

/** The application as it stands on `on`. */
export function toOccupancyView(row: OccupancyRequestRow, on: PlainDateString): OccupancyRequestView {
  return { ...row, dueOn: occupancyAnswerDueOn(row.receivedOn), state: occupancyStateOn(row, on) };
}
