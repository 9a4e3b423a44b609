export { permissions } from './care.permissions.ts';
export { careMessages } from './messages/index.ts';
export { DOOR_FINDINGS, DOOR_STEPS, laterSteps, type DoorFinding, type DoorStep } from './door/door.model.ts';
export { closeDoor, handOnDoor, noteDoor, openDoor, takeDoor, tryDoor } from './door/door.usecases.ts';
export { countDoors, doorOf, listDoors, type DoorDetail, type DoorLine } from './door/door.queries.ts';
import './care.events.ts';
export * from './assessment/index.ts';
