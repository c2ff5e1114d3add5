export async function refreshMetrics(): Promise<string> {
  return '';
}
