import { harvestMessage } from '../messages.mjs';
import { dispatch } from '../dispatch.mjs';

export const handler = async (event) => {
  const command = harvestMessage(event.field, event.kilos);
  await dispatch(command);
};
