/** The lists of codes that pages offer to choose from. */
export { CATEGORIES, IDENTITIES, SKILLS, STATES } from '../register/volunteer.model.ts';
