const { put } = require('/opt/nodejs/stream');

exports.handler = async ({ animal, kilos }) => {
  const { SequenceNumber } = await put(animal, { animal, kilos, at: new Date().toISOString() });
  return SequenceNumber;
};
