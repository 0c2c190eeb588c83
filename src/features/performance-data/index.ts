export * from './readers/index.ts';
