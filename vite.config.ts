import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [sveltekit({ adapter: adapter({ out: 'build', precompress: true }) })],
	// Native add-ons and packages that read files beside themselves stay outside the bundle.
	ssr: {
		external: ['pg', 'sharp', '@node-rs/jieba', '@myriaddreamin/typst-ts-node-compiler', 'exceljs', 'graphile-worker']
	}
});
