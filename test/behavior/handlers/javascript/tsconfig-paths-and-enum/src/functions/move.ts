import { put, Kind } from '@farm/store';

export const handler = async (event: { herd: string; field: string }): Promise<void> => {
  await put(Kind.Herd, { id: event.herd, field: event.field });
  await put(Kind.Field, { id: event.field, herd: event.herd });
};
