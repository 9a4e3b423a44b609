export { permissions } from './care.permissions.ts';
export { careMessages } from './messages/index.ts';
