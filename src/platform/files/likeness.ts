import sharp from 'sharp';

/**
 * A fingerprint of what a picture shows (difference hash, 64 bits as 16 hex digits): it hardly changes when the picture
 * is scaled, recompressed or a bit brighter. For hints that two photos may be the same; two pictures of white walls are
 * alike too, so never decide by it.
 */
export async function pictureHash(image: Buffer): Promise<string> {
	const pixels = await sharp(image).flatten({ background: '#fff' }).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer();
	let bits = 0n;
	for (let y = 0; y < 8; y++) {
		for (let x = 0; x < 8; x++) bits = (bits << 1n) | (pixels[y * 9 + x]! < pixels[y * 9 + x + 1]! ? 1n : 0n);
	}
	return bits.toString(16).padStart(16, '0');
}

/** In how many of the 64 bits two fingerprints differ. Up to 6: probably the same picture; over 12: another. */
export function pictureDistance(a: string, b: string): number {
	let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
	let count = 0;
	for (; bits > 0n; bits &= bits - 1n) count++;
	return count;
}
