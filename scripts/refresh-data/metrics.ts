/** Replaced below. */
export async function refreshMetrics(): Promise<string> {
  return await Promise.resolve('');
}
