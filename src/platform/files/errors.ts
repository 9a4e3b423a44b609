import { AppError } from '#platform/errors.ts';

/**
 * Why a file is not taken:
 * - `empty`, `tooLarge` (`params.most` in MB)
 * - `imageType`: no picture that a phone takes or a screen shows (`params.found`: `svg`, `html`, `tiff`, `pdf`, `unknown`…)
 * - `heic`: an iPhone's own format; ask the phone for JPEG ("兼容性最佳"), or send it from the browser, which converts
 * - `tooManyPixels`: a picture that would fill the memory when unpacked
 * - `damaged`: it begins like a picture or document and is not one, or was cut on the way
 * - `documentType`: no PDF, OFD, Office or OpenDocument file
 * - `macros`, `encrypted`: a document that could run a program, or that nobody here could open
 */
export type FileProblem = 'empty' | 'tooLarge' | 'imageType' | 'heic' | 'tooManyPixels' | 'damaged' | 'documentType' | 'macros' | 'encrypted';

export function fileError(problem: FileProblem, params: Record<string, string | number> = {}, cause?: unknown): AppError {
	const status = problem === 'tooLarge' || problem === 'tooManyPixels' ? 413 : problem === 'imageType' || problem === 'heic' || problem === 'documentType' ? 415 : 422;
	return new AppError(`files.${problem}`, { status, params, cause });
}
