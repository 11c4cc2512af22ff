/** The store on a server that lets nobody in without a password or an API key, and speaks TLS alone. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify, inspect } from 'node:util';
import { Client } from '@elastic/elasticsearch';
import type { estypes } from '@elastic/elasticsearch';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { OgiError } from '../../src/errors.js';
import type { ElasticsearchSettings } from '../../src/store/elasticsearch/client.js';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.js';
import type { ReportStore } from '../../src/store/port.js';
import { buildReport, buildSearch, buildWrite } from '../support/build-report.js';
import { freshPrefix } from '../support/elasticsearch/open-stores.js';
import { startSecuredServer, whySecuredServerIsMissing } from '../support/elasticsearch/secured-server.js';
import type { SecuredServer } from '../support/elasticsearch/secured-server.js';
import { runOgi } from '../support/run-ogi.js';
import { temporaryFolder } from '../support/temp-folder.js';
