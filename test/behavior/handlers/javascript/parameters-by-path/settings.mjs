import { SSMClient, paginateGetParametersByPath, GetParameterCommand } from '@aws-sdk/client-ssm';

const client = new SSMClient({});

export const handler = async () => {
  const settings = {};
  for await (const { Parameters } of paginateGetParametersByPath({ client }, { Path: '/farmshop', Recursive: true })) {
    for (const { Name, Value } of Parameters) settings[Name.split('/').pop()] = Value;
  }
  const { Parameter } = await client.send(new GetParameterCommand({ Name: '/farmshop/tax' }));
  return { ...settings, tax: Number(Parameter.Value) };
};
