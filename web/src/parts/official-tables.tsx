/** The statistic tables as the official form prints them, each cell with its state and a way to its source. */
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ReportQuery } from '../api/generated';
import { useText } from '../text';
import type { Dictionary } from '../text';
import type { CellDefinition } from './dictionary';
import { RuleRow, rulesByRow } from './rule-rows';
import { formatNumber } from './values';

type Report = NonNullable<ReportQuery['report']>;
export type ReportCell = Report['cells'][number];
export type ReportFinding = Report['findings'][number];

/** What all cells of the tables need. */
export interface Surroundings {
  cells: ReadonlyMap<string, ReportCell>;
  chosen: string | null;
  onChoose: (key: string) => void;
  /** Rules that fail, by the cells that they name. */
  failing: ReadonlyMap<string, readonly ReportFinding[]>;
  /** The same, by the row under which each is. */
  rules: ReadonlyMap<string, readonly ReportFinding[]>;
  /** Keys that the narrative states too. */
  claimed: ReadonlySet<string>;
  labelOf: (key: string) => string;
  language: 'zh' | 'en';
  text: Dictionary;
}

export function OfficialTables(props: {
  report: Report;
  definitions: readonly CellDefinition[];
  chosen: string | null;
  onChoose: (key: string) => void;
  labelOf: (key: string) => string;
  language: 'zh' | 'en';
}): ReactNode {
  const text = useText();
  const { report, definitions, chosen, onChoose, labelOf, language } = props;
  const cells = new Map(report.cells.map((cell) => [cell.key, cell]));
  const failing = new Map<string, ReportFinding[]>();
  for (const finding of report.findings) {
    if (finding.outcome !== 'FAILS') continue;
    for (const key of finding.cells) failing.set(key, [...(failing.get(key) ?? []), finding]);
  }
  const claimed = new Set(report.claims.flatMap(({ cell }) => cell ?? []));
  // What neither this form has nor the report prints is not drawn.
  const drawn = definitions.filter(({ key }) => (cells.get(key)?.state ?? 'NOT_IN_FORM') !== 'NOT_IN_FORM');
  const rules = rulesByRow(report.findings, drawn);
  const around: Surroundings = { cells, chosen, onChoose, failing, rules, claimed, labelOf, language, text };
  const tables = ['DISCLOSURE', 'APPLICATIONS', 'REVIEW', 'STATISTICS'] as const;
  return (
    <>
      <ul className="legend" aria-label={text.report.tables}>
        {(['BLANK', 'ABSENT', 'UNREADABLE'] as const).map((state) => (
          <li key={state}>
            <span className={`state state-${state.toLowerCase()}`} aria-hidden="true">
              {STATE_SIGNS[state]}
            </span>
            {text.states[state]}
          </li>
        ))}
        {report.cells.some(({ confidence }) => confidence !== null) && (
          <li>
            <span className="state state-ocr" aria-hidden="true">
              {OCR_SIGN}
            </span>
            {text.report.ocrLegend}
          </li>
        )}
        <li className="muted">{text.statesHelp}</li>
      </ul>
      {tables.map((table) => {
        const own = drawn.filter((definition) => definition.table === table);
        const extra = report.extraRows.filter((row) => row.table === table);
        if (own.length === 0 && extra.length === 0) return null;
        const Body = BODIES[table];
        return (
          <section key={table} id={`table-${table.toLowerCase()}`} className="form-table">
            <h3>{text.tables[table]}</h3>
            {own.length > 0 && (
              <div className="scroll" tabIndex={0} role="region" aria-label={text.tables[table]}>
                <Body definitions={own} around={around} />
              </div>
            )}
            {extra.length > 0 && (
              <div className="extra-rows">
                <h4>{text.report.extraRows}</h4>
                <ul>
                  {extra.map((row, index) => (
                    <li key={index}>
                      {row.label}
                      {row.values.length > 0 && '：'}
                      {row.values.map(({ raw }) => raw).join('　')}
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </section>
        );
      })}
    </>
  );
}

/** Stands beside a number that was read from a picture. */
const OCR_SIGN = '≈';

const STATE_SIGNS: Readonly<Record<string, string>> = {
  BLANK: '空',
  ABSENT: '缺',
  UNREADABLE: '?',
  NOT_IN_FORM: '',
};

/** A cell: its number or its state, as a button that shows it in the source. */
function FormCell({
  definition,
  around,
  span = 1,
}: {
  definition: CellDefinition;
  around: Surroundings;
  /** How many columns of the table it covers. */
  span?: number;
}): ReactNode {
  const { cells, chosen, onChoose, failing, claimed, labelOf, text } = around;
  const { key } = definition;
  const cell = cells.get(key);
  if (cell === undefined || cell.state === 'NOT_IN_FORM') return <td className="no-cell" colSpan={span} />;
  const isReported = cell.state === 'REPORTED' && cell.value !== null;
  const shown = isReported ? formatNumber(cell.value ?? 0, text) : (STATE_SIGNS[cell.state] ?? '');
  const unit = cell.unit === 'UNKNOWN' ? `（${text.report.unitUnknown}）` : '';
  const ocr = cell.confidence === null ? [] : [text.report.readByOcr(percentOf(cell.confidence))];
  const said = [
    isReported ? `${shown}${unit}` : `${text.states[cell.state]}${cell.raw === null ? '' : `“${cell.raw}”`}`,
    ...ocr,
  ].join(around.language === 'zh' ? '，' : ', ');
  const rules = failing.get(key) ?? [];
  const title = [
    `${labelOf(key)}：${said}`,
    ...(isReported && cell.raw !== null && cell.raw !== shown ? [cell.raw] : []),
    ...rules.map(({ messageZh, messageEn }) => (around.language === 'zh' ? messageZh : messageEn)),
  ].join('\n');
  return (
    <td className={rules.length > 0 ? 'has-rule' : undefined} colSpan={span}>
      <button
        type="button"
        id={`cell-${key}`}
        className={`cell state-${cell.state.toLowerCase()}${chosen === key ? ' chosen-cell' : ''}`}
        aria-label={text.report.sourceOf(labelOf(key), said)}
        aria-pressed={chosen === key}
        title={title}
        onClick={() => {
          onChoose(key);
        }}
      >
        {shown}
        {ocr.length > 0 && (
          <span className="ocr-sign" aria-hidden="true">
            {OCR_SIGN}
          </span>
        )}
        {cell.unit === 'UNKNOWN' && <span className="unit">?</span>}
        {claimed.has(key) && (
          <span className="claim-sign" aria-hidden="true">
            ¶
          </span>
        )}
      </button>
    </td>
  );
}

/** A confidence never looks surer than it is. */
function percentOf(confidence: number): string {
  return `${Math.floor(confidence * 1000) / 10}%`;
}

interface BodyProps {
  definitions: readonly CellDefinition[];
  around: Surroundings;
}

/** Definitions by row, in order. */
function rowsOf(definitions: readonly CellDefinition[]): CellDefinition[][] {
  const rows = new Map<string, CellDefinition[]>();
  for (const one of definitions) rows.set(one.rowKey, [...(rows.get(one.rowKey) ?? []), one]);
  return [...rows.values()];
}

function labelsOf(definition: CellDefinition): { row: string; column: string } {
  return {
    row: definition.row.replace(/（2021表：.*）$/u, ''),
    column: definition.column.replace(/（2021表：.*）$/u, ''),
  };
}

/** Rows with the same columns are under one header, as in the form. */
function DisclosureBody({ definitions, around }: BodyProps): ReactNode {
  const groups: CellDefinition[][][] = [];
  const columnsOf = (row: readonly CellDefinition[] | undefined): string =>
    row?.map((one) => labelsOf(one).column).join('|') ?? '';
  for (const row of rowsOf(definitions)) {
    const last = groups.at(-1);
    if (last !== undefined && columnsOf(last[0]) === columnsOf(row)) last.push(row);
    else groups.push([row]);
  }
  const width = Math.max(...groups.map((group) => group[0]?.length ?? 0));
  const spanOf = (count: number, index: number): number => (index === count - 1 ? width - count + 1 : 1);
  return (
    <table className="form">
      {groups.map((group, index) => (
        <tbody key={index}>
          <tr>
            <th scope="col">{around.text.tableParts.item}</th>
            {group[0]?.map((one, column, all) => (
              <th key={one.key} scope="col" colSpan={spanOf(all.length, column)}>
                {labelsOf(one).column}
              </th>
            ))}
          </tr>
          {group.map((row) => (
            <Fragment key={row[0]?.rowKey}>
              <tr>
                <th scope="row">{row[0] === undefined ? '' : labelsOf(row[0]).row}</th>
                {row.map((one, column) => (
                  <FormCell
                    key={one.key}
                    definition={one}
                    around={around}
                    span={spanOf(row.length, column)}
                  />
                ))}
              </tr>
              <RuleRow row={row[0]?.rowKey} columns={width + 1} around={around} />
            </Fragment>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** Three columns of labels: the part of the form, the group, the row. */
function ApplicationsBody({ definitions, around }: BodyProps): ReactNode {
  const { text } = around;
  const rows = rowsOf(definitions).map((cells) => ({ cells, ...partsOf(cells[0], around) }));
  const outcomes = rows.filter(({ isOutcome }) => isOutcome);
  /** Rows of the table that some rows of the form take: those with rules that fail take two. */
  const height = (some: typeof rows): number =>
    some.length + some.filter(({ cells }) => around.rules.has(cells[0]?.rowKey ?? '')).length;
  const columns = rows[0]?.cells ?? [];
  return (
    <table className="form applications">
      <thead>
        <tr>
          <th scope="col" rowSpan={3} colSpan={3}>
            {text.tableParts.row}
          </th>
          <th scope="colgroup" colSpan={columns.length}>
            {text.tableParts.applicants}
          </th>
        </tr>
        <tr>
          {columns.map((one) => {
            const { column } = labelsOf(one);
            if (!isLegal(one)) {
              return (
                <th key={one.key} scope="col" rowSpan={2}>
                  {column}
                </th>
              );
            }
            if (one.columnKey !== 'business') return null;
            return (
              <th key={one.key} scope="colgroup" colSpan={columns.filter(isLegal).length}>
                {text.tableParts.legal}
              </th>
            );
          })}
        </tr>
        <tr>
          {columns.filter(isLegal).map((one) => (
            <th key={one.key} scope="col">
              {labelsOf(one).column.replace(/^法人或其他组织\//u, '')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ cells, group, label, isOutcome }, index) => {
          const isFirstOutcome = outcomes[0]?.cells === cells;
          const isFirstOfGroup = group !== null && rows[index - 1]?.group !== group;
          return (
            <Fragment key={cells[0]?.rowKey}>
              <tr className={cells[0]?.rowKey.endsWith('outcomeTotal') === true ? 'total-row' : undefined}>
                {isFirstOutcome && (
                  <th scope="rowgroup" rowSpan={height(outcomes)} className="part">
                    {text.tableParts.outcomes}
                  </th>
                )}
                {isFirstOfGroup && (
                  <th
                    scope="rowgroup"
                    rowSpan={height(rows.filter((row) => row.group === group))}
                    className="group"
                  >
                    {group}
                  </th>
                )}
                <th scope="row" colSpan={isOutcome ? (group === null ? 2 : 1) : 3}>
                  {label}
                </th>
                {cells.map((one) => (
                  <FormCell key={one.key} definition={one} around={around} />
                ))}
              </tr>
              <RuleRow
                row={cells[0]?.rowKey}
                columns={cells.length + (isOutcome ? (group === null ? 2 : 1) : 3)}
                around={around}
              />
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

const isLegal = ({ columnKey }: CellDefinition): boolean => !['naturalPerson', 'total'].includes(columnKey);

function partsOf(
  definition: CellDefinition | undefined,
  around: Surroundings,
): { group: string | null; label: string; isOutcome: boolean } {
  if (definition === undefined) return { group: null, label: '', isOutcome: false };
  const isOutcome = !/\.(?:received|carriedIn|carriedOut)$/u.test(definition.rowKey);
  const { row } = labelsOf(definition);
  if (!isOutcome) return { group: null, label: row, isOutcome };
  const [, group, label] =
    (around.language === 'zh' ? /^(（[三四五六]）\S+?) (\d.*)$/u : /^([^:]+): (.*)$/u).exec(row) ?? [];
  if (group === undefined || label === undefined) {
    return { group: null, label: row.replace(/^三、本年度办理结果/u, ''), isOutcome };
  }
  return { group, label, isOutcome };
}

/** One row of fifteen numbers under the heads of three blocks, as in the form. */
function ReviewBody({ definitions, around }: BodyProps): ReactNode {
  const blocks = rowsOf(definitions);
  return (
    <table className="form review">
      <thead>
        <tr>
          {blocks.map((block) => (
            <th key={block[0]?.rowKey} scope="colgroup" colSpan={block.length}>
              {block[0] === undefined ? '' : labelsOf(block[0]).row}
            </th>
          ))}
        </tr>
        <tr>
          {definitions.map((one) => (
            <th key={one.key} scope="col">
              {labelsOf(one).column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {definitions.map((one) => (
            <FormCell key={one.key} definition={one} around={around} />
          ))}
        </tr>
        {blocks.map((block) => (
          <RuleRow
            key={block[0]?.rowKey}
            row={block[0]?.rowKey}
            columns={definitions.length}
            around={around}
          />
        ))}
      </tbody>
    </table>
  );
}

/** The list tables before 2019: a label, and one or two numbers. */
function StatisticsBody({ definitions, around }: BodyProps): ReactNode {
  const columns = [...new Set(definitions.map((one) => labelsOf(one).column))];
  return (
    <table className="form">
      <thead>
        <tr>
          <th scope="col">{around.text.tableParts.row}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rowsOf(definitions).map((row) => (
          <Fragment key={row[0]?.rowKey}>
            <tr>
              <th scope="row">{row[0] === undefined ? '' : labelsOf(row[0]).row}</th>
              {columns.map((column) => {
                const one = row.find((definition) => labelsOf(definition).column === column);
                return one === undefined ? (
                  <td key={column} className="no-cell" />
                ) : (
                  <FormCell key={column} definition={one} around={around} />
                );
              })}
            </tr>
            <RuleRow row={row[0]?.rowKey} columns={columns.length + 1} around={around} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** Tables of no form that is known, whole: labels, units and values as printed. `hrefOf` leads to a value in the source. */
export function ExtraTables({
  report,
  hrefOf,
}: {
  report: Report;
  hrefOf: (table: number, row: number, value: number) => string;
}): ReactNode {
  const text = useText();
  return report.extraTables.map((table, at) => (
    <section key={at} className="form-table">
      <h3>{table.title ?? text.report.extraTable}</h3>
      <div className="scroll" tabIndex={0} role="region" aria-label={table.title ?? text.report.extraTable}>
        <table className="plain">
          <tbody>
            {table.rows.map((row, line) => (
              <tr key={line}>
                <th scope="row">
                  {row.group !== null && <span className="muted">{row.group} · </span>}
                  {row.label}
                  {row.unit !== null && <span className="muted">（{row.unit}）</span>}
                </th>
                {row.values.map((value, index) => (
                  <td key={index} title={value.column ?? undefined}>
                    <Link href={hrefOf(at, line, index)}>{value.raw}</Link>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  ));
}

const BODIES = {
  DISCLOSURE: DisclosureBody,
  APPLICATIONS: ApplicationsBody,
  STATISTICS: StatisticsBody,
  REVIEW: ReviewBody,
};
