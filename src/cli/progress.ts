/** Progress of a long run: a bar on a terminal, a plain line every few seconds otherwise. */
import { SingleBar } from 'cli-progress';
import { say } from './language.js';
import { formatCount, formatDuration } from './output.js';

/** Shows how far a run has come. */
export interface Progress {
  /** How many there will be, once that is known; until then neither percentage nor time left is shown. */
  setTotal(total: number): void;
  /** How many are done. */
  update(done: number): void;
  /** Says what is being done beside the count, until more is done. */
  note(what: string): void;
  /** Leaves the last state on the screen. */
  stop(): void;
}

const PLAIN_LINE_MILLISECONDS = 5000;

/**
 * Starts a display on standard error.
 *
 * @param verb what is being done, e.g. `Importing`
 * @param noun what is counted, e.g. `files`
 */
export function createProgress(
  verb: string,
  noun: string,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  const pace = new Pace(noun);
  // Type definitions say boolean, but a pipe has no such property.
  return (stream.isTTY as boolean | undefined) === true
    ? barOn(stream, verb, pace)
    : linesOn(stream, verb, pace);
}

/** Count, rate and time left in words. */
class Pace {
  readonly #started = performance.now();
  readonly #noun: string;
  total: number | null = null;
  done = 0;
  note = '';

  constructor(noun: string) {
    this.#noun = noun;
  }

  /** "64 of 500 files, 312/s, 2 s left". */
  describe(): string {
    const rate = this.done / Math.max(0.001, (performance.now() - this.#started) / 1000);
    const known = this.total !== null && this.total >= this.done;
    const count = known
      ? `${formatCount(this.done)} of ${formatCount(this.total ?? 0)} ${this.#noun}`
      : `${formatCount(this.done)} ${this.#noun}`;
    const left = known && rate > 0 ? `, ${formatDuration(((this.total ?? 0) - this.done) / rate)} left` : '';
    const note = this.note === '' ? '' : ` (${this.note})`;
    return say(`${count}, ${formatCount(rate)}/s${left}`) + note;
  }
}

function barOn(stream: NodeJS.WriteStream, verb: string, pace: Pace): Progress {
  const bar = new SingleBar({
    stream,
    format: `${say(verb)} {bar} {pace}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    emptyOnZero: true,
    // The command itself decides what Ctrl-C does.
    gracefulExit: false,
  });
  /** Drawn from the first news on: a run that finds nothing to do shows nothing. */
  const draw = (): void => {
    if (!bar.isActive) bar.start(0, 0, { pace: pace.describe() });
    bar.setTotal(pace.total ?? 0);
    bar.update(pace.total === null ? 0 : pace.done, { pace: pace.describe() });
  };
  return {
    setTotal: (total) => {
      pace.total = total;
      draw();
    },
    update: (done) => {
      pace.done = done;
      pace.note = '';
      draw();
    },
    note: (what) => {
      pace.note = what;
      draw();
    },
    stop: () => {
      bar.stop();
    },
  };
}

function linesOn(stream: NodeJS.WriteStream, verb: string, pace: Pace): Progress {
  let lastLine = -Infinity;
  const write = (): void => {
    if (performance.now() - lastLine < PLAIN_LINE_MILLISECONDS) return;
    lastLine = performance.now();
    stream.write(`${say(verb)}: ${pace.describe()}\n`);
  };
  return {
    setTotal: (total) => {
      pace.total = total;
    },
    update: (done) => {
      pace.done = done;
      pace.note = '';
      write();
    },
    note: (what) => {
      pace.note = what;
      write();
    },
    stop: () => undefined,
  };
}
