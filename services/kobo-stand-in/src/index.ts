export { CALL_FAULTS, type CallFault, type Faults, NO_FAULTS } from './faults.ts';
export { createKoboStandIn, type KoboStandIn, type KoboStandInOptions } from './stand-in.ts';
