/** The bodies of the official tables, each as its form draws it. */
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { CellDefinition } from './dictionary';
import { FormCell } from './form-cell';
import type { Surroundings } from './form-cell';
import { RuleRow } from './rule-rows';

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

/** The body of each table. */
export const BODIES = {
  DISCLOSURE: DisclosureBody,
  APPLICATIONS: ApplicationsBody,
  STATISTICS: StatisticsBody,
  REVIEW: ReviewBody,
};
