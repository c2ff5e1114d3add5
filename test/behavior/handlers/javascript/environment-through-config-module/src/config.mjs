const required = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};

export const config = Object.freeze({
  region: process.env.AWS_REGION ?? 'eu-central-1',
  tables: { visits: required('TABLE_NAME') },
  topics: { reminders: required('TOPIC_ARN') },
});
