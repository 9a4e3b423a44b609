import type { Ctx } from '#platform/context.ts';
import type { Position } from '#platform/geo/index.ts';
import { demoCommunities, ring, toDegrees } from './areas.demo.data.ts';
import type { Outline } from './areas.outline.ts';
import { saveBuilding, saveCommunity, saveCompound, saveGrid, saveOutline } from './areas.usecases.ts';

const polygon = (positions: Position[]): Outline => ({ type: 'Polygon', coordinates: [[...positions, positions[0]!]] });

/** The fictional subdistrict 云岭街道, drawn by hand: four communities, twelve grids, sixteen compounds, 112 buildings, some 5,000 dwellings. */
export async function demoAreas(ctx: Ctx): Promise<void> {
	await saveOutline(ctx, { outline: polygon(ring('A B C C2 D E F G H I I2 J')) });
	for (const community of demoCommunities) {
		const saved = await saveCommunity(ctx, {
			code: community.code,
			name: community.name,
			nameEn: community.nameEn,
			address: community.address,
			deskPhone: community.deskPhone,
			point: point(community.desk),
			outline: polygon(ring(community.ring))
		});
		const gridIds: string[] = [];
		for (const [i, gridRing] of community.grids.entries()) {
			const short = community.name.replace('社区', '');
			const grid = await saveGrid(ctx, {
				communityId: saved.id,
				code: String(i + 1).padStart(2, '0'),
				name: `${short}第${'一二三'[i]}网格`,
				nameEn: `${community.nameEn.replace(' Community', '')} Grid ${i + 1}`,
				outline: polygon(ring(gridRing))
			});
			gridIds.push(grid.id);
		}
		for (const compound of community.compounds) {
			const plots = layOut(compound.at, compound.buildings);
			const { id } = await saveCompound(ctx, {
				communityId: saved.id,
				gridId: gridIds[compound.grid] ?? null,
				name: compound.name,
				nameEn: compound.nameEn,
				aliases: compound.aliases,
				address: compound.address,
				point: point(compound.at),
				outline: polygon(plots.fence.map(toDegrees))
			});
			for (const [i, at] of plots.buildings.entries())
				await saveBuilding(ctx, {
					compoundId: id,
					name: `${i + 1}号楼`,
					units: compound.units,
					floors: compound.floors,
					doorsPerFloor: compound.doors,
					point: point(at)
				});
		}
	}
}

function point(metres: Position): { lon: number; lat: number } {
	const [lon, lat] = toDegrees(metres);
	return { lon, lat };
}

/** Rows of slabs, 50 m from one to the next and 40 m from row to row, with a fence of 28 m around them; metres. */
function layOut([x, y]: Position, count: number): { buildings: Position[]; fence: Position[] } {
	const columns = Math.ceil(Math.sqrt(count));
	const rows = Math.ceil(count / columns);
	const buildings = Array.from({ length: count }, (_, i): Position => {
		const row = Math.floor(i / columns);
		return [x + ((i % columns) - (columns - 1) / 2) * 50, y + ((rows - 1) / 2 - row) * 40];
	});
	const halfWidth = ((columns - 1) * 50) / 2 + 28;
	const halfHeight = ((rows - 1) * 40) / 2 + 28;
	return {
		buildings,
		// Counter-clockwise, as RFC 7946 asks of outer rings; not quite square, as land is not.
		fence: [
			[x - halfWidth, y - halfHeight + 6],
			[x + halfWidth - 4, y - halfHeight],
			[x + halfWidth, y + halfHeight - 5],
			[x - halfWidth + 8, y + halfHeight]
		]
	};
}
