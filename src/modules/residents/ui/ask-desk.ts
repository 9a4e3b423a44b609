/** Asks the desk what is being typed may mean; the words travel in the body. */
export async function askDesk<T>(path: string, words: string, signal: AbortSignal): Promise<T> {
	const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ words }), signal });
	if (!response.ok) throw new Error(String(response.status));
	return (await response.json()) as T;
}
