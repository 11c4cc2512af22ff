import { Field, ObjectType } from 'type-graphql';
import type { ArithmeticRule } from '../../domain/arithmetic-rules.js';
import type { FindingCode } from '../../domain/finding.js';
import { FindingCodeEnum } from '../enums/cell.enum.js';

/** An arithmetic rule. */
@ObjectType('Rule', {
  description: 'An arithmetic rule that every report is checked against (勾稽关系).',
  simpleResolvers: true,
})
export class RuleType implements ArithmeticRule {
  @Field(() => FindingCodeEnum, { description: 'Code of its findings.' })
  code!: FindingCode & ArithmeticRule['code'];

  @Field(() => String, {
    description: 'What must hold, in words of keys; {column} stands for each column (公式).',
  })
  formula!: string;

  @Field(() => String, { description: 'What must hold, in Chinese.' })
  textZh!: string;

  @Field(() => String, { description: 'What must hold, in English.' })
  textEn!: string;
}
