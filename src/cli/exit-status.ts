/** Exit statuses of `ogi`: public API, shown in its help. */
export const EXIT = {
  ok: 0,
  setAside: 1,
  usage: 2,
  store: 3,
  failure: 4,
  interrupted: 130,
  /** As a program ends that the shell stops with SIGPIPE. */
  brokenPipe: 141,
} as const;

/** Help text on the exit statuses. */
export const EXIT_STATUS_HELP = `
Exit status:
  0    all went well
  1    a file that looks like a report did not go in (with --strict: any file); the others are done
  2    wrong usage or configuration
  3    the store is not available or damaged
  4    an error of this program
  130  interrupted; what was acknowledged is kept`;
