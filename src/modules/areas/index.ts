export { permissions } from './areas.permissions.ts';
export { CommunityInput, statisticalCode } from './areas.schemas.ts';
export { listCommunities, saveCommunity, type Community } from './areas.usecases.ts';
