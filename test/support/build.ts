/** Before any test: the program is built as it is now, for the tests that run it as a user does. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Written last by every build. */
const BUILT = `${ROOT}dist/.built`;
const INPUTS = ['src', 'web/src', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

function changedSince(path: string, time: number): boolean {
  const stats = statSync(path);
  if (stats.mtimeMs > time) return true;
  return (
    stats.isDirectory() &&
    readdirSync(path).some((name) => name !== 'generated.ts' && changedSince(`${path}/${name}`, time))
  );
}

/** Builds unless `npm test` has just done so. */
export default function setup(): void {
  const time = existsSync(BUILT) ? statSync(BUILT).mtimeMs : 0;
  if (!INPUTS.some((path) => changedSince(ROOT + path, time))) return;
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
}
