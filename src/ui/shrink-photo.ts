/**
 * A photo as a JPEG of at most 1600 pixels (what the server keeps; more would only wait longer for a signal), so that nine of them fit on the phone and through a bad line. Drawing it anew
 * also leaves position and camera behind. What the browser cannot draw is kept as it is: the server looks at it.
 */
export async function shrinkPhoto(photo: Blob, maxSide = 1600, quality = 0.85): Promise<Blob> {
	if (typeof createImageBitmap !== 'function') return photo;
	try {
		const bitmap = await createImageBitmap(photo);
		const scale = Math.min(1, maxSide / Math.max(bitmap.width, bitmap.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.max(1, Math.round(bitmap.width * scale));
		canvas.height = Math.max(1, Math.round(bitmap.height * scale));
		canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
		bitmap.close();
		const small = await new Promise<Blob | null>((give) => canvas.toBlob(give, 'image/jpeg', quality));
		return small && small.size < photo.size ? small : photo;
	} catch {
		return photo;
	}
}
