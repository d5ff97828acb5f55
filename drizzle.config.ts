import { defineConfig } from 'drizzle-kit';

/** Only for `drizzle-kit generate`: it writes SQL files from the schema and never touches a database. */
export default defineConfig({ dialect: 'sqlite', schema: './src/store/schema.ts', out: './src/store/migrations' });
