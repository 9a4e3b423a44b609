export { permissions } from './areas.permissions.ts';
export { editableCommunities, mayEditWithin } from './areas.policy.ts';
export { CommunityInput, statisticalCode } from './areas.schemas.ts';
export { listCommunities, listRetired, type CommunityLine as Community, type RetiredLine } from './areas.queries.ts';
export { addBuildings, retire, saveBuilding, saveCommunity, saveCompound, saveGrid, saveOutline } from './areas.usecases.ts';
export { areaAt, areaNames, land, type Building, type Compound, type Grid, type Land } from './areas.land.ts';
export { addressText, findAddress, type FoundAddress } from './areas.address.ts';
export { areasMessages } from './messages/index.ts';
