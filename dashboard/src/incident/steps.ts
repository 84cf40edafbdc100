/** Steps that ask for words. */
export type IncidentStep = 'respond' | 'arrive' | 'wide-area';
