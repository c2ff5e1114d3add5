import { getParameter } from '@aws-lambda-powertools/parameters/ssm';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';

const logger = new Logger({ serviceName: 'quotes' });

interface Question {
  readonly weight: number;
}

export const handler = async (event: Question, _context: Context): Promise<number> => {
  const rates = await getParameter<'json'>('/shop/rates', { transform: 'json', maxAge: 300 });
  const login = await getSecret(process.env.LOGIN!);
  logger.info('asked', { hasLogin: login !== undefined });
  return event.weight * ((rates as Record<string, number>)['kilo'] ?? 1);
};
