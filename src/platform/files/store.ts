import { join } from 'node:path';
import { Disk } from 'flydrive';
import { config } from '#platform/config.ts';
import { DurableFSDriver } from './durable.ts';

let opened: Promise<Disk> | undefined;

/** Where files are kept: `$BAIYUN_DATA/files`, or an S3-compatible bucket when `BAIYUN_S3_BUCKET` is set. */
export function store(): Promise<Disk> {
	return (opened ??= (process.env.BAIYUN_S3_BUCKET ? bucket(process.env, process.env.BAIYUN_S3_BUCKET) : folder()).catch((error: unknown) => {
		opened = undefined;
		throw error;
	}));
}

/** For tests: forget what was opened. */
export function resetStore(): void {
	opened = undefined;
}

async function folder(): Promise<Disk> {
	const driver = new DurableFSDriver(join(config().dataDir, 'files'));
	await driver.sweep(Date.now());
	return new Disk(driver);
}

/**
 * A bucket of any S3-compatible service. The AWS client is an optional peer (20 MB that a local folder does not need):
 * see docs/guide/files.md.
 */
async function bucket(env: NodeJS.ProcessEnv, name: string): Promise<Disk> {
	const { S3Driver } = await import('flydrive/drivers/s3').catch((error: unknown) => {
		throw new Error('BAIYUN_S3_BUCKET is set, but the S3 client is not installed: npm install @aws-sdk/client-s3 @aws-sdk/s3-request-presigner', { cause: error });
	});
	return new Disk(
		new S3Driver({
			bucket: name,
			region: env.BAIYUN_S3_REGION ?? 'us-east-1',
			endpoint: env.BAIYUN_S3_ENDPOINT,
			forcePathStyle: env.BAIYUN_S3_PATH_STYLE === '1',
			credentials: env.BAIYUN_S3_ACCESS_KEY_ID
				? { accessKeyId: env.BAIYUN_S3_ACCESS_KEY_ID, secretAccessKey: env.BAIYUN_S3_SECRET_ACCESS_KEY ?? '' }
				: undefined,
			visibility: 'private',
			// Most services beside AWS refuse per-object access lists; the bucket's own policy must be private.
			supportsACL: false
		})
	);
}
