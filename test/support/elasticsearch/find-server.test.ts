import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../temp-folder.js';
import { findServer } from './find-server.js';

/** Makes a command `docker` the only one there is. Without Java there is no server from Maven either. */
function onlyDocker(script: string | null): void {
  const folder = tempFolder();
  if (script !== null) writeFileSync(join(folder, 'docker'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', folder);
}

/** A `docker` with an engine that has the image, or has not. */
function docker({ image = '', pull = 'exit 1', run = 'exit 1' }): string {
  return `case "$1" in image) printf "${image}" ;; pull) ${pull} ;; run) ${run} ;; esac`.replace(
    'echo ""',
    ':',
  );
}

describe('findServer', () => {
  beforeEach(() => {
    vi.stubEnv('ELASTICSEARCH_URL', undefined);
    vi.stubEnv('JAVA_HOME', undefined);
    vi.stubEnv('ES_JAVA_HOME', undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('takes the server that is named, and does not stop it', async () => {
    onlyDocker('exit 1');
    vi.stubEnv('ELASTICSEARCH_URL', 'http://127.0.0.1:1');
    const { url, stop } = await findServer();
    expect(url).toBe('http://127.0.0.1:1');
    await stop();
  });

  it.each([
    ['there is no docker', null, 'in a container: spawn docker ENOENT'],
    ['no engine answers', 'echo no engine >&2; exit 1', 'in a container: no engine'],
    [
      'the image cannot be pulled',
      docker({ pull: 'echo no such image >&2; exit 1' }),
      'in a container: no such image',
    ],
    [
      'the container does not start',
      docker({ image: 'abc', run: 'echo no room >&2; exit 125' }),
      'in a container: The Elasticsearch server ended while it was starting. no room',
    ],
  ])('goes on to Maven where %s, and names both reasons', async (_what, script, reason) => {
    onlyDocker(script);
    await expect(findServer()).rejects.toThrow(
      `No ELASTICSEARCH_URL is set, and no server could be started. ${reason}; from Maven: spawn java ENOENT`,
    );
  });
});
