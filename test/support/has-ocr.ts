/** Whether the optional packages are installed that recognise scans. */
import { createRequire } from 'node:module';

/** Without the addition nothing is recognised; where tests must not be skipped it is installed. */
export function hasOcr(): boolean {
  try {
    createRequire(import.meta.url).resolve('onnxruntime-node');
    return true;
  } catch {
    if (process.env['CI'] === 'true') throw new Error('Install the optional packages: npm ci.');
    return false;
  }
}
