import {
  CognitoIdentityProviderClient,
  AdminCreateUserCommand,
  AdminAddUserToGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';

const cognito = new CognitoIdentityProviderClient({});
const UserPoolId = process.env.POOL;

const invite = async (Username) => {
  await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username, DesiredDeliveryMediums: ['EMAIL'] }));
  await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: 'readers' }));
};

export const handler = async ({ emails }) => {
  for (const email of emails) await invite(email);
};
