import type { Setting } from '../config/config.ts';
import type { ClamdAddress } from './clamd-scanner.ts';

const WANTED = 'it must be clamd://host:port, or none where nothing scans';

/**
 * `FILE_SCANNER`: where ClamAV's daemon listens (`clamd://host:port`), or null by `none`. Production must say; elsewhere
 * nothing scans where nothing is said.
 */
export const fileScannerSetting: Setting<Pick<ClamdAddress, 'host' | 'port'> | null> = (environment) => {
  const given = environment['FILE_SCANNER'];
  if (given === undefined || given === '') {
    return environment['NODE_ENV'] === 'production'
      ? { fault: `FILE_SCANNER is not set: ${WANTED}`, isMissing: false }
      : { value: null };
  }
  if (given === 'none') return { value: null };
  const address = URL.parse(given);
  if (address?.protocol !== 'clamd:' || address.hostname === '' || address.port === '') {
    return { fault: `FILE_SCANNER is wrong: ${WANTED}`, isMissing: false };
  }
  return { value: { host: address.hostname, port: Number(address.port) } };
};
