import { Signer } from '@aws-sdk/rds-signer';
import mysql from 'mysql2/promise';

const connect = async () => {
  const signer = new Signer({ hostname: process.env.DB_HOST, port: 3306, username: 'lambda' });
  return mysql.createConnection({
    host: process.env.DB_HOST,
    user: 'lambda',
    database: 'library',
    password: await signer.getAuthToken(),
    ssl: 'Amazon RDS',
  });
};

export const handler = async ({ title }) => {
  const connection = await connect();
  const [rows] = await connection.execute('SELECT isbn FROM books WHERE title = ?', [title]);
  await connection.end();
  return rows;
};
