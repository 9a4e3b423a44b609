export { permissions } from './activities.permissions.ts';
export { keptBy, mayKeep } from './activities.policy.ts';
export { activitiesMessages } from './messages/index.ts';
