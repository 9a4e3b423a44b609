/**
 * Files that people send: pictures and documents, kept under their own hash in `$BAIYUN_DATA/files` or a bucket.
 * This room has no tables: whose a file is and who may see it stands in the rows of the module that took it.
 * Save first, then write the row: a file without a row is waste, a row without a file is a loss.
 */
export { saveDocument, type SavedDocument } from './document.ts';
export type { FileProblem } from './errors.ts';
export { isKeyOf } from './keys.ts';
export type { Taken } from './exif.ts';
export { saveImage, type ImageOptions, type SavedImage } from './image.ts';
export { pictureDistance } from './likeness.ts';
export { deleteFile, fileResponse, openFile, type OpenFile } from './serve.ts';
