import { expect, it } from 'vitest';
import { chance } from '#platform/chance.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { CATEGORIES } from '../settings/categories.data.ts';
import { demoPhoto, hasScene } from './demo-photos.ts';
import { DEMO_LINES } from './needs.data.ts';

useDatabase();

it('draws a picture for each kind of trouble that has a scene, another one each time and another one afterwards', async () => {
	const drawn = CATEGORIES.filter(({ code }) => hasScene(code)).map(({ code }) => code);
	expect(drawn.length).toBeGreaterThan(10);
	// A scene for what nobody tells of would never be seen.
	for (const code of drawn) expect(DEMO_LINES.some(({ category }) => category === code), code).toBe(true);
	const keys = new Set<string>();
	for (const code of drawn) {
		for (const after of [false, true]) {
			const photo = await demoPhoto('01890000-0000-7000-8000-000000000001', code, after, chance(drawn.indexOf(code)));
			expect(photo).toMatchObject({ kind: after ? 'proof' : 'photo', mediaType: 'image/webp', width: 800, height: 600 });
			keys.add(photo.fileKey);
		}
	}
	expect(keys.size).toBe(drawn.length * 2);
});
