/** The controlled vocabulary of agency-link, the commonest first. */
export const INCIDENT_KINDS = [
  'CRIME',
  'ASSAULT',
  'ROBBERY',
  'THEFT',
  'STALKING',
  'KIDNAP',
  'FIRE',
  'RESCUE',
  'MEDICAL',
  'MISSING',
  'TRAFFIC',
  'DISASTER',
  'INTRUSION',
  'LOITERING',
  'OTHER',
] as const;
