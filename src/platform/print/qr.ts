import encodeQR from 'qr';

/**
 * A QR code (ISO/IEC 18004) as SVG, with error correction M (15 %: survives a fold and a coffee ring).
 * @param text what a scan gives, usually an absolute URL; at most about 2,000 bytes
 * @returns an SVG document that holds nothing but the modules, with a border of 2 modules; the white around it
 *          on the page makes up the 4 that the standard asks for
 */
export function qrSvg(text: string): string {
	return encodeQR(text, 'svg', { ecc: 'medium', border: 2, optimize: true });
}
