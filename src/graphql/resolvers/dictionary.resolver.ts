import { Arg, Query, Resolver } from 'type-graphql';
import type { CellDefinition, FormEdition, FormTableName } from '../../domain/cells.js';
import { CELLS } from '../../domain/cells.js';
import { ARITHMETIC_RULES } from '../../domain/arithmetic-rules.js';
import type { ArithmeticRule } from '../../domain/arithmetic-rules.js';
import { DERIVED } from '../../domain/derived.js';
import type { BlankRule, DerivedKind } from '../../domain/derived.js';
import { FormEditionEnum, TableEnum } from '../enums/cell.enum.js';
import { BlankRuleEnum, DerivedKindEnum } from '../enums/derived.enum.js';
import { HasListSize } from '../cost/list-size.js';
import { CellDefinitionType } from '../types/cell.type.js';
import { DerivedDefinitionType, definitionView } from '../types/derived.type.js';
import type { DerivedDefinitionView } from '../types/derived.type.js';
import { RuleType } from '../types/rule.type.js';

/** The dictionaries: `cells`, `derivedValues` and `rules`. */
@Resolver()
export class DictionaryResolver {
  @HasListSize(CELLS.length)
  @Query(() => [CellDefinitionType], {
    description:
      'The dictionary of the statistic cells of the official forms (统计项字典), in the order of the forms: 226 of those of 2019 and 2021, then those of the list tables of 2008–2018.',
  })
  cells(
    @Arg('table', () => TableEnum, { nullable: true, description: 'Of this table only. Default is all.' })
    table: FormTableName | null,
    @Arg('form', () => FormEditionEnum, {
      nullable: true,
      description: 'Listed by this edition only. Default is all.',
    })
    form: FormEdition | null,
  ): CellDefinition[] {
    return CELLS.filter((cell) => (!table || cell.table === table) && (!form || cell.forms.includes(form)));
  }

  @HasListSize(DERIVED.length)
  @Query(() => [DerivedDefinitionType], {
    description:
      'The dictionary of derived values (派生指标字典): group totals, rates and changes, each with formula, names and rule for blanks.',
  })
  derivedValues(
    @Arg('kind', () => DerivedKindEnum, { nullable: true, description: 'Of this kind only. Default is all.' })
    kind: DerivedKind | null,
    @Arg('blanks', () => BlankRuleEnum, {
      nullable: true,
      description: 'With this rule for blanks only (空白处理). Default is both.',
    })
    blanks: BlankRule | null,
  ): DerivedDefinitionView[] {
    return DERIVED.filter(
      (value) => (!kind || value.kind === kind) && (!blanks || value.blanks === blanks),
    ).map(definitionView);
  }

  @HasListSize(ARITHMETIC_RULES.length)
  @Query(() => [RuleType], {
    description: 'The arithmetic rules that every report is checked against (勾稽关系字典).',
  })
  rules(): readonly ArithmeticRule[] {
    return ARITHMETIC_RULES;
  }
}
