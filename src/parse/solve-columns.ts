/**
 * The last evidence for the columns of 表二: its column totals (勾稽关系), taken over the whole table at once with
 * blanks as zero. Per column: the outcomes add up to （七）总计, and 本年新收 + 上年结转 = outcomes + 结转下年度.
 */
import type { Placement } from './placement.js';
import { fieldValue } from './place-values.js';

const COLUMNS = 7;
const PREFIX = 'applications.';
const RECEIVED = `${PREFIX}received`;
const CARRIED_IN = `${PREFIX}carriedIn`;
const OUTCOME_TOTAL = `${PREFIX}outcomeTotal`;
const CARRIED_OUT = `${PREFIX}carriedOut`;
const OTHER_ALL = `${PREFIX}otherOutcome.all`;
/** The frame of the table, without which no column is balanced. */
const FRAME = [RECEIVED, CARRIED_IN, OUTCOME_TOTAL, CARRIED_OUT];

/** Search steps after which the table counts as undecided; keeps the work per report bounded. */
const MOST_STEPS = 20_000;
/** As many placements that are tried: rows whose numbers are run together have thousands each, most of which lead to no step. */
const MOST_TRIES = 400_000;

type Candidates = ReadonlyMap<string, readonly Placement[]>;

/** Sign with which a row enters the balance 本年新收 + 上年结转 − outcomes − 结转下年度 = 0. */
function balanceSign(rowKey: string, table: Candidates): number {
  if (rowKey === RECEIVED || rowKey === CARRIED_IN) return 1;
  if (rowKey === CARRIED_OUT) return -1;
  return isOutcome(rowKey, table) ? -1 : 0;
}

/** A row that is one of the outcomes; where 其他处理 is printed both as one row and as three, the one row counts. */
function isOutcome(rowKey: string, table: Candidates): boolean {
  if ([RECEIVED, CARRIED_IN, OUTCOME_TOTAL, CARRIED_OUT].includes(rowKey)) return false;
  return !(rowKey.startsWith(`${PREFIX}otherOutcome.`) && rowKey !== OTHER_ALL && table.has(OTHER_ALL));
}

/** Sign with which a row enters outcomes − （七）总计 = 0. */
function totalSign(rowKey: string, table: Candidates): number {
  if (rowKey === OUTCOME_TOTAL) return -1;
  return isOutcome(rowKey, table) ? 1 : 0;
}

function addTo(sums: number[], placement: Placement, sign: number): void {
  if (sign === 0) return;
  for (let column = 0; column < COLUMNS; column += 1) {
    sums[column] = (sums[column] ?? 0) + sign * fieldValue(placement[column] ?? null);
  }
}

function hasNumber(placements: readonly Placement[] | undefined): boolean {
  return (
    placements?.some((placement) => placement.some((field) => field?.reading.kind === 'number')) ?? false
  );
}

/**
 * Keeps of each undecided row the placements that stand in some solution of the whole table. Decided rows, and all rows
 * where the column totals give no evidence (not printed, contradicted, too many possibilities), stay as they are.
 */
export function solveColumns(table: Candidates): Map<string, readonly Placement[]> {
  const result = new Map(table);
  // The frame of the table first: few of its placements balance, and each outcome is then held against the totals.
  const open = [...table.entries()]
    .filter(([, placements]) => placements.length > 1)
    .sort(
      (a, b) =>
        Number(FRAME.includes(b[0])) - Number(FRAME.includes(a[0])) ||
        Number(isOutcome(b[0], table)) - Number(isOutcome(a[0], table)) ||
        a[1].length - b[1].length,
    );
  if (open.length === 0 || [...table.values()].some((placements) => placements.length === 0)) return result;
  // Without a printed total that the outcomes must reach, any placement would "agree".
  const checksTotal = hasNumber(table.get(OUTCOME_TOTAL));
  const checksBalance = hasNumber(table.get(RECEIVED));
  if (!checksTotal && !checksBalance) return result;

  const balance = new Array<number>(COLUMNS).fill(0);
  const totals = new Array<number>(COLUMNS).fill(0);
  for (const [rowKey, placements] of table) {
    const only = placements[0];
    if (placements.length !== 1 || only === undefined) continue;
    addTo(balance, only, balanceSign(rowKey, table));
    addTo(totals, only, totalSign(rowKey, table));
  }

  const framed = open.filter(([rowKey]) => FRAME.includes(rowKey)).length;
  // Outcomes only add up (unless one is negative): past the total of their column they cannot come back.
  const negative = [...table.values()].flat(2).some((field) => fieldValue(field) < 0);
  // Outcomes leave the sum of both alone, so that it holds as soon as the frame is placed.
  const fails = (placed: number): boolean =>
    placed >= framed &&
    checksTotal &&
    ((checksBalance && totals.some((sum, column) => sum + (balance[column] ?? 0) !== 0)) ||
      (!negative && totals.some((sum) => sum > 0)));

  const used = open.map(() => new Set<Placement>());
  const current: Placement[] = [];
  let [steps, tries] = [0, 0];
  const search = (depth: number): boolean => {
    steps += 1;
    if (steps > MOST_STEPS) return false;
    const entry = open[depth];
    if (entry === undefined) {
      const holds =
        (!checksTotal || totals.every((sum) => sum === 0)) &&
        (!checksBalance || balance.every((sum) => sum === 0));
      if (holds) current.forEach((placement, index) => used[index]?.add(placement));
      return true;
    }
    const [rowKey, placements] = entry;
    const [inBalance, inTotals] = [balanceSign(rowKey, table), totalSign(rowKey, table)];
    for (const placement of placements) {
      tries += 1;
      if (tries > MOST_TRIES) return false;
      addTo(balance, placement, inBalance);
      addTo(totals, placement, inTotals);
      current.push(placement);
      const within = fails(depth + 1) || search(depth + 1);
      current.pop();
      addTo(balance, placement, -inBalance);
      addTo(totals, placement, -inTotals);
      if (!within) return false;
    }
    return true;
  };
  if (!search(0) || used.some((placements) => placements.size === 0)) return result;
  open.forEach(([rowKey], index) => result.set(rowKey, [...(used[index] ?? [])]));
  return result;
}

/**
 * The rows, without a placement for those that sums alone placed and that the column of totals speaks against. A row of which a tool lost the
 * total still adds up where its last number is the sum of the others ("1 1" of "1 1 2"): the column then lacks as much as the row
 * shows. Where a column of totals lacks as much or more, nothing of the row is sure.
 */
export function withoutUnbalanced(
  table: Candidates,
  isPlacedBySums: (rowKey: string) => boolean,
): Map<string, readonly Placement[]> {
  const result = new Map(table);
  const totals = [...table].map(([rowKey, placements]) => ({ rowKey, total: sameTotal(placements) }));
  if (isPlacedBySums(OUTCOME_TOTAL) && exceedsTotal(totals, table)) result.set(OUTCOME_TOTAL, []);
  const isWhole = FRAME.every((key) => table.has(key)) && totals.every(({ total }) => total !== null);
  if (!isWhole) return result;
  for (const signOf of [balanceSign, totalSign]) {
    const lacking = totals.reduce((sum, { rowKey, total }) => sum + signOf(rowKey, table) * (total ?? 0), 0);
    for (const { rowKey, total } of totals) {
      const lost = -signOf(rowKey, table) * lacking;
      if (total !== null && total > 0 && total <= lost && isPlacedBySums(rowKey)) result.set(rowKey, []);
    }
  }
  return result;
}

/** True where the outcomes that are known are together more than their total. */
function exceedsTotal(
  totals: readonly { rowKey: string; total: number | null }[],
  table: Candidates,
): boolean {
  if (totals.some(({ total }) => (total ?? 0) < 0)) return false;
  return totals.reduce((sum, { rowKey, total }) => sum + totalSign(rowKey, table) * (total ?? 0), 0) > 0;
}

/** The total in which all placements of a row agree; null where they do not, or there is none. */
function sameTotal(placements: readonly Placement[]): number | null {
  const [first, ...others] = placements.map((placement) => fieldValue(placement[COLUMNS - 1] ?? null));
  return first === undefined || others.some((other) => other !== first) ? null : first;
}
