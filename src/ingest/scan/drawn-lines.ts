/** The lines that are drawn on a page: thin, straight and longer than any stroke of a letter. */
import type { Ink } from './ink.js';
import { pageLength } from './picture.js';

/** A drawn line by its two ends, along its middle; of a line across the page `from` is left, of one down the page above. */
export interface DrawnLine {
  /** Place along the line. */
  from: number;
  to: number;
  /** Place across it at either end. */
  start: number;
  end: number;
}

/** The lines of a page. */
export interface DrawnLines {
  across: DrawnLine[];
  down: DrawnLine[];
}

/** Parts of the longer side of the page: the thickest line, and the shortest that is no stroke of a letter. */
const THICKEST = 1 / 360;
const SHORTEST_ACROSS = 1 / 40;
const SHORTEST_DOWN = 1 / 60;
/** A line that is a side of a box may be shorter, down to this part: the cells of a web page are small. */
const SIDE_OF_BOX = 0.4;
/** How a line is followed. */
interface Course {
  /** It goes on over so many pixels without it: where another crosses, where the print is thin. */
  gap: number;
  /** Pixels, at most, by which it leaves its straight course on average. */
  straight: number;
  /** Such pixels more than those of a straight line that is as thick. */
  uneven: number;
}

/** Ink on paper. */
const PRINTED: Course = { gap: 5, straight: 1.6, uneven: 0.25 };
/** Pictures of a screen: without a fault, and letters stand a pixel or two beside a line, which they would make crooked. */
const SHARP: Course = { gap: 3, straight: 0.9, uneven: -Infinity };
/** A picture of a screen has this part of its lines without a fault; of a page that was printed and scanned a twentieth is so. */
const SHARP_PART = 0.9;
/** A line covers this part of its length. */
const COVERED = 0.75;

/** Finds the lines. */
export function drawnLines(ink: Ink): DrawnLines {
  const thickest = Math.max(4, Math.round(pageLength(ink) * THICKEST));
  const thin = { across: thinInk(ink, false, thickest), down: thinInk(ink, true, thickest) };
  const [printed, sharp] = [linesOn(ink, thin, PRINTED), linesOn(ink, thin, SHARP)];
  return lengthOf(sharp) > lengthOf(printed) * SHARP_PART ? sharp : printed;
}

function lengthOf({ across, down }: DrawnLines): number {
  return [...across, ...down].reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Ink that is thin enough for a line, in rows along it. */
interface ThinInk {
  across: Uint8Array;
  down: Uint8Array;
}

function linesOn(ink: Ink, thin: ThinInk, course: Course): DrawnLines {
  const longer = pageLength(ink);
  const [least, leastDown] = [longer * SHORTEST_ACROSS, longer * SHORTEST_DOWN];
  const across = linesAlong(thin.across, ink.width, least * SIDE_OF_BOX, course);
  const down = linesAlong(thin.down, ink.height, leastDown * SIDE_OF_BOX, course);
  const long = across.filter(({ from, to }) => to - from >= least);
  const walls = down.filter(
    (line) => line.to - line.from >= leastDown || isClosed(line, long, course.gap) || isLevel(line, long),
  );
  return {
    across: across.filter((line) => line.to - line.from >= least || isClosed(line, walls, course.gap)),
    down: walls,
  };
}

/** True where a line ends at lines to both sides: the edge of a cell that has a border of its own. No stroke of a letter does. */
function isClosed({ from, to, start, end }: DrawnLine, walls: readonly DrawnLine[], gap: number): boolean {
  const meets = (along: number, across: number): boolean =>
    walls.some(
      (wall) =>
        across >= wall.from - gap &&
        across <= wall.to + gap &&
        Math.abs((wall.start + wall.end) / 2 - along) <= gap,
    );
  return meets(from, start) && meets(to, end);
}

/** Pixels by which the ends of a wall may lie beside the levels of the lines of its row. */
const LEVEL = 2.5;

/**
 * True where a wall ends at the levels of long lines, which need not reach it: of narrow cells beside each other in a low row neither side
 * is long, but the other cells of the row have the same levels.
 */
function isLevel({ from, to, start, end }: DrawnLine, long: readonly DrawnLine[]): boolean {
  const middle = (start + end) / 2;
  const isAt = (along: number): boolean =>
    long.some((line) => Math.abs(levelAt(line, middle) - along) <= LEVEL);
  return isAt(from) && isAt(to);
}

/** Where a line runs across a place along it, or would if it were longer. */
function levelAt({ from, to, start, end }: DrawnLine, along: number): number {
  return start + ((end - start) * (along - from)) / Math.max(1, to - from);
}

/** Lines across the page, or down it: the same with x and y exchanged. */
function linesAlong(thin: Uint8Array, length: number, shortest: number, course: Course): DrawnLine[] {
  const { gap } = course;
  const depth = thin.length / length;
  // What belongs to no line yet.
  const rest = thin.slice();
  const found: DrawnLine[] = [];
  for (let start = rest.indexOf(1); start >= 0; start = rest.indexOf(1, start + 1)) {
    const places = [start];
    rest[start] = 0;
    let [from, to] = [length, 0];
    for (let index = 0; index < places.length; index += 1) {
      const place = places[index] ?? 0;
      const along = place % length;
      const across = (place - along) / length;
      from = Math.min(from, along);
      to = Math.max(to, along);
      const [lastSide, first, last] = [
        Math.min(depth - 1, across + 1),
        Math.max(0, along - gap),
        Math.min(length - 1, along + gap),
      ];
      for (let side = Math.max(0, across - 1); side <= lastSide; side += 1) {
        for (let next = side * length + first; next <= side * length + last; next += 1) {
          if (rest[next] === 0) continue;
          rest[next] = 0;
          places.push(next);
        }
      }
    }
    if (to - from < shortest) continue;
    const line = straightLine(places, length, from, to, course);
    if (line !== null) found.push(line);
  }
  return found;
}

/** Ink that is no thicker across the line than a line may be; line after line along the way. */
function thinInk({ width, height, data }: Ink, isDown: boolean, thickest: number): Uint8Array {
  const [length, depth] = isDown ? [height, width] : [width, height];
  const thin = new Uint8Array(length * depth);
  for (let along = 0; along < length; along += 1) {
    let begun = -1;
    for (let across = 0; across <= depth; across += 1) {
      const isInk = across < depth && data[isDown ? along * width + across : across * width + along] === 1;
      if (isInk && begun < 0) begun = across;
      if (isInk || begun < 0) continue;
      if (across - begun <= thickest)
        for (let side = begun; side < across; side += 1) thin[side * length + along] = 1;
      begun = -1;
    }
  }
  return thin;
}

/** The straight line through pixels; null where they are something else. */
function straightLine(
  places: readonly number[],
  length: number,
  from: number,
  to: number,
  { straight, uneven }: Course,
): DrawnLine | null {
  let [n, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  const covered = new Uint8Array(to - from + 1);
  for (const place of places) {
    const along = place % length;
    const across = (place - along) / length;
    covered[along - from] = 1;
    n += 1;
    sx += along;
    sy += across;
    sxx += along * along;
    sxy += along * across;
  }
  const columns = covered.reduce((sum, one) => sum + one, 0);
  if (columns < (to - from) * COVERED) return null;
  const slope = (n * sxy - sx * sy) / (n * sxx - sx * sx || 1);
  const offset = (sy - slope * sx) / n;
  let error = 0;
  for (const place of places) {
    const along = place % length;
    error += Math.abs((place - along) / length - offset - slope * along);
  }
  // Of a straight line the pixels lie beside its middle by a fourth of its thickness on average.
  if (error / n > Math.max(straight, n / columns / 4 + uneven)) return null;
  return { from, to, start: offset + slope * from, end: offset + slope * to };
}
