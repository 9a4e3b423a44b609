import { roundPosition, type Position } from '#platform/geo/index.ts';

/*
 * The map of the demonstration, in metres east and north of a point in empty hills: no town stands there, and every
 * line is made up. Neighbours share their corners, so that communities tile the subdistrict and grids tile communities.
 */
const ORIGIN: Position = [103.6, 26.2];
const METRES_PER_DEGREE = 111_320;

export const toDegrees = ([x, y]: Position): Position =>
	roundPosition([ORIGIN[0] + x / (METRES_PER_DEGREE * Math.cos((ORIGIN[1] * Math.PI) / 180)), ORIGIN[1] + y / METRES_PER_DEGREE], 7);

const CORNERS: Record<string, Position> = {
	A: [-1200, 850], B: [-300, 1000], C: [150, 960], C2: [650, 880], D: [1150, 780], E: [1300, 60],
	F: [1180, -820], G: [420, -1000], H: [60, -930], I: [-980, -880], I2: [-1160, -520], J: [-1250, -120],
	P: [90, 500], Q: [650, -20], R: [-40, -450], S: [-600, 80], M: [20, 30],
	K1: [-420, 480], K2: [600, 450], K3: [620, -480], K4: [-520, -430]
};

/** `'A B C'`: the corners of that name, clockwise as written, given back counter-clockwise as RFC 7946 asks; degrees, not closed. */
export const ring = (names: string): Position[] => names.split(' ').map((name) => toDegrees(CORNERS[name]!)).reverse();

export interface DemoCompound {
	name: string;
	nameEn: string;
	aliases: string[];
	address: string;
	/** centre, metres */
	at: Position;
	/** which of the community's grids */
	grid: number;
	buildings: number;
	units: number;
	floors: number;
	doors: number;
}

export interface DemoCommunity {
	code: string;
	name: string;
	nameEn: string;
	address: string;
	deskPhone: string;
	/** where the service centre stands, metres */
	desk: Position;
	ring: string;
	grids: string[];
	compounds: DemoCompound[];
}

const compound = (name: string, nameEn: string, aliases: string, address: string, at: Position, grid: number, [buildings, units, floors, doors]: [number, number, number, number]): DemoCompound => ({
	name,
	nameEn,
	aliases: aliases ? aliases.split('、') : [],
	address,
	at,
	grid,
	buildings,
	units,
	floors,
	doors
});

export const demoCommunities: readonly DemoCommunity[] = [
	{
		code: '999999001001',
		name: '红云社区',
		nameEn: 'Hongyun Community',
		address: '云岭街道红云路 18 号',
		deskPhone: '000-80101001',
		desk: [-260, 520],
		ring: 'A B C P M S J',
		grids: ['K1 B C P M', 'K1 M S J', 'K1 J A B'],
		compounds: [
			compound('红云里', 'Hongyun Li', '红云老院、纱厂老院', '红云路 20 号', [-110, 740], 0, [9, 4, 6, 2]),
			compound('云岭花园', 'Yunling Garden', '', '云岭大道 33 号', [-130, 330], 0, [6, 2, 11, 2]),
			compound('纺织厂宿舍', 'Textile Mill Housing', '纺织宿舍、纱厂宿舍', '纺织路 7 号', [-620, 230], 1, [7, 3, 5, 3]),
			compound('新风小区', 'Xinfeng', '新风', '新风街 11 号', [-800, 640], 2, [8, 3, 6, 2])
		]
	},
	{
		code: '999999001002',
		name: '白云社区',
		nameEn: 'Baiyun Community',
		address: '云岭街道白云巷 6 号',
		deskPhone: '000-80101002',
		desk: [620, 560],
		ring: 'C C2 D E Q M P',
		grids: ['K2 C2 D E', 'K2 E Q M', 'K2 M P C C2'],
		compounds: [
			compound('白云新村', 'Baiyun New Village', '新村', '白云路 2 号', [860, 560], 0, [10, 3, 6, 2]),
			compound('白云小区', 'Baiyun', '', '白云路 45 号', [800, 140], 1, [8, 4, 6, 2]),
			compound('机关家属院', 'Office Families’ Court', '家属院、大院里', '云岭大道 60 号', [380, 150], 1, [5, 2, 6, 2]),
			compound('锦绣苑', 'Jinxiu Court', '锦绣', '锦绣路 1 号', [330, 660], 2, [4, 2, 18, 3])
		]
	},
	{
		code: '999999001003',
		name: '翠湖社区',
		nameEn: 'Cuihu Community',
		address: '云岭街道翠湖南路 52 号',
		deskPhone: '000-80101003',
		desk: [560, -560],
		ring: 'E F G H R M Q',
		grids: ['K3 F G H', 'K3 H R M', 'K3 M Q E F'],
		compounds: [
			compound('翠湖花园', 'Cuihu Garden', '翠湖花苑', '翠湖南路 60 号', [790, -730], 0, [8, 2, 11, 2]),
			compound('翠湖小区', 'Cuihu', '', '翠湖南路 18 号', [430, -800], 0, [9, 3, 6, 2]),
			compound('湖畔雅居', 'Lakeside Homes', '湖畔', '翠湖北路 9 号', [280, -420], 1, [6, 1, 18, 4]),
			compound('电机厂宿舍', 'Motor Works Housing', '电机宿舍', '电机路 3 号', [850, -280], 2, [7, 3, 5, 2])
		]
	},
	{
		code: '999999001004',
		name: '棋盘社区',
		nameEn: 'Qipan Community',
		address: '云岭街道棋盘街 9 号',
		deskPhone: '000-80101004',
		desk: [-560, -330],
		ring: 'H I I2 J S M R',
		grids: ['K4 I I2 J', 'K4 J S M R', 'K4 R H I'],
		compounds: [
			compound('棋盘街大院', 'Qipan Street Court', '棋盘大院', '棋盘街 15 号', [-850, -520], 0, [6, 2, 4, 3]),
			compound('文昌小区', 'Wenchang', '', '文昌路 22 号', [-350, -180], 1, [8, 3, 6, 2]),
			compound('文昌里', 'Wenchang Li', '文昌老院', '文昌路 5 号', [-720, -120], 1, [6, 3, 6, 2]),
			compound('桥头新居', 'Qiaotou New Homes', '桥头', '桥头路 8 号', [-380, -700], 2, [5, 2, 16, 3])
		]
	}
];
