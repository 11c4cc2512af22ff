/** The organ that publishes a report. */
export const ORGAN_KINDS = [
  'PEOPLES_GOVERNMENT',
  'OFFICE',
  'DEPARTMENT',
  'TOWNSHIP',
  'SUBDISTRICT',
  'INSTITUTION',
  'OTHER',
] as const;
/**
 * 人民政府 (county and above) · 办公厅/办公室 · 委/局/厅 … · 乡镇人民政府 · 街道办事处 · institution (学校, 医院, 公司 …) · other.
 */
export type OrganKind = (typeof ORGAN_KINDS)[number];

export const ADMINISTRATIVE_LEVELS = [
  'NATIONAL',
  'PROVINCE',
  'CITY',
  'COUNTY',
  'TOWNSHIP',
  'UNKNOWN',
] as const;
/** Level of the region that the organ serves. */
export type AdministrativeLevel = (typeof ADMINISTRATIVE_LEVELS)[number];

export interface Organ {
  /** As printed, white space removed. */
  name: string;
  /** NFKC, simplified; the same organ spelt in two ways has one normalised name. */
  normalizedName: string;
  kind: OrganKind;
  level: AdministrativeLevel;
}
