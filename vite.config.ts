import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter({ out: 'build', precompress: true }),
			// Nothing from another host, no inline script but the framework's own (by nonce).
			csp: {
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self', 'unsafe-inline'],
					'img-src': ['self', 'data:', 'blob:'],
					'connect-src': ['self'],
					'worker-src': ['self'],
					'form-action': ['self'],
					'frame-ancestors': ['self'],
					'base-uri': ['self'],
					'object-src': ['none']
				}
			}
		})
	],
	// Residents' phones are old: without this, media queries are rewritten to a form that Chrome before 104 does not read.
	build: { cssTarget: ['chrome88', 'safari14'] },
	// Native add-ons and packages that read files beside themselves stay outside the bundle.
	ssr: {
		external: ['pg', 'sharp', '@node-rs/jieba', '@myriaddreamin/typst-ts-node-compiler', 'exceljs', 'graphile-worker']
	}
});
