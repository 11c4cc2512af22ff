import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { BlankRule, DerivedDefinition, DerivedKey, DerivedKind } from '../../domain/derived.js';
import { definitionOf, formulaText, ratioOf } from '../../domain/derived.js';
import type { MissingReason } from '../../domain/derive-values.js';
import type { DerivedExplainer } from '../../services/report-figures.js';
import { BlankRuleEnum, DerivedKindEnum, DerivedUnitEnum, MissingReasonEnum } from '../enums/derived.enum.js';

/** A definition as the schema shows it. */
export interface DerivedDefinitionView extends Omit<DerivedDefinition, 'formula'> {
  formula: string;
  numerator: string | null;
  denominator: string | null;
}

/** A definition with its formula in words of keys. */
export function definitionView(definition: DerivedDefinition): DerivedDefinitionView {
  const { numerator, denominator } = ratioOf(definition.key) ?? { numerator: null, denominator: null };
  return { ...definition, formula: formulaText(definition), numerator, denominator };
}

/** One derived value. */
@ObjectType('DerivedDefinition', {
  description:
    'A value derived from cells (派生指标): a group total, a rate or a change. Defined once for filters, orders, aggregates and exports.',
  simpleResolvers: true,
})
export class DerivedDefinitionType implements DerivedDefinitionView {
  @Field(() => String, {
    description: 'Name of the value everywhere, e.g. derived.disclosedRate.ofConcluded.',
  })
  key!: DerivedKey;

  @Field(() => Int, { description: 'Position in the dictionary from 0.' })
  index!: number;

  @Field(() => DerivedKindEnum, { description: 'What kind of value it is.' })
  kind!: DerivedKind;

  @Field(() => BlankRuleEnum, { description: 'What a blank part does to it.' })
  blanks!: BlankRule;

  @Field(() => DerivedUnitEnum, { description: 'What the number is.' })
  unit!: DerivedDefinition['unit'];

  @Field(() => String, {
    description:
      'How it is made, in words of keys; “|” is between sums of which a report prints one, “else” before what stands in for a total that is not printed (公式).',
  })
  formula!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Key of the numerator of a rate (分子); null for all else.',
  })
  numerator!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Key of the denominator of a rate (分母); null for all else.',
  })
  denominator!: string | null;

  @Field(() => String, { description: 'Name in Chinese, with the denominator of a rate.' })
  nameZh!: string;

  @Field(() => String, { description: 'Name in English, with the denominator of a rate.' })
  nameEn!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The rule of law that it follows, in Chinese, with its source and what it leaves open (依据).',
  })
  ruleZh!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The rule of law that it follows, in English; null for what is arithmetic alone.',
  })
  ruleEn!: string | null;
}

/** One derived value of a report; what it rests on is worked out only where it is looked at. */
@ObjectType('DerivedValue', {
  description: 'A derived value of a report, with what it rests on (派生指标值).',
  simpleResolvers: true,
})
export class DerivedValueType {
  @Field(() => String, { description: 'Key of the value.' })
  key!: DerivedKey;

  @Field(() => Float, { nullable: true, description: 'The value; null where it is missing, never zero.' })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: 'Numerator of a rate (分子); null for all else.' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Denominator of a rate (分母); null for all else.' })
  denominator!: number | null;

  @Field(() => MissingReasonEnum, {
    nullable: true,
    description: 'Why it is missing; null where it is there.',
  })
  reason!: MissingReason | null;

  @Field(() => [String], { description: 'Keys of the cells whose lack explains MISSING_PART.' })
  missing!: string[];

  @Field(() => [String], {
    description:
      'Keys of the totals that the report does not print: each stands for the sum of its printed columns (各列之和).',
  })
  summed!: string[];

  @Field(() => DerivedDefinitionType, { description: 'The value in the dictionary.' })
  definition!: DerivedDefinitionView;
}

/** The root of a derived value's fields. */
export class DerivedValueRoot implements DerivedValueType {
  readonly key: DerivedKey;
  readonly value: number | null;
  readonly #explainer: DerivedExplainer;

  constructor(key: DerivedKey, value: number | null, explainer: DerivedExplainer) {
    this.key = key;
    this.value = value;
    this.#explainer = explainer;
  }

  get numerator(): number | null {
    return this.#explainer.explain(this.key).numerator;
  }

  get denominator(): number | null {
    return this.#explainer.explain(this.key).denominator;
  }

  get reason(): MissingReason | null {
    return this.value === null ? this.#explainer.explain(this.key).reason : null;
  }

  get missing(): string[] {
    return this.value === null ? this.#explainer.explain(this.key).missing : [];
  }

  get summed(): string[] {
    return this.value === null ? [] : this.#explainer.explain(this.key).summed;
  }

  get definition(): DerivedDefinitionView {
    return definitionView(definitionOf(this.key));
  }
}
