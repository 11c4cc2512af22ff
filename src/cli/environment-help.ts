/** Help text on the variables that a server reads; `src/config.ts` reads them. */
export const ENVIRONMENT_HELP = `
Environment:
  PORT, HOST               where to listen (default: 4000 on 127.0.0.1, which only this machine reaches)
  LOG_LEVEL                silent, error, warn, info, debug … (default: info; on a terminal warn)
  OGI_DATA                 folder of the embedded store (default: ./data)
  OGI_STORE                sqlite, or elasticsearch to keep everything there (default: sqlite)
  OGI_ADMIN_TOKEN          what a write must show, 16 characters or more (default: none, writes are off)
  OGI_METRICS_TOKEN        what a reader of /metrics must show (default: none, this machine alone may)
  OGI_WATCH_SECRET         signs what ogi watch posts, 16 characters or more (default: none)
  OGI_CORS_ORIGINS         origins whose pages may use the API, with commas between; * for all
  OGI_TRUST_PROXY          addresses or networks of the proxies in front, with commas between
  OGI_SERVERS              how many servers share the limits of an address (default: 1)
  OGI_RATE_LIMIT           requests a minute from one address, 0 for no limit (default: 600)
  OGI_COST_LIMIT           cost of all queries a minute from one address, 0 for no limit (default: 5000000)
  OGI_DEADLINE_MS          milliseconds after which a request is stopped (default: 10000)
  OGI_UPLOAD_DEADLINE_MS   milliseconds in which a file sent to /import must have been read (default: 120000)
  OGI_SLOW_MS              milliseconds from which a request is logged as slow (default: 1000)

With OGI_STORE=elasticsearch:
  ELASTICSEARCH_URL        addresses of the nodes, with commas between
  ELASTICSEARCH_CA_FILE    certificate of the authority, for TLS
  ELASTICSEARCH_API_KEY    or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD
  OGI_INDEX_PREFIX         what the names of the indices begin with (default: ogi)
  OGI_INDEX_SHARDS         shards of the index of reports (default: 1)

Each secret may be in a file instead, which the variable of its name with _FILE names.`;
