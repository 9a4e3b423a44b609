export { permissions } from './residents.permissions.ts';
export { FIELD_GROUPS, mayEdit, mayOpen, scopeOf, seeing, type FieldGroup, type Seeing } from './residents.policy.ts';
export { personCard, personCards, type PersonCard } from './person/card.ts';
export { addPerson, correctFields, pinField } from './person/person.usecases.ts';
export type { FieldKey, SourceKind } from './person/fields.ts';
export { residentsMessages } from './messages/index.ts';
