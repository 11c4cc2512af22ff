import { Arg, Query, Resolver } from 'type-graphql';
import type { CellDefinition, FormEdition, TableName } from '../../domain/cells.js';
import { CELLS } from '../../domain/cells.js';
import { FormEditionEnum, TableEnum } from '../enums/cell.enum.js';
import { CellDefinitionType } from '../types/cell.type.js';

/** `cells`: the dictionary of statistic cells. */
@Resolver()
export class DictionaryResolver {
  @Query(() => [CellDefinitionType], {
    description:
      'The dictionary of the 226 statistic cells of the official forms (统计项字典), in the order of the form.',
  })
  cells(
    @Arg('table', () => TableEnum, { nullable: true, description: 'Of this table only. Default is all.' })
    table: TableName | null,
    @Arg('form', () => FormEditionEnum, {
      nullable: true,
      description: 'Listed by this edition only. Default is all.',
    })
    form: FormEdition | null,
  ): CellDefinition[] {
    return CELLS.filter((cell) => (!table || cell.table === table) && (!form || cell.forms.includes(form)));
  }
}
