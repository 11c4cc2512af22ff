/** The option of every command that opens the store. */
export const DATA_OPTION = [
  '-d, --data <folder>',
  'folder of the data (default: OGI_DATA, else ./data)',
] as const;
